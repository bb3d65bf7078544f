import { Button, ScrollView, Text, View } from "@tarojs/components";
import { memo, useCallback, useState } from "react";
import "./index.css";

const make = (count) => Array.from({ length: count }, (_, id) => ({ id, text: `Row ${id}`, picked: false }));

const Row = memo(function Row({ row, onPick }) {
  return (
    <View className={row.picked ? "row row-on" : "row"} id={`row-${row.id}`} onClick={() => onPick(row.id)}>
      <Text className="row-text">{row.text}</Text>
      <View className="row-more">
        <Text>{row.picked ? "picked" : "free"}</Text>
      </View>
    </View>
  );
});

export default function Rows() {
  const [rows, setRows] = useState(() => make(200));
  const pick = useCallback(
    (id) => setRows((all) => all.map((row) => (row.id === id ? { ...row, picked: !row.picked } : row))),
    [],
  );
  return (
    <View className="rows">
      <View className="tools">
        <Button
          size="mini"
          id="tenth"
          onClick={() =>
            setRows((all) => all.map((row, at) => (at % 10 === 0 ? { ...row, text: `${row.text}!` } : row)))
          }
        >
          Tenth
        </Button>
        <Button size="mini" id="turn" onClick={() => setRows((all) => [...all].reverse())}>
          Turn
        </Button>
        <Button size="mini" id="drop" onClick={() => setRows((all) => all.filter((_, at) => at !== 1))}>
          Drop
        </Button>
        <Button size="mini" id="swap" onClick={() => setRows((all) => [all.at(-1), ...all.slice(1, -1), all[0]])}>
          Swap
        </Button>
      </View>
      <ScrollView className="list" id="list" scrollY onScrollToLower={() => console.log("lower")}>
        {rows.map((row) => (
          <Row key={row.id} row={row} onPick={pick} />
        ))}
      </ScrollView>
    </View>
  );
}
