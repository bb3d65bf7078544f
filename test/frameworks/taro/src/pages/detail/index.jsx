import { Button, Image, RichText, Text, View } from "@tarojs/components";
import Taro, { useRouter } from "@tarojs/taro";
import { useEffect, useRef, useState } from "react";
import Stepper from "../../components/stepper";
import { useCart } from "../../store/cart";
import { goodOf } from "../../store/goods";
import "./index.css";

const dot =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' fill='%23b3d4ff'/%3E%3Ccircle cx='4' cy='4' r='3' fill='%230b57d0'/%3E%3C/svg%3E";

export default function Detail() {
  const { params } = useRouter();
  const { lines, dispatch } = useCart();
  const good = goodOf(params.id);
  const [stock, setStock] = useState("asking");
  const [height, setHeight] = useState(0);
  const [stamped, setStamped] = useState("");
  const box = useRef(null);
  useEffect(() => {
    Taro.setNavigationBarTitle({ title: params.name });
    Taro.request({ url: "https://api.shop.test/stock", data: { id: params.id }, method: "GET" })
      .then(({ data, statusCode }) => setStock(`${statusCode} ${data.left} left`))
      .catch((error) => setStock(`failed ${error.error}`));
    Taro.nextTick(() => {
      Taro.createSelectorQuery()
        .select("#cover")
        .boundingClientRect((rect) => setHeight(Math.round(rect.height)))
        .exec();
    });
  }, []);
  return (
    <View className="panel" ref={box}>
      <Image id="cover" className="cover" mode="aspectFill" src={dot} onLoad={() => console.log("cover loaded")} />
      <View className="line">
        <Text className="title" id="name">
          {params.name}
        </Text>
        <Stepper
          name="detail"
          value={lines[good.id] ?? 0}
          onChange={(by) => dispatch({ type: by > 0 ? "add" : "remove", id: good.id })}
        />
      </View>
      <View id="stock">{stock}</View>
      <View id="height">{height > 0 ? "cover measured" : ""}</View>
      <RichText nodes={`<p>A <b>${params.name}</b> from the hills.</p>`} />
      <View className="line">
        {/* No children: Taro 4.2 forgets the loop over them in its template of a native component. */}
        <stamp label="Stamp" onStamp={(e) => setStamped(`${e.detail.label} ${e.detail.taps}`)} />
        <Text id="stamped">{stamped}</Text>
      </View>
      <Button
        id="buy"
        type="primary"
        onClick={() => {
          Taro.setStorageSync("last", { id: good.id, name: good.name });
          Taro.showToast({ title: "Bought", icon: "success" });
        }}
      >
        Buy
      </Button>
      <Button id="back" onClick={() => Taro.navigateBack()}>
        Back
      </Button>
    </View>
  );
}
