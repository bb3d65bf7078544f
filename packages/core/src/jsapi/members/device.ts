import type { JsapiFamily } from "../declaration.js";

/** The device: information, clipboard, screen, battery (F-CAT-K). */
export const deviceMembers = {
  getSystemInfo: {
    about: "Device, window and versions.",
    options: "includeNotification:boolean includeBluetooth:boolean",
    result:
      "model:string pixelRatio:number windowWidth:number windowHeight:number screenWidth:number screenHeight:number statusBarHeight:number titleBarHeight:number language:string version:string storage:string currentBattery:string system:string platform:string brand:string fontSizeSetting:number app:string",
  },
  getSystemInfoSync: {
    about: "Device, window and versions.",
    convention: "sync",
    options: "includeNotification:boolean includeBluetooth:boolean",
    result:
      "model:string pixelRatio:number windowWidth:number windowHeight:number screenWidth:number screenHeight:number statusBarHeight:number titleBarHeight:number language:string version:string storage:string currentBattery:string system:string platform:string brand:string fontSizeSetting:number app:string",
  },
  getWindowInfo: {
    late: true,
    about: "Sizes of screen and window.",
    convention: "sync",
    result:
      "pixelRatio:number screenWidth:number screenHeight:number windowWidth:number windowHeight:number statusBarHeight:number titleBarHeight:number safeArea:object screenTop:number",
  },
  getAppBaseInfo: {
    late: true,
    about: "Language, theme and versions.",
    convention: "sync",
    result:
      "SDKVersion:string language:string version:string theme:string fontSizeSetting:number app:string platform:string",
  },
  getSystemSetting: {
    late: true,
    about: "Which functions of the device are on.",
    convention: "sync",
    result: "bluetoothEnabled:boolean locationEnabled:boolean wifiEnabled:boolean",
  },
  getAppAuthorizeSetting: {
    late: true,
    about: "Which functions the system lets the host use.",
    convention: "sync",
    result:
      "albumAuthorized:string cameraAuthorized:string locationAuthorized:string microphoneAuthorized:string notificationAuthorized:string",
  },
  $getSystemInfo: {
    about: "Device, window and versions, by a name of before.",
    result:
      "model:string pixelRatio:number windowWidth:number windowHeight:number screenWidth:number screenHeight:number statusBarHeight:number titleBarHeight:number language:string version:string storage:string currentBattery:string system:string platform:string brand:string fontSizeSetting:number app:string",
  },
  getClipboard: { about: "Text of the clipboard.", result: "text:string" },
  setClipboard: { about: "Puts text into the clipboard.", options: "text:text!", result: "success:boolean" },
  setClipboardData: {
    about: "Puts text into the clipboard.",
    options: "data:text text:text",
    result: "success:boolean",
  },
  vibrate: { about: "Vibrates.", result: "success:boolean" },
  vibrateLong: { about: "Vibrates long.", result: "success:boolean" },
  vibrateShort: { about: "Vibrates short.", result: "success:boolean" },
  makePhoneCall: {
    about: "Offers to call a number.",
    options: "number:text!",
    result: "success:boolean",
    errors: "11",
  },
  getServerTime: { about: "Time of the platform, ms.", result: "time:number" },
  getBatteryInfo: {
    about: "How full the battery is.",
    note: "100 and charging where neither host nor browser tells it.",
    result: "level:number isCharging:boolean",
  },
  getBatteryInfoSync: {
    late: true,
    about: "How full the battery is.",
    convention: "sync",
    result: "level:number isCharging:boolean",
  },
  getScreenBrightness: {
    about: "How bright the screen is.",
    note: "Without a service of the host: how bright the program is drawn.",
    result: "success:boolean brightness:number",
  },
  setScreenBrightness: {
    about: "Makes the screen brighter or darker.",
    note: "Without a service of the host: how bright the program is drawn.",
    options: "brightness:number!",
    result: "success:boolean",
    errors: "2",
  },
  setKeepScreenOn: {
    about: "Keeps the screen on while the program is in front.",
    note: "Without effect where the browser cannot.",
    options: "keepScreenOn:boolean",
    result: "success:boolean",
  },
  setVisualEffectOnCapture: {
    about: "Hides the page in recordings of the screen.",
    options: "visualEffect:string!",
    errors: "2",
    service: "screen",
  },
  scan: {
    about: "Reads a code with the camera.",
    options: "type:string scanType:any hideAlbum:boolean onlyFromCamera:boolean actionType:string needPath:boolean",
    note: "Without the service the browser reads a picture of the code, where it can.",
    result: "code:string qrCode:string barCode:string result:string scanType:string",
    errors: "10 11 2001",
    scope: "camera",
    service: "code",
  },
  ocr: { about: "Reads text in a picture.", extension: "recognition" },
  openOtherApp: {
    about: "Opens another app of the device.",
    options: "url:string!",
    result: "success:boolean",
    service: "program",
    since: "0.2",
  },
  onUserCaptureScreen: {
    about: "Calls a function when the user takes a picture of the screen.",
    convention: "on",
    service: "screen",
  },
  onBatteryChargeChange: {
    about: "Calls a function when the battery is charged or not.",
    convention: "on",
    result: "level:number isCharging:boolean",
  },
} as const satisfies JsapiFamily;
