import { createContext, useContext, useMemo, useReducer } from "react";

const Cart = createContext(null);

function reduce(lines, action) {
  const count = (lines[action.id] ?? 0) + (action.type === "add" ? 1 : -1);
  const next = { ...lines, [action.id]: count };
  if (count <= 0) delete next[action.id];
  return next;
}

export function CartProvider({ children }) {
  const [lines, dispatch] = useReducer(reduce, {});
  const value = useMemo(() => ({ lines, dispatch }), [lines]);
  return <Cart.Provider value={value}>{children}</Cart.Provider>;
}

export const useCart = () => useContext(Cart);
