App({
  onLaunch() {
    console.info('Gallery on library', my.SDKVersion);
  },
});
