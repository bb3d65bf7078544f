export { FakeClock } from "@berth/sdk/testing";
