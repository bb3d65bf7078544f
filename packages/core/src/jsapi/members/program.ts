import type { JsapiFamily } from "../declaration.js";

/** The program itself, its host and its surroundings (F-CAT-A). */
export const programMembers: JsapiFamily = {
  canIUse: {
    about: "Whether an API, an option or field of it, a component or an attribute is there.",
    convention: "sync",
  },
  SDKVersion: { about: "Version of the API library whose behaviour is offered.", convention: "value" },
  env: { about: "Facts about the host and variables of the platform.", convention: "value" },
  "env.USER_DATA_PATH": { about: "Address of the folder in which the program may write.", convention: "value" },
  "env.platform": { about: "Kind of device.", convention: "value" },
  isIDE: { about: "Whether the program runs in a developer tool.", convention: "value" },
  call: { about: "Calls a JSAPI that the host added.", convention: "call", errors: "4" },
  on: { about: "Adds a listener of an event by its name.", convention: "on" },
  off: { about: "Removes listeners of an event by its name.", convention: "off" },
  getAppIdSync: { about: "Id of the program.", convention: "sync", result: "appId:string" },
  getAccountInfoSync: {
    about: "Id, version and kind of release of the program.",
    convention: "sync",
    result: "miniProgram:object",
  },
  getLaunchOptionsSync: {
    about: "How the program was opened first.",
    convention: "sync",
    result: "path:string query:object scene:number referrerInfo:object",
  },
  getEnterOptionsSync: {
    about: "How the program was opened last.",
    convention: "sync",
    result: "path:string query:object scene:number referrerInfo:object",
  },
  getRunScene: { about: "Whether this is a release, a trial or a preview.", result: "envVersion:string" },
  getExtConfig: {
    about: "Configuration of a program that was made from a template.",
    result: "data:object extConfig:object",
  },
  getExtConfigSync: {
    about: "Configuration of a program that was made from a template.",
    convention: "sync",
    result: "data:object extConfig:object",
  },
  getUpdateManager: { about: "Tells of new versions and starts them.", convention: "factory" },
  getLogManager: { about: "Writes lines into the log of the program.", convention: "factory" },
  getPluginIdSync: {
    about: "Id of the plugin whose code asks.",
    convention: "sync",
    result: "pluginId:string",
    extension: "program",
  },
  getParentAppId: {
    about: "Id of the program that this one is a template copy of.",
    convention: "sync",
    extension: "program",
  },
  getParentAppIdSync: {
    about: "Id of the program that this one is a template copy of.",
    convention: "sync",
    result: "appId:string",
    extension: "program",
  },
  createWorker: { about: "Runs a script beside the program.", convention: "factory", extension: "workers" },
  reportAnalytics: { about: "Counts an event of the program.", note: "Accepted; nothing collects it." },
  reportBizReady: { about: "Says that the program is ready for use.", extension: "analytics" },
  reportCustomError: { about: "Reports an error that the program found.", extension: "analytics" },
  getBackgroundFetchData: {
    about: "Data fetched before the program was opened.",
    options: "fetchType:string!",
    result: "fetchType:string timestamp:number fetchedData:object",
    extension: "prefetch",
  },
  checkSession: { about: "Whether the sign-in still holds.", note: "Always succeeds." },
  onAppShow: {
    about: "Calls a function when the program comes to the front.",
    convention: "on",
    result: "path:string query:object scene:number referrerInfo:object",
  },
  onAppHide: { about: "Calls a function when the program goes to the background.", convention: "on" },
  onError: { about: "Calls a function when code of the program threw.", convention: "on" },
  onUnhandledRejection: {
    about: "Calls a function when a promise was rejected and nobody looked.",
    convention: "on",
    result: "reason:any promise:any",
  },
  onPageNotFound: {
    about: "Calls a function when a page was asked for that does not exist.",
    convention: "on",
    result: "path:string query:object isEntryPage:boolean",
  },
  onComponentError: {
    about: "Calls a function when a custom component threw.",
    convention: "on",
    result: "error:any",
    extension: "program",
  },
  onThemeChange: {
    about: "Calls a function when colours change between light and dark.",
    convention: "on",
    result: "theme:string",
    extension: "page",
  },
  onMemoryWarning: {
    about: "Calls a function when the device is short of memory.",
    convention: "on",
    result: "level:number",
  },
};
