import {
  Block,
  Button,
  Canvas,
  Icon,
  MovableArea,
  MovableView,
  Navigator,
  PickerView,
  PickerViewColumn,
  Progress,
  Text,
  View,
} from "@tarojs/components";
import Taro from "@tarojs/taro";
import { Fragment, useEffect, useState } from "react";
import "./index.css";

function Nested({ depth }) {
  return (
    <View className="nested">{depth === 0 ? <Text id="deepest">bottom</Text> : <Nested depth={depth - 1} />}</View>
  );
}

export default function Parts() {
  const [percent, setPercent] = useState(20);
  const [hour, setHour] = useState([1]);
  // Not null: Taro gives a view that had no animation at first a template without one.
  const [moves, setMoves] = useState([]);
  const [taps, setTaps] = useState([]);
  useEffect(() => {
    const context = Taro.createCanvasContext("paint");
    context.setFillStyle("#0b57d0");
    context.fillRect(10, 10, 60, 30);
    context.draw();
    const later = setTimeout(() => setPercent(60), 50);
    return () => clearTimeout(later);
  }, []);
  const tapped = (name, stop) => (e) => {
    if (stop) e.stopPropagation();
    setTaps((all) => [...all, name]);
  };
  return (
    <View className="panel parts">
      <Progress percent={percent} showInfo />
      <View className="line">
        {["success", "info", "warn", "waiting", "clear", "search"].map((type) => (
          <Icon key={type} type={type} size="28" />
        ))}
      </View>
      <PickerView className="wheel" value={hour} onChange={(e) => setHour(e.detail.value)}>
        <PickerViewColumn>
          {["one", "two", "three"].map((each) => (
            <View key={each}>{each}</View>
          ))}
        </PickerViewColumn>
      </PickerView>
      <MovableArea className="area">
        <MovableView className="mover" direction="all" x={10} y={10}>
          <Text>move</Text>
        </MovableView>
      </MovableArea>
      <Canvas canvasId="paint" id="paint" className="paint" />
      <View id="outer" className="line outer" onClick={tapped("outer")}>
        <View id="inner" className="inner" onClick={tapped("inner")}>
          bubbles
        </View>
        <View id="still" className="inner" onClick={tapped("still", true)}>
          stops
        </View>
      </View>
      <View id="taps" className="quiet">
        {taps.join(" ")}
      </View>
      <View
        id="glide"
        className="glide"
        animation={moves}
        onClick={() => {
          const animation = Taro.createAnimation({ duration: 200 });
          animation.translateX(80).rotate(15).step();
          setMoves(animation.export());
        }}
      >
        glide
      </View>
      <Nested depth={24} />
      <Fragment>
        <Block>
          <Text id="fragment">in a fragment</Text>
        </Block>
      </Fragment>
      <Navigator id="link" url="/pages/detail/index?id=g2&name=Honey" openType="redirect">
        Honey
      </Navigator>
      <Button id="share" openType="share">
        Share
      </Button>
    </View>
  );
}
