// Written by `node docs/write-jsapi.mjs` from ../members; a test compares.

/** Names by the host extension that they need. */
export const packedExtensions = `
camera createCameraContext
live createLivePlayerContext createLivePusherContext
lottie createLottieContext
maps getGeocoder
accessibility getAccessibilityManager
recognition ocr
wallet ap ap.navigateToAlipayPage ap.updateAlipayClient ap.getMainSelectedCity ap.navigateToFinance ap.openAlipayApp
wallet ap.openURL navigateToAlipayPage updateAlipayClient navigateToMiniService getAddress checkBeforeAddOrder
risk ap.preventCheat ap.imgRisk ap.imgRiskCallback ap.nsf preventCheat textRiskIdentification imgRisk imgRiskCallback
risk nsf
cards ap.openCardList ap.openKBVoucherDetail ap.openMerchantCardList ap.openMerchantTicketList
cards ap.openMerchantVoucherList ap.openTicketDetail ap.openTicketList ap.openVoucherDetail ap.openVoucherList
cards ap.prepareUseCertificate addCardAuth openCardDetail openCardList openKBVoucherDetail openMerchantCardList
cards openMerchantTicketList openMerchantVoucherList openTicketDetail openTicketList openVoucherDetail openVoucherList
cards navigateToCouponDetail
contacts chooseAlipayContact
favorites isCollected isFavorite isFaisCollectedvorite
messages requestSubscribeMessage unsubscribeMessage
identity startAPVerify startZMVerify faceVerify checkIsSupportIfaaAuthentication checkIsIfaaEnrolledInDevice
identity startIfaaAuthentication
credit zmCreditBorrow
cloud cloud cloud.createCloudContext cloud.database cloud.callFunction cloud.uploadFile
advertising createInterstitialAd createRewardedAd
libraries tg uma
`;
