import type { Reporter } from "../link/reporter.js";
import type { ProgramFunction } from "../owner/owner.js";

/**
 * An object for managers that are not built yet (audio, recorder, advertising): properties can be set, listeners are
 * kept, and any other method warns once and reports error 1 to `onError` listeners and `fail` (F-API-8).
 */
export function inertManager(reporter: Reporter, absent: string): object {
  const own: Record<string | symbol, unknown> = {};
  const onError = new Set<ProgramFunction>();
  return new Proxy(own, {
    get(target, member) {
      if (member in target) return target[member];
      if (typeof member !== "string" || member === "then") return undefined;
      if (member === "onError") {
        return (fn: unknown) => {
          if (typeof fn === "function") onError.add(fn as ProgramFunction);
        };
      }
      if (/^(?:on|off)[A-Z]/.test(member)) return () => undefined;
      if (!/^[a-z]/.test(member) || /^(?:src|startTime|duration|currentTime|paused|volume|title)$/.test(member)) {
        return undefined;
      }
      return (options?: { fail?: unknown; complete?: unknown }) => {
        const failure = { error: 1, errorMessage: `${member}: ${absent}` };
        reporter.warnOnce("API_MISSING", absent);
        if (member.endsWith("Sync")) return failure;
        queueMicrotask(() => {
          for (const fn of onError) reporter.guard(() => fn(failure));
          const { fail, complete } = options ?? {};
          if (typeof fail === "function") reporter.guard(() => fail(failure));
          if (typeof complete === "function") reporter.guard(() => complete(failure));
        });
        return Promise.resolve(failure);
      };
    },
  });
}
