import type { ApiContext } from "./extension.js";

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
  getMemberInfo(request: {
    strategy: "localUserIdOnly" | "remoteFetch";
    scope: string[];
    context: ApiContext | null;
  }): Promise<{ userId: string; nickName?: string; avatar?: string; gender?: string; [key: string]: unknown }>;
}

/** Payment of the super app (H-SPI-3). */
export interface PaymentService {
  pay(request: {
    tradeNO?: string;
    orderStr?: string;
    paymentUrl?: string;
    clientId?: string;
    merchantId?: string;
    context: ApiContext;
  }): Promise<{ resultCode: "9000" | "8000" | "4000" | "6001" | "6002" | "6004" }>;
}

/** Scanner of the super app (H-SPI-4). */
export interface CodeService {
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

/** Device functions, each optional; what is missing comes from the browser. */
export interface DeviceService {
  position?(options: { highAccuracy: boolean; cacheMs: number }): Promise<DevicePosition>;
  chooseImages?(options: { count: number; camera: boolean; album: boolean }): Promise<Blob[]>;
  readClipboard?(): Promise<string>;
  writeClipboard?(text: string): Promise<void>;
  call?(number: string): Promise<void>;
  vibrate?(ms: number): void;
  network?(): { networkAvailable: boolean; networkType: string };
  battery?(): Promise<{ level: number; isCharging: boolean }>;
  saveFile?(blob: Blob, name: string): Promise<void>;
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
}
