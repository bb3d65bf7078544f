import { shellHeaders, shellHtml, shellScriptHash } from "@berth/sdk/shell";
import type { EnginePage } from "../../support/engines.js";
import type { ContactServers } from "./contact-servers.js";

/**
 * How a document is served: bare and open as controls, the latter without the sandbox as well; with the headers of
 * section 2, permitted by nonce or as a file by hash; or by srcdoc (section 3).
 */
export type Shape = "bare" | "open" | "address" | "file" | "inline";

/** What goes where. */
export interface PlacedScripts {
  contacts: ContactServers;
  hostOrigin: string;
  /** Name of the setting, part of the documents' addresses. */
  setting: string;
  shape: Shape;
  scripts: readonly string[];
}

/** What the host's page must have for it: for `startHostServer`. */
export const stageParts = `
  import { createStage, placeFrame } from "./packages/sdk/src/sandbox/stage.ts";
  globalThis.parts = { createStage, placeFrame };
`;

const nonce = "AAAAAAAAAAAAAAAAAAAAAA==";

/** Puts scripts into the host's page, each as the one script of a shell's document; does not wait for them. */
export async function placeScripts(page: EnginePage, given: PlacedScripts): Promise<void> {
  const { contacts, hostOrigin, setting, shape, scripts } = given;
  // Another origin than the one that counts, so that a stage can let in the one alone.
  const documentOrigin = contacts.origin.replace("127.0.0.1", "localhost");
  // Browsers keep storage from frames of other sites, so the control without a sandbox is of the page's own.
  const documents = shape === "open" ? contacts.origin : documentOrigin;
  const controlled = shape === "bare" || shape === "open";
  const makeFrame = async (view: string, index: number): Promise<{ html?: string; src?: string }> => {
    const hash = await shellScriptHash(view);
    if (shape === "inline") return { html: shellHtml({ view, hash, metaPolicy: true }) };
    const path = `/documents/${setting}/${index}`;
    const permit = shape === "file" ? { hash } : { nonce };
    const headers = controlled ? { "Content-Type": "text/html" } : shellHeaders({ hostOrigin: hostOrigin, ...permit });
    contacts.documents.set(path, { headers, body: shellHtml({ view, ...permit }) });
    return { src: documents + path };
  };
  const frames = await Promise.all(scripts.map(makeFrame));
  const sources = controlled ? ["*", "data:", "blob:"] : shape === "inline" ? [] : [documents];
  await page.goto(hostOrigin);
  await page.evaluate(
    async (given) => {
      type Stage = { document: Document };
      const { createStage, placeFrame } = (globalThis as unknown as { parts: unknown }).parts as {
        createStage(parent: Node, sources: string[], owner: Document): Promise<Stage>;
        placeFrame(stage: Stage, sandbox: string): HTMLIFrameElement;
      };
      const app = document.querySelector("#app") as HTMLElement;
      const told: string[] = [];
      globalThis.bench = { told };
      const hear = (event: MessageEvent): void => void told.push(String(event.data));
      addEventListener("message", hear);
      new BroadcastChannel("berth").onmessage = hear;
      for (const { html, src } of given.frames as { html?: string; src?: string }[]) {
        const stage = await createStage(app, given.sources, document);
        const frame = placeFrame(stage, "allow-scripts");
        if (!given.sandboxed) frame.removeAttribute("sandbox");
        if (src === undefined) frame.srcdoc = html ?? "";
        else frame.src = src;
        stage.document.body.append(frame);
      }
    },
    { frames, sources: [...sources], sandboxed: shape !== "open" },
  );
}
