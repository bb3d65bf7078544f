import type { ErrorPageInfo } from "../extension.js";
import { trustedHtml } from "../sandbox/trusted-html.js";
import { element } from "./element.js";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (value: string): string => value.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** A host's own HTML as it is shown, the values of the failure in their places (H-EXT-4). */
export function errorHtml(html: string, info: ErrorPageInfo): string {
  const values: Record<string, string> = {
    errorCode: String(info.errorCode),
    errorMessage: info.errorMessage,
    stage: info.stage,
    direction: info.layoutDirection.toLowerCase(),
    language: info.language,
    kind: info.kind,
  };
  return html.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? escaped(values[name] ?? "") : whole,
  );
}

/** The frame of a host's own error page. It may run scripts, reaches nothing, and is heard for two words only. */
export function errorFrame(
  html: string,
  info: ErrorPageInfo,
  title: string,
  heard: (word: "retry" | "close") => void,
): HTMLElement {
  const frame = element("iframe", { class: "error-frame", attributes: { sandbox: "allow-scripts", title } });
  frame.srcdoc = trustedHtml(errorHtml(html, info));
  const listen = (event: MessageEvent): void => {
    if (!frame.isConnected) window.removeEventListener("message", listen);
    else if (event.source === frame.contentWindow && (event.data === "retry" || event.data === "close"))
      heard(event.data);
  };
  window.addEventListener("message", listen);
  return frame;
}
