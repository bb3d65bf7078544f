import type { Clock } from "@berth/core";
import { trustedHtml } from "./trusted-html.js";

/** A document of the host's origin that holds one frame and decides by its policy where that frame may go (S-ARCH-2). */
export interface Stage {
  readonly element: HTMLIFrameElement;
  readonly document: Document;
  /** Hears what the stage's policy stopped; the blocked address is as exact as the engine gives it. */
  onBlocked(listener: (blocked: string) => void): void;
  /** S-SELF-T9: "ok", or what went wrong. */
  selfTest(clock: Clock): Promise<string>;
  dispose(): void;
}

const sourcePattern = /^[A-Za-z0-9._~:/%*+!$&'()=@[\]-]+$/;

function fill(element: HTMLElement): void {
  // Through the object model: a host page whose policy forbids style attributes still lets this pass.
  Object.assign(element.style, {
    position: "absolute",
    inset: "0",
    width: "100%",
    height: "100%",
    border: "0",
    background: "transparent",
    colorScheme: "normal",
  });
}

/**
 * Makes a stage inside `parent`. `sources` are compiled sources or origins; empty means `'none'`, which still admits a
 * srcdoc shell (S-FB-1).
 */
export async function createStage(parent: Node, sources: readonly string[], ownerDocument: Document): Promise<Stage> {
  const allowed = sources.filter((source) => sourcePattern.test(source));
  const policy = `frame-src ${allowed.length === 0 ? "'none'" : allowed.join(" ")}`;
  const element = ownerDocument.createElement("iframe");
  fill(element);
  element.setAttribute("title", "");
  element.srcdoc = trustedHtml(
    `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${policy}">` +
      `<meta name="referrer" content="no-referrer"></head><body></body></html>`,
  );
  const loaded = new Promise<void>((resolve) => element.addEventListener("load", () => resolve(), { once: true }));
  parent.appendChild(element);
  await loaded;
  const inner = element.contentDocument;
  if (inner === null) throw new DOMException("the stage's document is out of reach", "SecurityError");
  Object.assign(inner.documentElement.style, { height: "100%", overflow: "hidden" });
  Object.assign(inner.body.style, { margin: "0", height: "100%", overflow: "hidden" });
  const blocked = new Set<(address: string) => void>();
  let probe: ((directive: string) => void) | null = null;
  inner.addEventListener("securitypolicyviolation", (event) => {
    // The shell may be loading meanwhile; what is blocked of it has an address with a host.
    if (probe !== null && !/^https?:/.test(event.blockedURI)) probe(event.effectiveDirective);
    else for (const listener of blocked) listener(event.blockedURI);
  });
  return {
    element,
    document: inner,
    onBlocked: (listener) => void blocked.add(listener),
    async selfTest(clock) {
      const frame = inner.createElement("iframe");
      frame.hidden = true;
      frame.setAttribute("sandbox", "");
      const result = await new Promise<string>((resolve) => {
        const cancel = clock.setTimer(1_000, () => resolve("no violation within 1 s"));
        probe = (directive) => {
          cancel();
          resolve(directive === "frame-src" ? "ok" : `violation of ${directive}`);
        };
        frame.src = "data:text/html,";
        inner.body.appendChild(frame);
      });
      probe = null;
      frame.remove();
      return result;
    },
    dispose: () => element.remove(),
  };
}

/** Puts a frame into a stage so that it fills it. */
export function placeFrame(stage: Stage, sandbox: string): HTMLIFrameElement {
  const frame = stage.document.createElement("iframe");
  fill(frame);
  frame.setAttribute("sandbox", sandbox);
  frame.setAttribute("referrerpolicy", "no-referrer");
  frame.setAttribute("allow", "");
  return frame;
}
