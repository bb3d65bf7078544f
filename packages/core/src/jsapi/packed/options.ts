// Written by `node docs/write-jsapi.mjs` from ../members; a test compares.

/** Rules of parameters. */
export const packedOptions = `
navigateTo url:string! events:object
redirectTo url:string!
reLaunch url:string!
switchTab url:string!
navigateBack delta:numeric
setCanPullDown canPullDown:boolean!
pageScrollTo scrollTop:numeric selector:string duration:numeric offsetTop:numeric
enableAlertBeforeUnload message:text
navigateToMiniProgram appId:string! path:string query:any extraData:object envVersion:string
navigateBackMiniProgram extraData:object
loadPlugin plugin:string!
getBackgroundFetchData fetchType:string!
setNavigationBar title:text image:string backgroundColor:string borderBottomColor:string reset:boolean frontColor:string
setNavigationBarTitle title:text image:string
setNavigationBarColor backgroundColor:string frontColor:string
setNavigationBarBottomLineColor borderBottomColor:string
showTabBar animation:boolean
hideTabBar animation:boolean
setTabBarStyle color:string selectedColor:string backgroundColor:string borderStyle:string
setTabBarItem index:number! text:text iconPath:string selectedIconPath:string
setTabBarBadge index:number! text:text!
removeTabBarBadge index:number!
showTabBarRedDot index:number!
hideTabBarRedDot index:number!
setBackgroundColor backgroundColor:string backgroundColorTop:string backgroundColorBottom:string
setBackgroundTextStyle textStyle:string
alert title:text content:text buttonText:text confirmColor:string
confirm title:text content:text confirmButtonText:text cancelButtonText:text confirmColor:string cancelColor:string
showModal title:text content:text showCancel:boolean cancelText:text cancelColor:string confirmText:text confirmColor:string editable:boolean placeholderText:text
prompt title:text message:text placeholder:text align:string confirmColor:string cancelColor:string okButtonText:text cancelButtonText:text
showToast content:text type:string=none|success|fail|exception|loading duration:number delay:number xOffset:number yOffset:number
showLoading content:text delay:number
hideLoading page:any
showActionSheet title:text items:array! cancelButtonText:text destructiveBtnIndex:number badges:array
datePicker format:string currentDate:string startDate:string endDate:string
optionsSelect title:text optionsOne:array! optionsTwo:array selectedOneIndex:number selectedTwoIndex:number positiveString:text negativeString:text
multiLevelSelect title:text list:array! result:array path:string
chooseCity showLocatedCity:boolean showHotCities:boolean setLocatedCity:boolean cities:array hotCities:array customHistoryCities:array
setLocatedCity locatedCityId:string! locatedCityName:string! locatedCityAdCode:string locatedCityPinyin:string
chooseDistrict mode:number mainTitle:text mainHeadList:array mainNormalList:array seniorTitle:text seniorPageList:array mainMergeOptions:object src:string adVersion:string
regionPicker title:text customItem:string mergeOptions:object selectedItem:array adVersion:string
addPhoneContact lastName:text middleName:text firstName:text nickName:text remark:text mobilePhoneNumber:text workFaxNumber:text workPhoneNumber:text hostNumber:text homeFaxNumber:text homePhoneNumber:text weChatNumber:text alipayAccount:text organization:text title:text email:text url:text addressCountry:text addressState:text addressCity:text addressStreet:text addressPostalCode:text workCountry:text workState:text workCity:text workStreet:text workPostalCode:text homeCountry:text homeState:text homeCity:text homeStreet:text homePostalCode:text
chooseContact chooseType:string!=single|multi includeMe:boolean includeMobileContactMode:string=none|known|all multiChooseMax:number multiChooseMaxTips:text
canvasToTempFilePath canvasId:string canvas:any x:numeric y:numeric width:numeric height:numeric destWidth:numeric destHeight:numeric fileType:string quality:numeric
preloadCanvasImage urls:array
loadFontFace family:string! source:string! desc:object global:boolean nativeCanvas:boolean
calculateRoute searchType:string=walk|bus|drive|ride startLat:number! startLng:number! endLat:number! endLng:number! throughPoints:array mode:number city:string destinationCity:string
chooseImage count:number sizeType:array sourceType:array storeToAlbum:boolean
previewImage urls:array! current:any enableSavePhoto:boolean enableShowPhotoDownload:boolean
saveImage url:string filePath:string showActionSheet:boolean cusHandleResult:boolean
saveImageToPhotosAlbum filePath:string url:string hideToast:boolean
getImageInfo src:string!
compressImage apFilePaths:array! level:number compressLevel:number compressedWidth:number compressedHeight:number maxWidth:number maxHeight:number
chooseVideo sourceType:array compressed:boolean maxDuration:number camera:any
saveVideoToPhotosAlbum src:string filePath:string
getVideoInfo src:string!
generateImageFromCode code:string! format:string width:number correctLevel:string orientation:string codeColor:string
playBackgroundAudio dataUrl:string title:text coverImgUrl:string
setStorage key:string! data:any
setStorageSync key:string! data:any
getStorage key:string!
getStorageSync key:string!
removeStorage key:string!
removeStorageSync key:string!
saveFile apFilePath:string filePath:string toDisk:boolean
getFileInfo apFilePath:string filePath:string digestAlgorithm:string sharedBiz:string
getSavedFileInfo apFilePath:string filePath:string
removeSavedFile apFilePath:string filePath:string
openDocument filePath:string! fileType:string
saveFileToDisk apFilePath:string filePath:string toDisk:boolean
detectFileType filePath:string!
rsa action:string! text:string! key:string!
request url:string! method:string data:any headers:any header:any timeout:number dataType:string enableCookie:boolean referrerStrategy:string
httpRequest url:string! method:string data:any headers:any header:any timeout:number dataType:string enableCookie:boolean
uploadFile url:string! filePath:string! fileName:string name:string fileType:string hideLoading:boolean header:object headers:object formData:object timeout:number
downloadFile url:string! header:object timeout:number
connectSocket url:string! data:any header:object headers:object protocols:any multiple:boolean
sendSocketMessage data:any! isBuffer:boolean
closeSocket code:number reason:string
getLocation cacheTimeout:number type:number accuracy:number bizType:string
openLocation longitude:any! latitude:any! name:text address:text scale:any
chooseLocation title:text showTab:boolean latitude:any longitude:any
getSystemInfo includeNotification:boolean includeBluetooth:boolean
getSystemInfoSync includeNotification:boolean includeBluetooth:boolean
setClipboard text:text!
setClipboardData data:text text:text
makePhoneCall number:text!
setScreenBrightness brightness:number!
setKeepScreenOn keepScreenOn:boolean
setVisualEffectOnCapture visualEffect:string!
scan type:string scanType:any hideAlbum:boolean onlyFromCamera:boolean actionType:string needPath:boolean
openOtherApp url:string!
startAccelerometer interval:string
startCompass interval:string
startGyroscope interval:string
watchShake monitorAccelerometer:boolean monitorCompass:boolean monitorGyroscope:boolean interval:number
getRunData countDate:string! protocols:object
authorize scopes:any
showAuthGuide authType:string
getAuthCode scopes:any
getOpenUserInfo protocols:object
getPhoneNumber protocols:object
tradePay tradeNO:string<=64 orderStr:string paymentUrl:string
signContract signStr:string!
paySignCenter signStr:string!
openBluetoothAdapter autoClose:boolean
startBluetoothDevicesDiscovery services:array includeClassic:boolean deviceIds:array deviceNames:array allowDuplicatesKey:boolean interval:number
connectBLEDevice deviceId:string! timeout:number
disconnectBLEDevice deviceId:string!
getBLEDeviceServices deviceId:string!
getBLEDeviceCharacteristics deviceId:string! serviceId:string!
readBLECharacteristicValue deviceId:string! serviceId:string! characteristicId:string!
writeBLECharacteristicValue deviceId:string! serviceId:string! characteristicId:string! value:string!
notifyBLECharacteristicValueChange deviceId:string! serviceId:string! characteristicId:string! descriptorId:string state:boolean
getBLEDeviceRSSI deviceId:string!
getBLEDeviceStatus sysAlert:boolean
getBLEMTU deviceId:string!
setBLEMTU deviceId:string! mtu:number!
makeBluetoothPair deviceId:string! pin:string timeout:number
cancelBluetoothPair deviceId:string!
showBLEPermissionGuide firstTipTitle:text firstTipsMessage:text authTipsTitle:text authTipsMessage:text authTipsButton:text openTipsTitle:text openTipsMessage:text openTipsButton:text
startBeaconDiscovery uuids:array!
connectWifi SSID:string BSSID:string maunal:boolean isWEP:boolean password:string
setWifiList wifiList:array!
registerSSID SSID:string!
unregisterSSID SSID:string!
`;
