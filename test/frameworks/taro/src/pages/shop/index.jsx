import { Button, ScrollView, Swiper, SwiperItem, Text, View } from "@tarojs/components";
import Taro, { useDidShow, usePullDownRefresh, useReachBottom, useReady } from "@tarojs/taro";
import { useEffect, useState } from "react";
import Stepper from "../../components/stepper";
import { useCart } from "../../store/cart";
import { goods } from "../../store/goods";
import "./index.css";

const banners = ["Fresh today", "Half price", "New here"];
const kinds = ["All", "Under 6", "Over 6", "Sorted up", "Sorted down"];

function pick(kind) {
  if (kind === 1) return goods.filter((good) => good.price < 6);
  if (kind === 2) return goods.filter((good) => good.price > 6);
  if (kind === 3) return [...goods].sort((a, b) => a.name.localeCompare(b.name));
  if (kind === 4) return [...goods].sort((a, b) => b.name.localeCompare(a.name));
  return goods;
}

export default function Shop() {
  const { lines, dispatch } = useCart();
  const [kind, setKind] = useState(0);
  const [banner, setBanner] = useState(0);
  useDidShow(() => console.log("shop show"));
  useReady(() => console.log("shop ready"));
  useEffect(() => {
    console.log("kind", kinds[kind]);
  }, [kind]);
  useReachBottom(() => console.log("bottom"));
  usePullDownRefresh(() => Taro.stopPullDownRefresh());
  return (
    <View className="shop">
      <Swiper className="banners" circular indicatorDots onChange={(e) => setBanner(e.detail.current)}>
        {banners.map((text, index) => (
          <SwiperItem key={text}>
            <View className={`banner banner-${index}`}>{text}</View>
          </SwiperItem>
        ))}
      </Swiper>
      <View className="quiet center" id="banner">
        {banners[banner]}
      </View>
      <ScrollView className="kinds" scrollX>
        {kinds.map((name, index) => (
          <View
            key={name}
            id={`kind-${index}`}
            className={index === kind ? "kind kind-on" : "kind"}
            onClick={() => setKind(index)}
          >
            {name}
          </View>
        ))}
      </ScrollView>
      {pick(kind).map((good) => (
        <View className="panel line" key={good.id}>
          <View
            className="good"
            id={`open-${good.id}`}
            onClick={() =>
              Taro.navigateTo({ url: `/pages/detail/index?id=${good.id}&name=${encodeURIComponent(good.name)}` })
            }
          >
            <Text className="title">{good.name}</Text>
            <View className="quiet">{good.price.toFixed(2)} per piece</View>
          </View>
          <Stepper
            name={good.id}
            value={lines[good.id] ?? 0}
            onChange={(by) => dispatch({ type: by > 0 ? "add" : "remove", id: good.id })}
          />
        </View>
      ))}
      <View className="links">
        <Button id="to-rows" onClick={() => Taro.navigateTo({ url: "/pages/rows/index" })}>
          Two hundred rows
        </Button>
        <Button id="to-parts" onClick={() => Taro.navigateTo({ url: "/pages/parts/index" })}>
          Parts
        </Button>
      </View>
    </View>
  );
}
