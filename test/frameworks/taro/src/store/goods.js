const names = ["Tea", "Coffee", "Honey", "Rice", "Olives", "Bread", "Salt", "Jam"];
export const goods = names.map((name, index) => ({ id: `g${index}`, name, price: (index + 3) * 1.25 }));
export const goodOf = (id) => goods.find((good) => good.id === id);
