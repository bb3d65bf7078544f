import { Button, Text, View } from "@tarojs/components";
import Taro, { eventCenter, useDidHide, useDidShow, useTabItemTap } from "@tarojs/taro";
import { useEffect, useState } from "react";
import { useCart } from "../../store/cart";
import { goodOf } from "../../store/goods";

export default function Mine() {
  const { lines } = useCart();
  const [last, setLast] = useState("nothing");
  const [visits, setVisits] = useState(0);
  const [system, setSystem] = useState("");
  useDidShow(() => {
    setLast(Taro.getStorageSync("last")?.name ?? "nothing");
    setVisits((count) => count + 1);
  });
  useDidHide(() => console.log("mine hide"));
  useTabItemTap((item) => console.log("tab", item.index));
  useEffect(() => {
    const heard = (text) => console.log("heard", text);
    eventCenter.on("greet", heard);
    setSystem(Taro.getSystemInfoSync().windowWidth > 0 ? Taro.getEnv() : "no window");
    return () => eventCenter.off("greet", heard);
  }, []);
  const entries = Object.entries(lines);
  const total = entries.reduce((sum, [id, count]) => sum + goodOf(id).price * count, 0);
  return (
    <View className="panel">
      <View className="title">Basket</View>
      {entries.length === 0 ? (
        <View className="quiet" id="empty">
          Empty
        </View>
      ) : (
        entries.map(([id, count]) => (
          <View className="line" key={id} id={`line-${id}`}>
            <Text>{goodOf(id).name}</Text>
            <Text>{count}</Text>
          </View>
        ))
      )}
      <View className="line">
        <Text>Total</Text>
        <Text id="total">{total.toFixed(2)}</Text>
      </View>
      <View className="quiet" id="facts">
        Last bought: {last}. Visits: {visits}. {system}
      </View>
      <Button
        id="ask"
        onClick={async () => {
          const { confirm } = await Taro.showModal({ title: "Sure?", content: "Really" });
          eventCenter.trigger("greet", confirm ? "yes" : "no");
        }}
      >
        Ask
      </Button>
      <Button id="to-shop" onClick={() => Taro.switchTab({ url: "/pages/shop/index" })}>
        To the shop
      </Button>
    </View>
  );
}
