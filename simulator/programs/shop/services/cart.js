// The bag lives in storage: [{ id, name, image, price, option, count, chosen }]. Prices are in cents.
const KEY = 'bag';

export function readCart() {
  return my.getStorageSync({ key: KEY }).data || [];
}

export function writeCart(lines) {
  my.setStorageSync({ key: KEY, data: lines });
  getApp().showBagBadge();
}

export function addToCart(product, option, count) {
  const lines = readCart();
  const line = lines.find((it) => it.id === product.id && it.option === option);
  if (line) {
    line.count = Math.min(99, line.count + count);
  } else {
    lines.push({
      id: product.id,
      name: product.name,
      image: product.image,
      price: product.price,
      option,
      count,
      chosen: true,
    });
  }
  writeCart(lines);
}

export function total(lines) {
  return lines.filter((line) => line.chosen).reduce((sum, line) => sum + line.price * line.count, 0);
}
