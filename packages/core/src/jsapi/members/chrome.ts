import type { JsapiFamily } from "../declaration.js";

/** Title bar, tab bar and menus (F-CAT-B). */
export const chromeMembers = {
  setNavigationBar: {
    about: "Changes title and colours of the title bar.",
    options: "title:text image:string backgroundColor:string borderBottomColor:string reset:boolean frontColor:string",
  },
  setNavigationBarTitle: { about: "Changes the title.", options: "title:text image:string" },
  setNavigationBarColor: {
    about: "Changes the colours of the title bar.",
    options: "backgroundColor:string frontColor:string",
  },
  setNavigationBarBottomLineColor: {
    about: "Changes the line below the title bar.",
    note: "Accepted; the title bar has no such line.",
    options: "borderBottomColor:string",
  },
  showNavigationBarLoading: { about: "Shows that work is under way in the title bar." },
  hideNavigationBarLoading: { about: "Ends what showNavigationBarLoading shows." },
  hideBackHome: { about: "Hides the home button." },
  getTitleColor: { about: "Colour of the title bar.", result: "color:string" },
  showTabBar: { about: "Shows the tab bar.", options: "animation:boolean", errors: "7004" },
  hideTabBar: { about: "Hides the tab bar.", options: "animation:boolean", errors: "7004" },
  setTabBarStyle: {
    about: "Changes the colours of the tab bar.",
    options: "color:string selectedColor:string backgroundColor:string borderStyle:string",
    errors: "7004",
  },
  setTabBarItem: {
    about: "Changes name and icons of a tab.",
    options: "index:number! text:text iconPath:string selectedIconPath:string",
    errors: "2 7004",
  },
  setTabBarBadge: { about: "Puts a short text on a tab.", options: "index:number! text:text!", errors: "2 7004" },
  removeTabBarBadge: { about: "Takes the text off a tab.", options: "index:number!", errors: "2 7004" },
  showTabBarRedDot: { about: "Puts a dot on a tab.", options: "index:number!", errors: "2 7004" },
  hideTabBarRedDot: { about: "Takes the dot off a tab.", options: "index:number!", errors: "2 7004" },
  showShareMenu: { about: "Shows the button that shares the page." },
  hideShareMenu: { about: "Hides the button that shares the page." },
  showSharePanel: { late: true, about: "Opens the sheet that shares the page.", since: "0.2" },
  hideFavoriteMenu: {
    about: "Hides the menu entry that keeps the program as a favourite.",
    note: "Accepted; there is no such entry.",
  },
  hideAllFavoriteMenu: { about: "Hides that entry on every page.", note: "Accepted; there is no such entry." },
  hideAddToDesktopMenu: {
    about: "Hides the menu entry that puts the program on the desktop.",
    note: "Accepted; there is no such entry.",
  },
  hideAllAddToDesktopMenu: { about: "Hides that entry on every page.", note: "Accepted; there is no such entry." },
  setBackgroundColor: {
    late: true,
    about: "Colours behind the page.",
    note: "A page does not move up at its end, so nothing shows backgroundColorBottom.",
    options: "backgroundColor:string backgroundColorTop:string backgroundColorBottom:string",
    result: "success:boolean",
  },
  setBackgroundTextStyle: {
    late: true,
    about: "Look of the refresh sign.",
    options: "textStyle:string",
    result: "success:boolean",
  },
  getMenuButtonBoundingClientRect: {
    late: true,
    about: "Where the capsule stands.",
    convention: "sync",
    result: "width:number height:number top:number bottom:number left:number right:number",
  },
  getLeftButtonsBoundingClientRect: {
    late: true,
    about: "Where the buttons on the left stand.",
    note: "Answers null for both.",
    convention: "sync",
    result: "backButton:object homeButton:object",
  },
} as const satisfies JsapiFamily;
