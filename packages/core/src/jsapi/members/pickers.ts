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
    options:
      "showLocatedCity:boolean showHotCities:boolean setLocatedCity:boolean cities:array hotCities:array customHistoryCities:array",
    result: "city:string adCode:string longitude:number latitude:number",
    errors: "11",
  },
  setLocatedCity: {
    about: "Sets the city that chooseCity shows as the present one.",
    options: "locatedCityId:string! locatedCityName:string! locatedCityAdCode:string locatedCityPinyin:string",
    result: "locatedCityName:string",
    extension: "maps",
  },
  chooseDistrict: {
    about: "Lets the user choose a district.",
    options:
      "mode:number mainTitle:text mainHeadList:array mainNormalList:array seniorTitle:text seniorPageList:array mainMergeOptions:object src:string adVersion:string",
    result: "name:string adCode:string ext:object",
    errors: "11",
    extension: "maps",
  },
  regionPicker: {
    about: "Lets the user choose province, city and district.",
    options: "title:text customItem:string mergeOptions:object selectedItem:array adVersion:string",
    result: "data:array code:array",
    errors: "11",
    extension: "maps",
  },
  choosePhoneContact: {
    about: "Lets the user choose a name and number from the contacts.",
    result: "name:string mobile:string",
    errors: "11",
    service: "contacts",
  },
  addPhoneContact: {
    about: "Offers to keep a contact.",
    options:
      "lastName:text middleName:text firstName:text nickName:text remark:text mobilePhoneNumber:text workFaxNumber:text workPhoneNumber:text hostNumber:text homeFaxNumber:text homePhoneNumber:text weChatNumber:text alipayAccount:text organization:text title:text email:text url:text addressCountry:text addressState:text addressCity:text addressStreet:text addressPostalCode:text workCountry:text workState:text workCity:text workStreet:text workPostalCode:text homeCountry:text homeState:text homeCity:text homeStreet:text homePostalCode:text",
    errors: "11",
    extension: "contacts",
  },
  chooseContact: {
    about: "Lets the user choose contacts of the host.",
    options:
      "chooseType:string! includeMe:boolean includeMobileContactMode:string multiChooseMax:number multiChooseMaxTips:text",
    result: "contactsDicArray:array",
    errors: "11",
    extension: "contacts",
  },
  onLocatedComplete: {
    about: "Calls a function when chooseCity found where the user is.",
    convention: "on",
    result: "longitude:number latitude:number locatedCityId:string",
    extension: "maps",
  },
} as const satisfies JsapiFamily;
