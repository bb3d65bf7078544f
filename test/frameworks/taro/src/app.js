import { useDidHide, useDidShow, useLaunch } from "@tarojs/taro";
import { CartProvider } from "./store/cart";
import "./app.css";

export default function App({ children }) {
  useLaunch((options) => console.log("launch", options.path));
  useDidShow(() => console.log("app show"));
  useDidHide(() => console.log("app hide"));
  return <CartProvider>{children}</CartProvider>;
}
