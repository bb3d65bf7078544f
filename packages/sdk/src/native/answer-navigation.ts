import { urlText } from "@berth/core/policy";
import { isLocalFrame, type NavigationGuard } from "./navigation-guard.js";

/** What native code answers its web view with. */
export type NavigationAnswer =
  /** Load `href`, exactly; not what the page wrote. */
  | { id: number; allow: true; href: string }
  /** Load nothing. For the main frame show the refusal page with these words (P-DOM-16). */
  | { id: number; allow: false; code: string; origin: string; sentence: string; suggestion?: string };

/**
 * Answers one question of native code: JSON `{"id": 1, "url": "https://…", "frame": "main" | "sub", "hop": 0}`, or the
 * object of it. Never throws; what has another form is refused, so that a mistake in native code opens nothing.
 *
 * @example
 * ```ts
 * import { answerNavigation, createNavigationGuard } from "@berth/sdk/native";
 * const guard = await createNavigationGuard({
 *   wapUrls: { mode: "list", entries: ["m.example.com"] },
 *   hostOrigins: ["https://wallet.example"],
 *   privateNetwork: "named",
 * });
 * console.log(answerNavigation(guard, '{"id":1,"url":"https://evil.test/","frame":"main","hop":0}').allow); // false
 * ```
 */
export function answerNavigation(guard: NavigationGuard, question: unknown): NavigationAnswer {
  const { id, url, frame, hop } = readQuestion(question);
  if (typeof url !== "string" || (frame !== "main" && frame !== "sub") || !Number.isInteger(hop) || Number(hop) < 0) {
    const sentence = "the question of the native side has not the expected form";
    return { id: asId(id), allow: false, code: "URL_INVALID", origin: "", sentence };
  }
  if (isLocalFrame(url, frame)) return { id: asId(id), allow: true, href: url };
  const verdict = guard.decide(url, frame, Number(hop));
  if (verdict.allow) return { id: asId(id), allow: true, href: urlText(verdict.href) };
  return { id: asId(id), allow: false, ...refusalOf(guard, url, verdict.code, verdict.canonical) };
}

/** What the refusal page of an address says. */
export function refusalOf(
  guard: NavigationGuard,
  url: string,
  code: string,
  canonical: string | null,
): { code: string; origin: string; sentence: string; suggestion?: string } {
  // Nothing of the address but its origin goes into messages (U-VER-4).
  const origin = canonical === null ? "" : new URL(canonical).origin;
  const told = guard.explain(url);
  if (told.code !== code) return { code, origin, sentence: `${origin} was refused (${code})` };
  const { sentence, suggestion } = told;
  return { code, origin, sentence, ...(suggestion === undefined ? {} : { suggestion }) };
}

const asId = (id: unknown): number => (typeof id === "number" ? id : -1);

function readQuestion(question: unknown): Record<string, unknown> {
  let value = question;
  if (typeof value === "string") {
    try {
      value = JSON.parse(value);
    } catch {
      value = null;
    }
  }
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
