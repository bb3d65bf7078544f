import { createHost, type Host } from "@berth/sdk";

/** What the suites call in the page that embeds Berth. */
export interface BenchHost {
  start(shellUrl: string, spareGuest: boolean): Promise<void>;
  /** Opens the program and resolves with the time from asking to the first render, in ms of wall time. */
  open(packageName: string): Promise<number>;
  close(): Promise<void>;
  /** Lines that the program wrote with console.log("bench", json). */
  readonly lines: string[];
  /** The bare floor of a start: sandboxed frame, worker, one div. Same clock, same page. */
  bareStart(): Promise<number>;
  /** Round trips over a raw port of a worker inside an opaque frame, in ms. */
  barePort(calls: number, wave: number): Promise<number>;
}

let host: Host;
let app: { close(): Promise<void> } | null = null;
const packages = new Map<string, Uint8Array>();
const lines: string[] = [];

/** What the worker of the bare frame does: says ready to its document, then runs what its own port to the host asks. */
const bareWorker = `onmessage = (event) => {
  const [host, view] = event.ports;
  view.postMessage("ready");
  host.onmessage = ({ data: { calls, wave } }) => {
    let sent = 0, back = 0;
    const start = Date.now();
    const send = () => { for (let i = 0; i < wave && sent < calls; i++) host.postMessage({ id: ++sent, api: "x", params: null }); };
    host.onmessage = () => {
      if (++back === calls) host.postMessage({ done: Date.now() - start });
      else if (back === sent) send();
    };
    send();
  };
}`;

const bareDocument = `<!doctype html><body><script>
onmessage = (event) => {
  const [host, page] = event.ports;
  const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(bareWorker)}], { type: "text/javascript" })));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [host, port2]);
  port1.onmessage = () => {
    const div = document.createElement("div");
    div.textContent = "hello";
    document.body.append(div);
    page.postMessage("drawn");
  };
};
</script></body>`;

/** A sandboxed frame with a worker whose port leads straight to this page; settles when the div is drawn. */
function bareFrame(): Promise<{ frame: HTMLIFrameElement; port: MessagePort }> {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = bareDocument;
    const worker = new MessageChannel();
    const page = new MessageChannel();
    frame.onload = () => frame.contentWindow?.postMessage(null, "*", [worker.port2, page.port2]);
    page.port1.onmessage = () => resolve({ frame, port: worker.port1 });
    document.getElementById("app")?.append(frame);
  });
}

const bench: BenchHost = {
  lines,
  async start(shellUrl, spareGuest) {
    const read = async (name: string): Promise<string> => (await fetch(`/runtime/${name}.js`)).text();
    const [worker, view] = [await read("worker"), await read("view")];
    const [workerExtra, viewExtra] = [await read("worker-extra"), await read("view-extra")];
    host = await createHost({
      config: {
        platformUrl: location.origin,
        workspaceId: "bench",
        targetAppId: "bench",
        environment: "development",
        platformKeys: [],
        configVersion: 1,
      },
      assets: { worker, view, workerExtra, viewExtra },
      shell: { url: shellUrl },
      store: "memory",
      openView: true,
      spareGuest,
    });
  },
  async open(packageName) {
    let bytes = packages.get(packageName);
    if (!bytes) {
      bytes = new Uint8Array(await (await fetch(`/preview/${packageName}.zip`)).arrayBuffer());
      packages.set(packageName, bytes);
    }
    const start = performance.now();
    app = await host.openApp(packageName, {
      container: document.getElementById("app") as HTMLElement,
      preview: { package: bytes },
      showLoading: false,
      inspect(event) {
        if (event.type === "console" && event.args[0] === "bench") lines.push(String(event.args[1]));
      },
    });
    return performance.now() - start;
  },
  async close() {
    await app?.close();
    app = null;
  },
  async bareStart() {
    const start = performance.now();
    const { frame } = await bareFrame();
    const took = performance.now() - start;
    frame.remove();
    return took;
  },
  async barePort(calls, wave) {
    const { frame, port } = await bareFrame();
    const took = await new Promise<number>((resolve) => {
      port.onmessage = (m: MessageEvent<{ done?: number }>) => {
        if (m.data.done !== undefined) resolve(m.data.done);
        else port.postMessage({ ok: 1 });
      };
      port.postMessage({ calls, wave });
    });
    frame.remove();
    return took;
  },
};

(globalThis as { bench?: BenchHost }).bench = bench;
