Component({
  props: {
    value: 1,
    min: 1,
    max: 99,
    tag: '',
    onChange() {},
  },
  methods: {
    step(e) {
      const { value, min, max, tag } = this.props;
      const next = Math.max(min, Math.min(max, value + Number(e.currentTarget.dataset.by)));
      if (next !== value) this.props.onChange(next, tag);
    },
  },
});
