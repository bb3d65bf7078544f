export default definePageConfig({
  navigationBarTitleText: "Detail",
  usingComponents: { stamp: "../../native/stamp/stamp" },
});
