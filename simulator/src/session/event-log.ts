import type { LogSinkFactory } from "@berth/sdk";

/** The durable event log of the SDK. */
export const createEventLog: LogSinkFactory | null = null;
