import type { JsapiFamily } from "../declaration.js";

/** Pictures, video and sound (F-CAT-F, M3). */
export const mediaMembers = {
  chooseImage: {
    about: "Lets the user take or choose pictures.",
    options: "count:number sizeType:array sourceType:array storeToAlbum:boolean",
    result: "apFilePaths:array tempFilePaths:array tempFiles:array",
    errors: "11 2001",
  },
  previewImage: {
    about: "Shows pictures large.",
    options: "urls:array! current:any enableSavePhoto:boolean enableShowPhotoDownload:boolean",
  },
  saveImage: {
    about: "Keeps a picture in the album.",
    options: "url:string filePath:string showActionSheet:boolean cusHandleResult:boolean",
    errors: "15 16 17 2001",
    scope: "album",
  },
  saveImageToPhotosAlbum: {
    about: "Keeps a picture in the album.",
    options: "filePath:string url:string hideToast:boolean",
    result: "success:boolean",
    errors: "17 2001",
    scope: "album",
  },
  getImageInfo: {
    about: "Size and kind of a picture.",
    options: "src:string!",
    result: "width:number height:number path:string type:string orientation:string",
    errors: "12 18 22",
  },
  compressImage: {
    about: "Makes pictures smaller.",
    options:
      "apFilePaths:array! level:number compressLevel:number compressedWidth:number compressedHeight:number maxWidth:number maxHeight:number",
    result: "apFilePaths:array tempFilePaths:array",
    errors: "12 18",
  },
  chooseVideo: {
    about: "Lets the user take or choose a video.",
    options: "sourceType:array compressed:boolean maxDuration:number camera:any",
    result: "tempFilePath:string filePath:string duration:number size:number width:number height:number",
    errors: "11",
  },
  saveVideoToPhotosAlbum: {
    about: "Keeps a video in the album.",
    options: "src:string filePath:string",
    result: "success:boolean",
    errors: "17 2001",
    scope: "album",
  },
  getVideoInfo: {
    about: "Size and length of a video.",
    options: "src:string!",
    result:
      "orientation:string type:string duration:number size:number height:number width:number fps:number bitrate:number",
    note: "fps is 0: browsers do not say.",
    errors: "12 18",
  },
  generateImageFromCode: {
    about: "A picture of a code for scanning.",
    options: "code:string! format:string width:number correctLevel:string orientation:string codeColor:string",
    result: "image:string",
    service: "devices.drawCode",
  },
  createInnerAudioContext: { about: "Plays sound.", convention: "factory", errors: "10001 10006 10007" },
  getBackgroundAudioManager: {
    about: "Plays sound that goes on in the background.",
    convention: "factory",
    errors: "10001 10006 10007",
  },
  playBackgroundAudio: {
    about: "Plays sound that goes on in the background.",
    options: "dataUrl:string title:text coverImgUrl:string",
  },
  getRecorderManager: { about: "Records sound.", convention: "factory", errors: "10 2001" },
  getAvailableAudioSources: {
    about: "Microphones that can be used.",
    result: "audioSources:array",
  },
  onAudioInterruptionBegin: {
    about: "Calls a function when something else wants to be heard.",
    convention: "on",
  },
  onAudioInterruptionEnd: { about: "Calls a function when sound may go on.", convention: "on" },
} as const satisfies JsapiFamily;
