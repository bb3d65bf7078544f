import type { SandboxLimits } from "./host-types.js";

const MiB = 1024 * 1024;

/** Limits of messages, calls and time (S-MSG); a host may tighten or widen them by `limits`. */
export const defaultLimits: Readonly<SandboxLimits> = {
  messageBytes: 4 * MiB,
  answerBytes: 32 * MiB,
  openCalls: 512,
  bucketPosts: 20_000,
  bucketBytes: 64 * MiB,
  refillPostsPerSecond: 5_000,
  refillBytesPerSecond: 32 * MiB,
  queuePosts: 20_000,
  queueBytes: 64 * MiB,
  depth: 64,
  nodes: 100_000,
  nameLength: 128,
  protocolErrorsPerMinute: 100,
  pingEveryMs: 5_000,
  unresponsiveAfterMs: 10_000,
  hangAfterMs: 30_000,
  startMs: 20_000,
};
