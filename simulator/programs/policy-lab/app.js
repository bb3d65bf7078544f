App({
  onError(error) {
    console.error('Policy Lab failed:', error);
  },
});
