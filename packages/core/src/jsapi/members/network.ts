import type { JsapiFamily } from "../declaration.js";

/** Requests, transfers and sockets (F-NET, F-CAT-J). */
export const networkMembers = {
  request: {
    about: "Sends a request to a server of the list.",
    options:
      "url:string! method:string data:any headers:any header:any timeout:number dataType:string enableCookie:boolean referrerStrategy:string",
    result: "data:any status:number headers:object statusCode:number header:object",
    errors: "4 11 12 13 14 19 20",
  },
  httpRequest: {
    about: "Sends a request, as a form when nothing is said.",
    options:
      "url:string! method:string data:any headers:any header:any timeout:number dataType:string enableCookie:boolean",
    result: "data:any status:number headers:object statusCode:number header:object",
    errors: "4 11 12 13 14 19 20",
  },
  uploadFile: {
    about: "Sends a file to a server of the list.",
    options:
      "url:string! filePath:string! fileName:string name:string fileType:string hideLoading:boolean header:object headers:object formData:object timeout:number",
    result: "data:string status:number statusCode:number header:object",
    errors: "4 11 12 13 20",
  },
  downloadFile: {
    about: "Gets a file from a server of the list.",
    options: "url:string! header:object timeout:number",
    result: "apFilePath:string tempFilePath:string headers:object header:object",
    errors: "4 12 13 20",
  },
  connectSocket: {
    late: true,
    about: "Opens a socket to a server of the list.",
    options: "url:string! data:any header:object headers:object protocols:any multiple:boolean",
    errors: "4 12 13",
  },
  sendSocketMessage: { about: "Sends through the open socket.", options: "data:any! isBuffer:boolean", errors: "20" },
  closeSocket: { about: "Closes the open socket.", options: "code:number reason:string", errors: "20" },
  getNetworkType: {
    about: "Whether there is a network, and of which kind.",
    result: "networkAvailable:boolean networkType:string",
  },
  getLocalIPAddress: {
    about: "Address of the device in its network.",
    result: "localip:string netmask:string",
    service: "network",
  },
  onSocketOpen: { about: "Calls a function when the socket is open.", convention: "on", result: "header:object" },
  onSocketMessage: {
    about: "Calls a function when the socket received something.",
    convention: "on",
    result: "data:any isBuffer:boolean",
  },
  onSocketError: { about: "Calls a function when the socket failed.", convention: "on", result: "errorMessage:string" },
  onSocketClose: {
    about: "Calls a function when the socket is closed.",
    convention: "on",
    result: "code:number reason:string",
  },
  onNetworkStatusChange: {
    about: "Calls a function when the network changes.",
    convention: "on",
    result: "isConnected:boolean networkAvailable:boolean networkType:string",
  },
} as const satisfies JsapiFamily;
