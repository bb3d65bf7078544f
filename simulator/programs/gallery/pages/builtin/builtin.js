Page({
  data: {
    nodes: [
      {
        name: 'p',
        attrs: { style: 'color:#66708a;margin:12px 0 0' },
        children: [
          { type: 'text', text: 'Rich text from ' },
          { name: 'b', children: [{ type: 'text', text: 'nodes' }] },
        ],
      },
    ],
    percent: 42,
    ports: ['Bergen', 'Porto', 'Split'],
    port: 0,
    sent: '',
  },
  onReady() {
    const ctx = my.createCanvasContext('waves');
    ctx.setLineWidth(3);
    ['#3b5bdb', '#63c7b2', '#f59f6b'].forEach((color, row) => {
      ctx.beginPath();
      ctx.setStrokeStyle(color);
      ctx.moveTo(0, 30 + row * 26);
      for (let x = 0; x <= 300; x += 4) ctx.lineTo(x, 30 + row * 26 + Math.sin(x / 18 + row) * 12);
      ctx.stroke();
    });
    ctx.draw();
  },
  slide(e) {
    this.setData({ percent: e.detail.value });
  },
  land(e) {
    this.setData({ port: Number(e.detail.value) });
  },
  submit(e) {
    this.setData({ sent: JSON.stringify(e.detail.value) });
  },
  reset() {
    this.setData({ sent: '' });
  },
});
