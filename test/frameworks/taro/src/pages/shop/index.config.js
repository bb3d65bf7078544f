export default definePageConfig({ navigationBarTitleText: "Shop", enablePullDownRefresh: true });
