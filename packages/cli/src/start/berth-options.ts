import type { PlatformKeySet } from "@berth/platform";
import type { GuestRuntime } from "../guest-runtime.js";
import type { Terminal } from "../terminal.js";

/** Sample programs with the back end they talk to. */
export interface SampleSet {
  /** Folder with programs.json. */
  dir: string;
  /** Starts the sample merchant's back end. */
  serveMerchant(options: {
    platformUrl: string;
    credentials: { clientId: string; privateKey: string };
    port?: number;
    now?: () => number;
  }): Promise<{
    url: string;
    /** Ends the back end. */
    close(): Promise<void>;
  }>;
  /** Name that programs call, reached at the merchant's port by the gateway. */
  merchantHost: string;
}

/** A program under work: shown from its package, not from a release. */
export interface PreviewProgram {
  name: string;
  /** Replaced after each compile. */
  package: Uint8Array;
}

/** Options of {@link startBerth}. */
export interface BerthOptions {
  /** Port of the simulator; 0 = any free one (default). */
  port?: number;
  /** Where the platform keeps its data; absent: in memory. */
  dataDir?: string;
  /** Forget what is in `dataDir`. */
  fresh?: boolean;
  samples?: SampleSet;
  preview?: PreviewProgram;
  /** Default: the built runtime of this version. */
  runtime?: GuestRuntime;
  /** Folder of the built simulator; default: the one of this version. */
  simulatorRoot?: string;
  /** Default: says nothing. */
  terminal?: Terminal;
}

/** A running Berth. */
export interface RunningBerth {
  /** Address of the simulator. */
  url: string;
  platformUrl: string;
  gatewayUrl: string;
  /** null without samples. */
  merchantUrl: string | null;
  /** appIds of the samples by their folder. */
  programs: Record<string, string>;
  /** appId under which the preview is known to the platform. */
  previewAppId: string | null;
  /** Keys of the platform, the merchant's among them. */
  keys: PlatformKeySet;
  /** Tells every open simulator page. */
  broadcast(event: { type: string; [key: string]: unknown }): void;
  /** Ends everything that was started; idempotent. */
  close(): Promise<void>;
}
