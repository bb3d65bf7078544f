import {
  Button,
  Checkbox,
  CheckboxGroup,
  Form,
  Input,
  Label,
  Picker,
  Radio,
  RadioGroup,
  Slider,
  Switch,
  Text,
  Textarea,
  View,
} from "@tarojs/components";
import { useState } from "react";
import "./index.css";

const cities = ["Paris", "Rome", "Oslo"];

export default function Order() {
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const [city, setCity] = useState(0);
  const [date, setDate] = useState("2026-01-02");
  const [size, setSize] = useState("M");
  const [extras, setExtras] = useState([]);
  const [gift, setGift] = useState(false);
  const [amount, setAmount] = useState(20);
  const [sent, setSent] = useState(null);
  return (
    <Form className="panel order" onSubmit={(e) => setSent(e.detail.value)} onReset={() => setSent(null)}>
      <View className="line">
        <Text>Name</Text>
        <Input
          id="name"
          name="name"
          className="field"
          value={name}
          placeholder="Your name"
          onInput={(e) => setName(e.detail.value.toUpperCase())}
        />
      </View>
      <View className="quiet" id="greeting">
        {name ? `Hello ${name}` : "Nobody yet"}
      </View>
      <Textarea
        id="note"
        name="note"
        className="note"
        value={note}
        placeholder="A note"
        maxlength={60}
        onInput={(e) => setNote(e.detail.value)}
      />
      <Picker id="city" mode="selector" range={cities} value={city} onChange={(e) => setCity(Number(e.detail.value))}>
        <View className="line">
          <Text>City</Text>
          <Text id="city-name">{cities[city]}</Text>
        </View>
      </Picker>
      <Picker id="date" mode="date" value={date} onChange={(e) => setDate(e.detail.value)}>
        <View className="line">
          <Text>Date</Text>
          <Text id="date-text">{date}</Text>
        </View>
      </Picker>
      <RadioGroup name="size" className="line" onChange={(e) => setSize(e.detail.value)}>
        {["S", "M", "L"].map((each) => (
          <Label key={each} className="choice" id={`size-${each}`}>
            <Radio value={each} checked={each === size} />
            <Text>{each}</Text>
          </Label>
        ))}
      </RadioGroup>
      <CheckboxGroup name="extras" className="line" onChange={(e) => setExtras(e.detail.value)}>
        {["box", "card"].map((each) => (
          <Label key={each} className="choice" id={`extra-${each}`}>
            <Checkbox value={each} checked={extras.includes(each)} />
            <Text>{each}</Text>
          </Label>
        ))}
      </CheckboxGroup>
      <View className="line">
        <Text>Gift</Text>
        <Switch id="gift" name="gift" checked={gift} onChange={(e) => setGift(e.detail.value)} />
      </View>
      <Slider id="amount" name="amount" value={amount} step={5} showValue onChange={(e) => setAmount(e.detail.value)} />
      <View className="quiet" id="state">
        {size}, {extras.join("+") || "no extras"}, {gift ? "gift" : "no gift"}, {amount}
      </View>
      <Button id="send" type="primary" formType="submit">
        Send
      </Button>
      <Button id="clear" formType="reset">
        Clear
      </Button>
      {sent && (
        <View className="quiet" id="sent">
          {JSON.stringify(sent)}
        </View>
      )}
    </Form>
  );
}
