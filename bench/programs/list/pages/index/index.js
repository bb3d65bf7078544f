import { operations, order } from "../../rows";

Page({
  data: { rows: [], names: order },
  run(event) {
    const name = event.currentTarget.dataset.name;
    const before = this.data.rows;
    const rows = operations[name](before);
    if (name === "append") {
      this.$spliceData({ rows: [before.length, 0, ...rows.slice(before.length)] });
    } else if (name === "update") {
      const changes = {};
      for (let i = 0; i < rows.length; i += 10) changes[`rows[${i}].label`] = rows[i].label;
      this.setData(changes);
    } else if (name === "swap") {
      this.setData({ "rows[1]": rows[1], "rows[998]": rows[998] });
    } else {
      this.setData({ rows });
    }
  },
});
