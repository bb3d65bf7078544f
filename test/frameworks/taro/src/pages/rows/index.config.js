export default definePageConfig({ navigationBarTitleText: "Rows" });
