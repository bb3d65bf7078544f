import type { JsapiFamily } from "../declaration.js";

/** Elements, drawing and animation (F-CAT-E3 to E6, M1, M2). */
export const canvasMembers = {
  createAnimation: { about: "Describes an animation for the attribute animation.", convention: "factory" },
  createSelectorQuery: { about: "Asks for places and contents of elements.", convention: "factory" },
  createIntersectionObserver: { about: "Tells when elements come into sight.", convention: "factory" },
  createCanvasContext: { about: "Draws on a canvas.", convention: "factory" },
  createOffscreenCanvas: { about: "A canvas that is not on the page.", convention: "factory" },
  canvasToTempFilePath: {
    late: true,
    about: "Keeps what is on a canvas as a picture.",
    options:
      "canvasId:string canvas:any x:numeric y:numeric width:numeric height:numeric destWidth:numeric destHeight:numeric fileType:string quality:numeric",
    result: "apFilePath:string tempFilePath:string",
    errors: "1",
  },
  preloadCanvasImage: {
    late: true,
    about: "Loads pictures that a canvas will need.",
    options: "urls:array",
    result: "loadedImages:object",
  },
  loadFontFace: {
    late: true,
    about: "Loads a font.",
    options: "family:string! source:string! desc:object global:boolean nativeCanvas:boolean",
    result: "status:string",
  },
  createWebViewContext: { about: "Sends messages to a web-view.", convention: "factory" },
  createMapContext: { about: "Moves a map and asks what it shows.", convention: "factory" },
  createVideoContext: { about: "Plays and pauses a video element.", convention: "factory" },
  createCameraContext: { about: "Takes pictures with a camera element.", convention: "factory", extension: "camera" },
  createLivePlayerContext: {
    about: "Controls an element that plays a live stream.",
    convention: "factory",
    extension: "live",
  },
  createLivePusherContext: {
    about: "Controls an element that sends a live stream.",
    convention: "factory",
    extension: "live",
  },
  createLottieContext: { about: "Controls a Lottie animation.", convention: "factory", extension: "lottie" },
  getGeocoder: { about: "Names of places from coordinates, and back.", convention: "factory", extension: "maps" },
  getMapInfo: {
    about: "What the map of the device can do.",
    result:
      "is3d:boolean isSupportAnim:boolean sdkName:string sdkVersion:string isSupportOversea:boolean needStyleV7:boolean",
    since: "0.2",
  },
  calculateRoute: {
    about: "A way between two places.",
    options:
      "searchType:string=walk|bus|drive|ride startLat:number! startLng:number! endLat:number! endLng:number! throughPoints:array mode:number city:string destinationCity:string",
    result: "success:boolean distance:number duration:number",
    service: "maps",
    since: "0.2",
  },
  getAccessibilityManager: { about: "Speaks to a screen reader.", convention: "factory", extension: "accessibility" },
  isScreenReaderEnabled: {
    about: "Whether a screen reader is on.",
    note: "Answers false: browsers do not say.",
    result: "screenReaderEnabled:boolean",
  },
} as const satisfies JsapiFamily;
