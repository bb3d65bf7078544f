import type { HostToView, ViewToHost } from "@berth/core/wire";
import type { ResourceGate } from "../gate/resource-gate.js";
import type { InspectHub } from "../inspect/inspect-hub.js";
import type { AppSurface } from "../surface/app-surface.js";
import type { RunLog } from "./run-log.js";
import type { WebViews } from "./web-views.js";

/** What the messages of a view act on. */
export interface ViewReaderParts {
  hub: InspectHub;
  log: RunLog;
  surface: AppSurface;
  resources: ResourceGate;
  webViews: WebViews;
  pagePath(pageId: number): string;
  send(message: HostToView): void;
  rendered(pageId: number): void;
  back(): void;
}

/** Acts on one message of the view. */
export async function readFromView(message: ViewToHost, parts: ViewReaderParts): Promise<void> {
  const { hub, log, surface, webViews } = parts;
  switch (message[0]) {
    case "resource": {
      const [, id, address, use] = message;
      const outcome = await parts.resources.get(address, use);
      parts.send(["resource", id, outcome]);
      if ("refused" in outcome) resourceError(parts, address, use, outcome.refused, outcome.message);
      return;
    }
    case "firstRender":
      parts.rendered(message[1]);
      return;
    case "webview":
      webViews.change(message[1], message[2], message[3]);
      return;
    case "webviewPost":
      webViews.post(message[1], message[2]);
      return;
    case "dropped":
      hub.emit({ type: "dropped", what: message[1], count: message[2] });
      return;
    case "blank": {
      const [, pageId, checkedAfterMs] = message;
      const pagePath = parts.pagePath(pageId);
      hub.emit({ type: "blank", pageId, pagePath, checkedAfterMs });
      log.blank(pageId, pagePath, checkedAfterMs, surface.feedback.busy);
      return;
    }
    case "resourceError":
      resourceError(parts, message[1], message[2], message[3], "it could not be shown");
      return;
    case "scrolled":
      surface.titleBar.scrolled(message[1], message[2]);
      return;
    case "back":
      parts.back();
  }
}

/** H-LOG-E16, and a line for the tools. */
function resourceError(parts: ViewReaderParts, address: string, use: string, code: string, message: string): void {
  const kind = use === "font" ? "font" : use === "media" ? "media" : "image";
  const pagePath = parts.pagePath(0);
  const place = /^https?:/i.test(address) ? { origin: address } : { file: address.slice(0, 256) };
  parts.log.emit("resource.error", { kind, ...place, code, pagePath });
  const text = `${kind} ${address.slice(0, 200)}: ${message}`;
  parts.hub.emit({ type: "warning", code: `RESOURCE_${code}`, message: text, pageId: 0, pagePath });
}
