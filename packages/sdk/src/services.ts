import type { BatteryState, DeviceRadios, DeviceSensors, NetworkState, Stop } from "./device-parts.js";
import type { ApiContext } from "./extension.js";
import type { DeviceMedia } from "./media-parts.js";
import type { ContactService, MapService, ProgramService } from "./people-parts.js";

/** Codes with which a service may fail (H-SPI-E1 to H-SPI-E6). */
export type SpiCode = 1000 | 1001 | 1002 | 1003 | 1005 | 2001;

/** A failure of a service; its code decides what the mini program sees. */
export class SpiError extends Error {
  readonly code: SpiCode;

  constructor(code: SpiCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SpiError";
    this.code = code;
  }
}

/** Authorization of the super app (H-SPI-1, H-SPI-6). */
export interface OAuthService {
  /** A new authorization code for the scopes. @throws SpiError, which decides what the program sees (H-SPI-E) */
  getAuthCode(request: {
    clientId: string;
    scopes: string[];
    flowType: "localMiniProgram" | "crossWallet";
    extendInfo?: Record<string, string>;
    context: ApiContext;
  }): Promise<{
    authCode: string;
    successScopes: string[];
    errorScopes?: Record<string, string>;
    /** Life of the code in seconds; 600 when absent. */
    lifetimeSeconds?: number;
  }>;
  /** Consent page of the host. Absent: the SDK's own consent sheet asks. */
  showAuthPage?(request: {
    clientId: string;
    name: string;
    logo: string;
    scopes: string[];
    extendInfo?: Record<string, string>;
    context: ApiContext;
  }): Promise<{ confirmed: boolean; scopes: string[] }>;
}

/** Who the user is (H-SPI-2, H-SPI-8). */
export interface MemberService {
  /** The user; an empty `userId` means nobody is logged in. `context` is null when the host itself asks. */
  getMemberInfo(request: {
    strategy: "localUserIdOnly" | "remoteFetch";
    scope: string[];
    context: ApiContext | null;
  }): Promise<{ userId: string; nickName?: string; avatar?: string; gender?: string; [key: string]: unknown }>;
  /** Number of the user as the text that the program's server deciphers. The SDK has asked the user. */
  getPhoneNumber?(request: { context: ApiContext }): Promise<string>;
}

/** Payment of the super app (H-SPI-3). */
export interface PaymentService {
  /** Pays and gives the result code. @throws SpiError 1001 becomes 6001, 1003 becomes 6004 */
  pay(request: {
    tradeNO?: string;
    orderStr?: string;
    paymentUrl?: string;
    clientId?: string;
    merchantId?: string;
    context: ApiContext;
  }): Promise<{ resultCode: "9000" | "8000" | "4000" | "6001" | "6002" | "6004" }>;
  /** Has the user sign a contract for later payments; gives what the program is told. @throws SpiError 1001 when the user cancels */
  sign?(request: { signStr: string; context: ApiContext }): Promise<Record<string, string>>;
}

/** Scanner of the super app (H-SPI-4). */
export interface CodeService {
  /** The code that was scanned. @throws SpiError 1001 when the user cancels */
  scan(request: { type: "qr" | "bar"; hideAlbum: boolean; context: ApiContext }): Promise<{
    code: string;
    kind: "qr" | "bar";
  }>;
}

/** What `my.getLocation` answers from; degrees and metres. */
export interface DevicePosition {
  longitude: number;
  latitude: number;
  accuracy: number;
}

/** Device functions, each optional; what is missing comes from the browser where it can. */
export interface DeviceService extends DeviceSensors, DeviceRadios, DeviceMedia {
  /** Where the device is; `cacheMs` is how old an answer may be. */
  position?(options: { highAccuracy: boolean; cacheMs: number }): Promise<DevicePosition>;
  /** Pictures the user chose, at most `count`; none: cancelled. */
  chooseImages?(options: { count: number; camera: boolean; album: boolean }): Promise<Blob[]>;
  /** Text of the clipboard. */
  readClipboard?(): Promise<string>;
  /** Puts text into the clipboard. */
  writeClipboard?(text: string): Promise<void>;
  /** Offers to call a number. */
  call?(number: string): Promise<void>;
  /** Vibrates for so many milliseconds. */
  vibrate?(ms: number): void;
  /** Whether there is a connection, and of which type. */
  network?(): NetworkState;
  /** Tells when that changes, until stopped. */
  watchNetwork?(changed: () => void): Stop;
  /** Level in percent, and whether it is charging. */
  battery?(): Promise<BatteryState>;
  /** Tells when that changes, until stopped. */
  watchBattery?(changed: () => void): Stop;
  /** Brightness of the screen, 0 to 1. Without it a program dims itself only. */
  brightness?: {
    /** The brightness now. */
    get(): Promise<number>;
    /** Sets it. */
    set(value: number): void;
  };
  /** Keeps the screen on, until stopped. */
  keepScreenOn?(): Stop;
  /** Tells of pictures that the user takes of the screen, until stopped. */
  watchScreenCapture?(taken: () => void): Stop;
  /** Hides the app in pictures and recordings of the screen, or shows it there again. */
  hideInCaptures?(hidden: boolean): void;
  /** Address of the device in its own network. */
  localAddress?(): Promise<{ localip: string; netmask: string }>;
  /** Steps that were walked on a day, `yyyy-MM-dd`, as the text that programs decipher. */
  steps?(countDate: string): Promise<string>;
  /** Values that replace members of `my.getSystemInfo`. */
  systemInfo?(): Record<string, string | number>;
}

/** All services a host may give. */
export interface HostServices {
  oauth?: OAuthService;
  member?: MemberService;
  payment?: PaymentService;
  code?: CodeService;
  devices?: DeviceService;
  maps?: MapService;
  contacts?: ContactService;
  program?: ProgramService;
}
