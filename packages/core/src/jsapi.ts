/**
 * Every member of `my.*`: its name and calling convention (F-API-1 to F-API-5). Declared once here; the worker builds
 * `my` from it, and the host its table of what can be called.
 *
 * @module @berth/core/jsapi
 */

/**
 * - `async`: one object with success, fail, complete; returns a promise
 * - `sync`: returns the result
 * - `on`, `off`: listeners
 * - `factory`: returns an object with methods
 * - `value`: a plain member; `namespace`: an object with members of its own
 * - `call`: `my.call`
 */
export type JsapiConvention = "async" | "sync" | "on" | "off" | "factory" | "value" | "namespace" | "call";

/** Names by convention, without "my.", separated by spaces; as the worker gets them. */
export const jsapiNames: Readonly<Record<JsapiConvention, string>> = {
  async:
    "$getSystemInfo addCardAuth addPhoneContact alert authorize calculateRoute cancelBluetoothPair " +
    "canvasToTempFilePath checkBeforeAddOrder checkIsIfaaEnrolledInDevice " +
    "checkIsSupportIfaaAuthentication checkSession chooseAlipayContact chooseCity chooseContact " +
    "chooseDistrict chooseFileFromDisk chooseImage chooseLocation choosePhoneContact chooseVideo " +
    "clearStorage closeBluetoothAdapter closeSocket compressImage confirm connectBLEDevice connectSocket " +
    "connectWifi datePicker detectFileType disableAlertBeforeUnload disconnectBLEDevice downloadFile " +
    "enableAlertBeforeUnload exitMiniProgram faceVerify generateImageFromCode getAddress getAuthCode " +
    "getAuthUserInfo getAvailableAudioSources getBLEDeviceCharacteristics getBLEDeviceRSSI " +
    "getBLEDeviceServices getBLEDeviceStatus getBLEMTU getBackgroundFetchData getBatteryInfo getBeacons " +
    "getBluetoothAdapterState getBluetoothDevices getBluetoothPairs getClipboard " +
    "getConnectedBluetoothDevices getConnectedWifi getExtConfig getFileInfo getImageInfo " +
    "getLocalIPAddress getLocation getMapInfo getNetworkType getOpenUserInfo getPhoneNumber getRunData " +
    "getRunScene getSavedFileInfo getSavedFileList getScreenBrightness getServerTime getSetting " +
    "getSiteInfo getStorage getStorageInfo getSystemInfo getTitleColor getVideoInfo getWifiList " +
    "hideAddToDesktopMenu hideAllAddToDesktopMenu hideAllFavoriteMenu hideBackHome hideFavoriteMenu " +
    "hideKeyboard hideLoading hideNavigationBarLoading hideShareMenu hideTabBar hideTabBarRedDot " +
    "hideToast httpRequest imgRisk imgRiskCallback isCollected isFaisCollectedvorite isFavorite " +
    "isScreenReaderEnabled loadFontFace loadPlugin login makeBluetoothPair makePhoneCall multiLevelSelect " +
    "navigateBack navigateBackMiniProgram navigateTo navigateToAlipayPage navigateToCouponDetail " +
    "navigateToMiniProgram navigateToMiniService notifyBLECharacteristicValueChange ocr " +
    "openBluetoothAdapter openCardDetail openCardList openDocument openKBVoucherDetail openLocation " +
    "openMerchantCardList openMerchantTicketList openMerchantVoucherList openOtherApp openSetting " +
    "openTicketDetail openTicketList openVoucherDetail openVoucherList optionsSelect pageScrollTo " +
    "paySignCenter playBackgroundAudio preloadCanvasImage preventCheat previewImage prompt reLaunch " +
    "readBLECharacteristicValue redirectTo regionPicker registerSSID removeSavedFile removeStorage " +
    "removeTabBarBadge reportAnalytics reportBizReady reportCustomError request requestSubscribeMessage " +
    "rsa saveFile saveFileToDisk saveImage saveImageToPhotosAlbum saveVideoToPhotosAlbum scan " +
    "sendSocketMessage setBLEMTU setBackgroundColor setBackgroundTextStyle setCanPullDown setClipboard " +
    "setClipboardData setKeepScreenOn setLocatedCity setNavigationBar setNavigationBarBottomLineColor " +
    "setNavigationBarColor setNavigationBarTitle setScreenBrightness setStorage setTabBarBadge " +
    "setTabBarItem setTabBarStyle setVisualEffectOnCapture setWifiList showActionSheet showAuthGuide " +
    "showBLEPermissionGuide showLoading showModal showNavigationBarLoading showShareMenu showSharePanel " +
    "showTabBar showTabBarRedDot showToast signContract startAPVerify startAccelerometer " +
    "startBeaconDiscovery startBluetoothDevicesDiscovery startCompass startGyroscope " +
    "startIfaaAuthentication startPullDownRefresh startWifi startZMVerify stopAccelerometer " +
    "stopBeaconDiscovery stopBluetoothDevicesDiscovery stopCompass stopGyroscope stopPullDownRefresh " +
    "stopWifi switchTab textRiskIdentification tradePay unregisterSSID unsubscribeMessage " +
    "updateAlipayClient uploadFile vibrate vibrateLong vibrateShort watchShake " +
    "writeBLECharacteristicValue zmCreditBorrow",
  sync:
    "arrayBufferToBase64 base64ToArrayBuffer canIUse clearStorageSync getAccountInfoSync " +
    "getAppAuthorizeSetting getAppBaseInfo getAppIdSync getBatteryInfoSync getEnterOptionsSync " +
    "getExtConfigSync getLaunchOptionsSync getLeftButtonsBoundingClientRect " +
    "getMenuButtonBoundingClientRect getParentAppId getParentAppIdSync getPluginIdSync getStorageInfoSync " +
    "getStorageSync getSystemInfoSync getSystemSetting getWindowInfo nextTick removeStorageSync " +
    "setStorageSync",
  on:
    "on onAccelerometerChange onAppHide onAppShow onAudioInterruptionBegin onAudioInterruptionEnd " +
    "onBLECharacteristicValueChange onBLEConnectionStateChanged onBatteryChargeChange " +
    "onBeaconServiceChange onBeaconUpdate onBluetoothAdapterStateChange onBluetoothDeviceFound " +
    "onCompassChange onComponentError onDeviceMotionChange onError onGetWifiList onGyroscopeChange " +
    "onLocatedComplete onMemoryWarning onNetworkStatusChange onPageNotFound onSocketClose onSocketError " +
    "onSocketMessage onSocketOpen onThemeChange onUnhandledRejection onUserCaptureScreen onWifiConnected",
  off:
    "off offAccelerometerChange offAppHide offAppShow offAudioInterruptionBegin offAudioInterruptionEnd " +
    "offBLECharacteristicValueChange offBLEConnectionStateChanged offBatteryChargeChange " +
    "offBeaconServiceChange offBeaconUpdate offBluetoothAdapterStateChange offBluetoothDeviceFound " +
    "offCompassChange offComponentError offDeviceMotionChange offError offGetWifiList offGyroscopeChange " +
    "offLocatedComplete offMemoryWarning offNetworkStatusChange offPageNotFound offSocketClose " +
    "offSocketError offSocketMessage offSocketOpen offThemeChange offUnhandledRejection " +
    "offUserCaptureScreen offWifiConnected",
  factory:
    "createAnimation createCameraContext createCanvasContext createInnerAudioContext " +
    "createIntersectionObserver createInterstitialAd createLivePlayerContext createLivePusherContext " +
    "createLottieContext createMapContext createOffscreenCanvas createRewardedAd createSelectorQuery " +
    "createVideoContext createWebViewContext createWorker getAccessibilityManager " +
    "getBackgroundAudioManager getFileSystemManager getGeocoder getLogManager getRecorderManager " +
    "getUpdateManager",
  value: "SDKVersion env isIDE",
  namespace: "ap cloud nsf tg uma",
  call: "call",
};

/** Convention by name, without "my.". */
export const jsapiCatalogue: ReadonlyMap<string, JsapiConvention> = new Map(
  Object.entries(jsapiNames).flatMap(([convention, names]) =>
    names
      .split(" ")
      .filter((name) => name !== "")
      .map((name) => [name, convention as JsapiConvention] as const),
  ),
);
