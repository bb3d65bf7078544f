/**
 * The host SDK: opens mini programs inside a super app's page, isolated, under policy, tokens and logs.
 *
 * @module @berth/sdk
 */
export type { DomainPolicy } from "@berth/core/policy";
export type {
  BatteryState,
  Beacon,
  BeaconService,
  BluetoothCharacteristic,
  BluetoothConnection,
  BluetoothDevice,
  BluetoothService,
  DeviceRadios,
  DeviceSensors,
  NetworkState,
  SensorValues,
  Stop,
  WifiNetwork,
  WifiService,
} from "./device-parts.js";
export type {
  ApiContext,
  AppBrief,
  AppEvent,
  ErrorPageInfo,
  Extensions,
  HostEvents,
  HostTitleBar,
  JsapiDefinition,
  PageRef,
  ShareContent,
  Splash,
  TitleBarActions,
  TitleBarState,
} from "./extension.js";
export type { Executor, ExecutorApp, Transfer, TransferOutcome } from "./gate/executor.js";
export { messageExecutor } from "./gate/message-executor.js";
export { createHost } from "./host/create-host.js";
export type {
  AppCatalogue,
  AppHandle,
  AppInfo,
  AppPage,
  AppSection,
  AppState,
  BerthConfig,
  ExitReason,
  GatewayAccess,
  GuestAsset,
  Host,
  HostOptions,
  LaunchableItem,
  OpenParams,
  PreviewPackage,
  ReleaseInfo,
  SandboxLimits,
  ScriptedAnswer,
} from "./host-types.js";
export type { InspectBody, InspectEvent, Inspector, InspectVerdict, JsapiKind } from "./inspect/events.js";
export type { LaunchCode, LaunchStage } from "./launch-error.js";
export { LaunchError, launchCodes } from "./launch-error.js";
export { defaultLimits } from "./limits.js";
export type { PresetPackage } from "./load/preset-package.js";
export type { UpdateInput, UpdateMethod } from "./load/update-decision.js";
export { updateMethod } from "./load/update-decision.js";
export type { EventLog, EventLogDriver } from "./log/event-log.js";
export type { DeviceMedia } from "./media-parts.js";
export type { Contact, ContactService, MapService, Place, ProgramService, Region } from "./people-parts.js";
export type {
  CodeService,
  DevicePosition,
  DeviceService,
  HostServices,
  MemberService,
  OAuthService,
  PaymentService,
  SpiCode,
} from "./services.js";
export { SpiError } from "./services.js";
export { webViewBridge } from "./web-view-bridge.js";
