/**
 * Entry of the worker's second script: custom components, canvas, queries and other things that many programs never use.
 * The host sends it before the code of a program that needs it.
 *
 * @module
 */
import { workerExtra } from "./worker/extra/worker-extra.js";

(globalThis as { __berth_extra__?: (extra: typeof workerExtra) => void }).__berth_extra__?.(workerExtra);
