Page({
  data: { tags: [], chosen: '' },
  select(range) {
    const day = Array.isArray(range) ? range[0] : range;
    this.setData({ chosen: day ? new Date(day).toDateString() : '' });
  },
  month() {},
});
