export default definePageConfig({ navigationBarTitleText: "Form" });
