import type { JsapiFamily } from "../declaration.js";

/** Keys and values (F-STO, F-CAT-G). */
export const storageMembers = {
  setStorage: { about: "Keeps a value.", options: "key:string! data:any", errors: "7101 7102" },
  setStorageSync: {
    about: "Keeps a value.",
    convention: "sync",
    options: "key:string! data:any",
    result: "success:boolean",
    errors: "7101 7102",
  },
  getStorage: { about: "A value that was kept.", options: "key:string!", result: "data:any" },
  getStorageSync: { about: "A value that was kept.", convention: "sync", options: "key:string!", result: "data:any" },
  removeStorage: { about: "Forgets a value.", options: "key:string!", result: "success:boolean" },
  removeStorageSync: {
    about: "Forgets a value.",
    convention: "sync",
    options: "key:string!",
    result: "success:boolean",
  },
  clearStorage: { about: "Forgets every value.", result: "success:boolean" },
  clearStorageSync: { about: "Forgets every value.", convention: "sync", result: "success:boolean" },
  getStorageInfo: {
    about: "Keys, and how much room is taken.",
    result: "keys:array currentSize:number limitSize:number",
  },
  getStorageInfoSync: {
    about: "Keys, and how much room is taken.",
    convention: "sync",
    result: "keys:array currentSize:number limitSize:number",
  },
} as const satisfies JsapiFamily;
