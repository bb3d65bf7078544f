/**
 * The worker half of the guest runtime: bundled to one script that the shell starts in a worker (S-BOOT-1).
 *
 * @module
 */
import { startWorker } from "./worker/boot/start-worker.js";

// The global scope is the one thing that only the entry may touch.
startWorker(self as unknown as Parameters<typeof startWorker>[0]);
