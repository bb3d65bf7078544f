import type { JsapiFamily } from "../declaration.js";

/** Beacons and Wi-Fi. */
export const radioMembers = {
  startBeaconDiscovery: {
    about: "Begins to search for beacons.",
    options: "uuids:array!",
    errors: "11000 11002",
    service: "beacons",
  },
  stopBeaconDiscovery: { about: "Ends the search.", errors: "11003", service: "beacons" },
  getBeacons: {
    about: "Beacons that were found.",
    result: "beacons:array errCode:string errorMsg:string",
    service: "beacons",
  },
  onBeaconUpdate: {
    about: "Calls a function when beacons come, go or move.",
    convention: "on",
    result: "beacons:array",
    service: "beacons",
  },
  onBeaconServiceChange: {
    about: "Calls a function when the search for beacons begins or ends.",
    convention: "on",
    result: "available:boolean discovering:boolean",
    service: "beacons",
  },
  startWifi: { about: "Makes Wi-Fi ready.", result: "success:boolean", errors: "12005", service: "wifi" },
  stopWifi: {
    about: "Ends the use of Wi-Fi.",
    result: "success:boolean",
    errors: "12000 12005 12010",
    service: "wifi",
  },
  connectWifi: {
    about: "Connects to a network.",
    options: "SSID:string BSSID:string maunal:boolean isWEP:boolean password:string",
    result: "success:boolean wifi:object",
    errors: "12000 12005 12008 12010",
    service: "wifi",
  },
  getConnectedWifi: {
    about: "The network in use.",
    result: "success:boolean wifi:object",
    errors: "12000 12005 12010 12011",
    service: "wifi",
  },
  getWifiList: {
    about: "Asks for the networks in reach.",
    result: "success:boolean wifiList:array",
    errors: "12000 12005 12010",
    service: "wifi",
  },
  setWifiList: {
    about: "Describes networks of the program.",
    options: "wifiList:array!",
    result: "success:boolean",
    errors: "12000 12005 12010",
    service: "wifi",
  },
  registerSSID: {
    about: "Names a network of the program.",
    options: "SSID:string!",
    errors: "12000 12005 12010",
    service: "wifi",
  },
  unregisterSSID: {
    about: "Forgets a network of the program.",
    options: "SSID:string!",
    errors: "12000 12005 12010",
    service: "wifi",
  },
  onGetWifiList: {
    about: "Calls a function when the networks in reach are known.",
    convention: "on",
    result: "wifiList:array",
    service: "wifi",
  },
  onWifiConnected: {
    about: "Calls a function when a network is connected.",
    convention: "on",
    result: "wifi:object",
    service: "wifi",
  },
} as const satisfies JsapiFamily;
