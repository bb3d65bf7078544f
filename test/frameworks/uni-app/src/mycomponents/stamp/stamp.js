Component({
  // uni-app hands properties to native components as data.
  data: { label: "", taps: 0 },
  props: { onStamp: () => {} },
  methods: {
    tap() {
      this.setData({ taps: this.data.taps + 1 });
      this.props.onStamp({ label: this.data.label, taps: this.data.taps });
    },
  },
});
