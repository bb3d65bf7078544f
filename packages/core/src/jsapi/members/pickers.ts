import type { JsapiFamily } from "../declaration.js";

/** Choices in sheets (F-CAT-E8 to E10, M5). */
export const pickersMembers = {
  datePicker: {
    about: "Lets the user choose a date or a time.",
    options: "format:string currentDate:string startDate:string endDate:string",
    result: "date:string",
    errors: "11",
  },
  optionsSelect: {
    about: "Lets the user choose from one or two lists.",
    options:
      "title:text optionsOne:array! optionsTwo:array selectedOneIndex:number selectedTwoIndex:number positiveString:text negativeString:text",
    result: "selectedOneIndex:number selectedTwoIndex:number selectedOneOption:string selectedTwoOption:string",
    errors: "11",
  },
  multiLevelSelect: {
    about: "Lets the user choose in a tree, level by level.",
    options: "title:text list:array! result:array path:string",
    result: "success:boolean result:array",
    errors: "11",
  },
  chooseCity: {
    about: "Lets the user choose a city.",
    note: "Of the program's cities, of the host's maps.regions, or of 70 large ones.",
    options:
      "showLocatedCity:boolean showHotCities:boolean setLocatedCity:boolean cities:array hotCities:array customHistoryCities:array",
    result: "city:string adCode:string longitude:number latitude:number",
    errors: "11",
  },
  setLocatedCity: {
    about: "Sets the city that chooseCity shows as the present one.",
    options: "locatedCityId:string! locatedCityName:string! locatedCityAdCode:string locatedCityPinyin:string",
    result: "locatedCityName:string",
    since: "0.2",
  },
  chooseDistrict: {
    about: "Lets the user choose a district.",
    note: "Of the program's lists in one list, without search.",
    options:
      "mode:number mainTitle:text mainHeadList:array mainNormalList:array seniorTitle:text seniorPageList:array mainMergeOptions:object src:string adVersion:string",
    result: "name:string adCode:string ext:object",
    errors: "11",
    since: "0.2",
  },
  regionPicker: {
    about: "Lets the user choose province, city and district.",
    note: "Districts only where the host gives maps.regions; else provinces and 70 large cities.",
    options: "title:text customItem:string mergeOptions:object selectedItem:array adVersion:string",
    result: "data:array code:array",
    errors: "11",
    since: "0.2",
  },
  choosePhoneContact: {
    about: "Lets the user choose a name and number from the contacts.",
    note: "Without the service by the browser's contact picker, where there is one.",
    result: "name:string mobile:string",
    errors: "11",
    service: "contacts",
  },
  addPhoneContact: {
    about: "Offers to keep a contact.",
    note: "As a file (vCard), where the host has no contacts.",
    options:
      "lastName:text middleName:text firstName:text nickName:text remark:text mobilePhoneNumber:text workFaxNumber:text workPhoneNumber:text hostNumber:text homeFaxNumber:text homePhoneNumber:text weChatNumber:text alipayAccount:text organization:text title:text email:text url:text addressCountry:text addressState:text addressCity:text addressStreet:text addressPostalCode:text workCountry:text workState:text workCity:text workStreet:text workPostalCode:text homeCountry:text homeState:text homeCity:text homeStreet:text homePostalCode:text",
    errors: "11",
    since: "0.2",
  },
  chooseContact: {
    about: "Lets the user choose contacts of the host.",
    note: "Without the service by the browser's contact picker, where there is one.",
    options:
      "chooseType:string!=single|multi includeMe:boolean includeMobileContactMode:string=none|known|all multiChooseMax:number multiChooseMaxTips:text",
    result: "contactsDicArray:array",
    errors: "11",
    service: "contacts",
    since: "0.2",
  },
  onLocatedComplete: {
    about: "Calls a function when chooseCity found where the user is.",
    convention: "on",
    result: "longitude:number latitude:number locatedCityId:string",
    note: "Where the user lets the program know the position.",
    since: "0.2",
  },
} as const satisfies JsapiFamily;
