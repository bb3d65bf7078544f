import type { JsapiFamily } from "../declaration.js";

/** Pages and tabs (F-NAV, F-CAT-C). */
export const routingMembers = {
  navigateTo: {
    about: "Opens a page above the present one.",
    options: "url:string! events:object",
    result: "eventChannel:object",
    errors: "7001 7002 7003 7004",
  },
  redirectTo: {
    about: "Puts a page in the place of the present one.",
    options: "url:string!",
    errors: "7002 7003 7004",
  },
  reLaunch: { about: "Closes every page and opens one.", options: "url:string!", errors: "7002 7004" },
  switchTab: {
    about: "Shows a page of the tab bar and closes the others.",
    options: "url:string!",
    errors: "7002 7003 7004",
  },
  navigateBack: { about: "Goes back by one page or more.", options: "delta:numeric", errors: "7004" },
  startPullDownRefresh: { about: "Begins to refresh the page, as if it had been pulled." },
  stopPullDownRefresh: { about: "Ends the refreshing of the page." },
  setCanPullDown: {
    late: true,
    about: "Allows or forbids pulling the page down.",
    options: "canPullDown:boolean!",
  },
  pageScrollTo: {
    about: "Scrolls the page to a place or an element.",
    options: "scrollTop:numeric selector:string duration:numeric offsetTop:numeric",
    errors: "1",
  },
  nextTick: { about: "Calls a function after what was set is drawn.", convention: "sync" },
  enableAlertBeforeUnload: {
    about: "Asks before the page is left.",
    note: "Before navigateBack and the back button; not before the program is closed.",
    options: "message:text",
    result: "success:boolean",
    errors: "7 8",
    late: true,
    since: "0.2",
  },
  disableAlertBeforeUnload: {
    about: "No longer asks before the page is left.",
    result: "success:boolean",
    errors: "7 8",
    late: true,
    since: "0.2",
  },
  navigateToMiniProgram: {
    about: "Opens another mini program.",
    options: "appId:string! path:string query:any extraData:object envVersion:string",
  },
  navigateBackMiniProgram: {
    about: "Goes back to the mini program that opened this one, with data for it.",
    options: "extraData:object",
  },
  exitMiniProgram: { about: "Closes the mini program." },
  loadPlugin: { late: true, about: "Loads the code of a plugin.", options: "plugin:string!", errors: "7004" },
} as const satisfies JsapiFamily;
