import type { JsapiFamily } from "../declaration.js";

/** Permissions, sign-in and payment (F-API-10, F-CAT-L). */
export const permissionsMembers = {
  getSetting: { about: "What the user granted.", result: "authSetting:object" },
  openSetting: { about: "Lets the user change what was granted.", result: "authSetting:object" },
  authorize: {
    about: "Asks for permissions ahead of their use.",
    options: "scopes:any",
    result: "successScopes:array",
    errors: "2 2001",
  },
  showAuthGuide: {
    about: "Explains how a right of the device is given.",
    note: "Of location, camera, photos and microphone; of other rights nothing is shown.",
    options: "authType:string",
    result: "shown:boolean",
  },
  getAuthCode: {
    about: "A code with which the program's server signs the user in.",
    options: "scopes:any",
    result: "authCode:string authSuccessScopes:array authErrorScopes:object",
    errors: "2 10 11",
    service: "oauth",
  },
  getOpenUserInfo: {
    about: "Name and picture of the user.",
    options: "protocols:object",
    result: "response:string",
    errors: "5 11",
    service: "member",
  },
  getAuthUserInfo: {
    about: "Name and picture of the user, by a name of before.",
    result: "nickName:string avatar:string",
    errors: "10 11 2001",
    service: "member",
    since: "0.2",
  },
  getPhoneNumber: {
    about: "Number of the user, encrypted for the program's server.",
    options: "protocols:object",
    result: "response:string",
    errors: "10 11 2001",
    service: "member",
    since: "0.2",
  },
  login: {
    about: "A code as getAuthCode gives it, by a name of before.",
    result: "code:string authCode:string",
    errors: "10 11",
    service: "oauth",
    since: "0.2",
  },
  getSiteInfo: { about: "Name of the host.", result: "siteName:string" },
  tradePay: {
    about: "Pays an order.",
    options: "tradeNO:string<=64 orderStr:string paymentUrl:string",
    result: "resultCode:string",
    errors: "2",
    service: "payment",
  },
  signContract: {
    about: "Signs a contract for later payments.",
    options: "signStr:string!",
    result: "authState:string authCode:string",
    errors: "11",
    service: "payment",
    since: "0.2",
  },
  paySignCenter: {
    about: "Signs a contract for later payments.",
    options: "signStr:string!",
    result: "result:string resultStatus:string",
    errors: "11",
    service: "payment",
    since: "0.2",
  },
} as const satisfies JsapiFamily;
