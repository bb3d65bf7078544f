import type { JsapiFamily } from "../declaration.js";

/** Where the user is (F-CAT-I). */
export const locationMembers = {
  getLocation: {
    about: "Where the device is.",
    options: "cacheTimeout:number type:number accuracy:number bizType:string",
    result: "longitude:string latitude:string accuracy:string horizontalAccuracy:string",
    errors: "11 12 13 14 2001 2002 2003",
    scope: "location",
  },
  openLocation: {
    about: "Shows a place.",
    note: "On a drawn grid without streets; coordinates can be copied, or opened in maps where the host gives maps.open.",
    options: "longitude:any! latitude:any! name:text address:text scale:any",
  },
  chooseLocation: {
    about: "Lets the user choose a place.",
    note: "On a drawn grid or by coordinates; on a map where the host gives maps.choose.",
    options: "title:text showTab:boolean latitude:any longitude:any",
    result: "name:string address:string longitude:string latitude:string provinceName:string cityName:string",
    errors: "11 2001",
    scope: "location",
  },
} as const satisfies JsapiFamily;
