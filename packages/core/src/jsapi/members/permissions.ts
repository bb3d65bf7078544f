import type { JsapiFamily } from "../declaration.js";

/** Permissions, sign-in and payment (F-API-10, F-CAT-L). */
export const permissionsMembers = {
  getSetting: { about: "What the user granted.", result: "authSetting:object" },
  openSetting: { about: "Lets the user change what was granted.", result: "authSetting:object" },
  authorize: {
    about: "Asks for permissions ahead of their use.",
    options: "scopes:any",
    result: "successScopes:array",
    errors: "2001",
  },
  showAuthGuide: {
    about: "Explains how a right of the device is given.",
    note: "Answers that nothing was shown.",
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
    errors: "5 11",
    extension: "member",
  },
  getPhoneNumber: {
    about: "Number of the user, encrypted for the program's server.",
    options: "protocols:object",
    result: "response:string",
    errors: "5 11",
    extension: "member",
  },
  login: { about: "Signs the user in, by a name of before.", extension: "member" },
  getSiteInfo: { about: "Name of the host.", result: "siteName:string" },
  tradePay: {
    about: "Pays an order.",
    options: "tradeNO:string orderStr:string paymentUrl:string",
    result: "resultCode:string",
    errors: "2",
    service: "payment",
  },
  signContract: {
    about: "Signs a contract for later payments.",
    options: "signStr:string!",
    result: "authState:string authCode:string",
    errors: "11",
    extension: "payment",
  },
  paySignCenter: {
    about: "Signs a contract for later payments.",
    options: "signStr:string!",
    result: "result:string resultStatus:string",
    errors: "11",
    extension: "payment",
  },
} as const satisfies JsapiFamily;
