import type { Instant } from "./instant.js";
import { codeIsYoung, type Life } from "./life.js";

/** A code at the manager. */
export interface HeldCode extends Life {
  authCode: string;
  verifier?: string;
  /** It came back once from a request that was never sent (T-CODE-S6). */
  withdrawn: boolean;
}

/** States of a code at the manager, for one key (tokens.md, section 3). */
export type CodeState =
  | { kind: "none" }
  | { kind: "held"; code: HeldCode }
  | { kind: "marked"; code: HeldCode }
  /** Too old before it was used; the next call hears of it once. */
  | { kind: "expired" };

/** What happens to a code. */
export type CodeInput =
  | { type: "offer"; code: HeldCode }
  | { type: "take"; now: Instant }
  | { type: "age"; now: Instant }
  | { type: "answer"; kind: "issued" | "refused" | "busy" | "notSent" | "unknown"; now: Instant }
  | { type: "told" }
  | { type: "drop" };

/** The next state of a code (T-CODE-S1 to T-CODE-S9). `marked` after `take` means: mark it as used, then send. */
export function nextCodeState(state: CodeState, input: CodeInput): CodeState {
  switch (input.type) {
    case "offer":
      return { kind: "held", code: input.code };
    case "take":
    case "age":
      if (state.kind !== "held") return state;
      if (!codeIsYoung(state.code, input.now)) return { kind: "expired" };
      return input.type === "take" ? { kind: "marked", code: state.code } : state;
    case "answer":
      // A code offered while another was under way is not the one this answer is about.
      if (state.kind !== "marked") return state;
      if (input.kind === "notSent" && !state.code.withdrawn && codeIsYoung(state.code, input.now)) {
        return { kind: "held", code: { ...state.code, withdrawn: true } };
      }
      return { kind: "none" };
    case "told":
      return state.kind === "expired" ? { kind: "none" } : state;
    case "drop":
      return { kind: "none" };
  }
}
