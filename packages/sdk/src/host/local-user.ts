import type { Clock } from "@berth/core";
import type { MemberService } from "../services.js";

/** Longest time a member service may take to say who is logged in, ms (H-SPI-8). */
export const localUserMs = 200;

/** Who is logged in; "" for nobody, which also means a service that fails or does not answer at once (H-SPI-8). */
export function localUser(member: MemberService | undefined, clock: Clock): Promise<string> {
  const asked = Promise.resolve(member)
    .then((service) => service?.getMemberInfo({ strategy: "localUserIdOnly", scope: [], context: null }))
    .then((info) => (typeof info?.userId === "string" ? info.userId : ""))
    .catch(() => "");
  return new Promise((resolve) => {
    const cancel = clock.setTimer(localUserMs, () => resolve(""));
    void asked.then((userId) => {
      cancel();
      resolve(userId);
    });
  });
}
