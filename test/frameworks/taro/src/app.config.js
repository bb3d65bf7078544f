export default defineAppConfig({
  pages: [
    "pages/shop/index",
    "pages/form/index",
    "pages/mine/index",
    "pages/detail/index",
    "pages/rows/index",
    "pages/parts/index",
  ],
  window: { navigationBarTitleText: "Taro shop", navigationBarBackgroundColor: "#ffffff", backgroundColor: "#f4f5f7" },
  tabBar: {
    color: "#666666",
    selectedColor: "#0b57d0",
    backgroundColor: "#ffffff",
    list: [
      { pagePath: "pages/shop/index", text: "Shop" },
      { pagePath: "pages/form/index", text: "Form" },
      { pagePath: "pages/mine/index", text: "Mine" },
    ],
  },
});
