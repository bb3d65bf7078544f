import type { Clock } from "@berth/core";
import { SpiError } from "../services.js";

/** Time a service has for an answer that needs no human, ms. Consent, payment and scanning have no limit: a human decides. */
export const serviceMs = 30_000;

/**
 * The answer of a service (H-SPI-5). One that does not come in time is its failure 1003 (H-SPI-E4), one of another form
 * its failure 1005.
 */
export function askService<T>(
  clock: Clock,
  name: string,
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(serviceMs, () =>
      reject(new SpiError(1003, `${name} did not answer within ${serviceMs / 1_000} s`)),
    );
    const answered = async (): Promise<T> => {
      const answer = await ask();
      if (!fits(answer)) throw new SpiError(1005, `${name} gave an answer of another form`);
      return answer;
    };
    answered().then(resolve, reject).finally(cancel);
  });
}

/** Whether a value is an object whose members have these types. */
export function hasShape(value: unknown, shape: Readonly<Record<string, "string" | "array">>): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(shape).every(([name, type]) => {
    const member = (value as Record<string, unknown>)[name];
    return type === "array" ? Array.isArray(member) : typeof member === type;
  });
}
