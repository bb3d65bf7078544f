import type { JsapiFamily } from "../declaration.js";

/** Cloud, advertising and libraries of others (F-CAT-1). */
export const extrasMembers = {
  cloud: { about: "Functions, data and files of a cloud.", convention: "namespace", extension: "cloud" },
  "cloud.createCloudContext": { about: "Connects to a cloud.", convention: "factory", extension: "cloud" },
  "cloud.database": { about: "Collections of a cloud.", convention: "factory", extension: "cloud" },
  "cloud.callFunction": {
    about: "Calls a function of a cloud.",
    options: "name:string data:any",
    result: "result:any",
    extension: "cloud",
  },
  "cloud.uploadFile": {
    about: "Sends a file to a cloud.",
    options: "cloudPath:string filePath:string",
    result: "fileID:string",
    extension: "cloud",
  },
  createInterstitialAd: { about: "An advertisement over the page.", convention: "factory", extension: "advertising" },
  createRewardedAd: { about: "An advertisement with a reward.", convention: "factory", extension: "advertising" },
  tg: { about: "A place where a library puts itself.", convention: "namespace", extension: "libraries" },
  uma: { about: "A place where a library puts itself.", convention: "namespace", extension: "libraries" },
} as const satisfies JsapiFamily;
