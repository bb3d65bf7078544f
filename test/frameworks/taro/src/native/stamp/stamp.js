Component({
  data: { taps: 0 },
  props: { label: "", onStamp: () => {} },
  methods: {
    tap() {
      this.setData({ taps: this.data.taps + 1 });
      // Taro finds the listener by the data of the element; a native component hands them on, as antd-mini does.
      const currentTarget = { dataset: { sid: this.props["data-sid"] } };
      this.props.onStamp({ type: "stamp", currentTarget, detail: { label: this.props.label, taps: this.data.taps } });
    },
  },
});
