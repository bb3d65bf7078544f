import type { ApiContext } from "@berth/sdk";
import { text } from "../text/text.js";
import styles from "./payment-sheet.css?inline";

type ResultCode = "9000" | "8000" | "4000" | "6001" | "6002" | "6004";

const answers = [
  { word: "pay", code: "9000" },
  { word: "processing", code: "8000" },
  { word: "fail", code: "4000" },
  { word: "cancel", code: "6001" },
] as const;

/** The wallet's part of `my.tradePay`: a sheet in the app's area on which the person chooses how the payment ends. */
export function askPayment(reference: string, context: ApiContext): Promise<ResultCode> {
  const { surface } = context;
  if (!surface) return Promise.resolve("9000");
  const t = text.peek().payment;
  return new Promise((resolve) => {
    const shade = document.createElement("div");
    shade.className = "pay";
    const sheet = document.createElement("div");
    sheet.className = "pay__sheet";
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
    sheet.setAttribute("aria-label", t.title);
    const head = document.createElement("div");
    head.className = "pay__title";
    head.textContent = t.title;
    const line = document.createElement("div");
    line.className = "pay__line";
    line.textContent = reference;
    sheet.append(head, line);
    const end = (code: ResultCode): void => {
      shade.remove();
      resolve(code);
    };
    for (const { word, code } of answers) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = word === "pay" ? "pay__button pay__button--main" : "pay__button";
      button.textContent = t[word];
      button.dataset["result"] = code;
      button.addEventListener("click", () => end(code));
      sheet.append(button);
    }
    shade.addEventListener("keydown", (event) => {
      if (event.key === "Escape") end("6001");
    });
    context.signal.addEventListener("abort", () => end("6001"), { once: true });
    // The surface may lie in a shadow root, which the page's sheets do not reach.
    const sheetStyles = document.createElement("style");
    sheetStyles.textContent = styles;
    shade.append(sheetStyles, sheet);
    surface.append(shade);
    sheet.querySelector("button")?.focus();
  });
}
