/**
 * For tests of a super app: a real host with a fake platform and a fake clock, and mini programs that the test plays
 * itself. Nothing of it belongs into a page that users see.
 *
 * @module @berth/sdk/testing
 */
export { createTestHost, type TestHost, type TestHostOptions } from "./testing/create-test-host.js";
export { FakeClock } from "./testing/fake-clock.js";
export { type FakeProgram, fakePackage } from "./testing/fake-package.js";
export {
  createFakePlatform,
  type FakeApp,
  type FakePlatform,
  type FakePlatformOptions,
} from "./testing/fake-platform.js";
export {
  type HeardEvent,
  type ScriptedAnswerOutcome,
  type ScriptedPage,
  ScriptedProgram,
} from "./testing/scripted-program.js";
export {
  createSimulatedDevice,
  type SimulatedDevice,
  type SimulatedDeviceOptions,
} from "./testing/simulated-device.js";
export {
  type SimulatedCharacteristic,
  type SimulatedPeripheral,
  type SimulatedState,
  usualState,
} from "./testing/simulated-state.js";
