Component({
  props: {
    product: {},
    onOpen() {},
    onAdd() {},
  },
  methods: {
    open() {
      this.props.onOpen(this.props.product.id);
    },
    add() {
      this.props.onAdd(this.props.product);
    },
  },
});
