import { createHost, type Host } from "@berth/sdk";

/** What the suites call in the page that embeds Berth. */
export interface BenchHost {
  start(shellUrl: string, spareGuest: boolean): Promise<void>;
  readonly host: Host;
  /**
   * Opens the program and resolves with the time from asking to the first render, in ms of wall time; `jsapis` are the
   * custom JSAPIs it may call.
   */
  open(packageName: string, jsapis?: string[]): Promise<number>;
  close(): Promise<void>;
  /** The bare floor of a start: sandboxed frame, worker, one div. Same clock, same page. */
  bareStart(): Promise<number>;
}

let host: Host;
let app: { close(): Promise<void> } | null = null;
const packages = new Map<string, Uint8Array>();

/** What the worker of the bare frame does: says ready to its document. */
const bareWorker = `onmessage = (event) => event.ports[0].postMessage("ready");`;

const bareDocument = `<!doctype html><body><script>
onmessage = (event) => {
  const [page] = event.ports;
  const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(bareWorker)}], { type: "text/javascript" })));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  port1.onmessage = () => {
    const div = document.createElement("div");
    div.textContent = "hello";
    document.body.append(div);
    page.postMessage("drawn");
  };
};
</script></body>`;

/** A sandboxed frame with a worker; settles when the div is drawn. */
function bareFrame(): Promise<HTMLIFrameElement> {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = bareDocument;
    const page = new MessageChannel();
    frame.onload = () => frame.contentWindow?.postMessage(null, "*", [page.port2]);
    page.port1.onmessage = () => resolve(frame);
    document.getElementById("app")?.append(frame);
  });
}

const bench: BenchHost = {
  get host() {
    return host;
  },
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
  async open(packageName, jsapis = []) {
    let bytes = packages.get(packageName);
    if (!bytes) {
      bytes = new Uint8Array(await (await fetch(`/preview/${packageName}.zip`)).arrayBuffer());
      packages.set(packageName, bytes);
    }
    const start = performance.now();
    app = await host.openApp(packageName, {
      container: document.getElementById("app") as HTMLElement,
      preview: { package: bytes, jsapis },
      showLoading: false,
    });
    return performance.now() - start;
  },
  async close() {
    await app?.close();
    app = null;
  },
  async bareStart() {
    const start = performance.now();
    const frame = await bareFrame();
    const took = performance.now() - start;
    frame.remove();
    return took;
  },
};

(globalThis as { bench?: BenchHost }).bench = bench;
