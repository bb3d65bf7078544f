import { Button, Text, View } from "@tarojs/components";
import { Component } from "react";
import "./stepper.css";

export default class Stepper extends Component {
  static defaultProps = { value: 0, onChange: () => {} };

  componentDidMount() {
    console.log("stepper mounted", this.props.name);
  }

  componentWillUnmount() {
    console.log("stepper unmounted", this.props.name);
  }

  render() {
    const { name, value, onChange } = this.props;
    return (
      <View className="stepper">
        <Button
          id={`less-${name}`}
          className="stepper-button"
          size="mini"
          disabled={value === 0}
          onClick={() => onChange(-1)}
        >
          −
        </Button>
        <Text id={`count-${name}`} className="stepper-count">
          {value}
        </Text>
        <Button id={`more-${name}`} className="stepper-button" size="mini" onClick={() => onChange(1)}>
          +
        </Button>
      </View>
    );
  }
}
