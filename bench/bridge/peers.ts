import * as comlink from "comlink";
import { connect, PortMessenger } from "penpal";
import type { BenchHost } from "../support/host-page.js";
import type { RunResult } from "./rounds.js";

/** What Berth's bridge is measured against; each joins a worker inside an opaque frame to the host page by one port. */
export type PeerName = "port" | "comlink" | "penpal";

/** What the suite calls in the host's page. */
export interface BridgePeers {
  /** Registers the JSAPIs of bench/programs/bridge: `echo`, and `report`, which tells the suite of a result. */
  register(): Promise<void>;
  start(name: PeerName): Promise<void>;
  run(name: PeerName, calls: number, wave: number): Promise<RunResult>;
  /** The next result that the program reports. */
  reported(): Promise<RunResult>;
}

const peerDocument = `<!doctype html><body><script>
onmessage = ({ data: { script, name }, ports }) => {
  self.kept = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  self.kept.postMessage(name, [...ports]);
};
</script></body>`;

const echo = (params: { text: string }): { text: string } => ({ text: params.text });

const servers: Record<PeerName, (port: MessagePort) => void> = {
  port: (port) => {
    port.onmessage = ({ data }: MessageEvent<{ id: number; params: { text: string } }>) =>
      port.postMessage({ id: data.id, result: echo(data.params) });
  },
  comlink: (port) => comlink.expose({ echo }, port),
  penpal: (port) => void connect({ messenger: new PortMessenger({ port }), methods: { echo } }),
};

const controls = new Map<PeerName, MessagePort>();
let tell: (result: RunResult) => void = () => {};

const answerOf = <T>(port: MessagePort): Promise<T> =>
  new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
  });

const peers: BridgePeers = {
  async register() {
    const { host } = (globalThis as unknown as { bench: BenchHost }).bench;
    await host.registerJsapi([
      {
        name: "echo",
        params: [{ name: "text", type: "string", required: true }],
        handler: (_context, params) => echo(params as { text: string }),
      },
      {
        name: "report",
        params: [{ name: "result", type: "string", required: true }],
        handler: (_context, params) => {
          tell(JSON.parse(String(params["result"])) as RunResult);
          return {};
        },
      },
    ]);
  },
  async start(name) {
    const script = await (await fetch("/page/bridge-worker.js")).text();
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = peerDocument;
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    const data = new MessageChannel();
    const control = new MessageChannel();
    servers[name](data.port1);
    const ready = answerOf(control.port1);
    frame.contentWindow?.postMessage({ script, name }, "*", [data.port2, control.port2]);
    await ready;
    controls.set(name, control.port1);
  },
  run(name, calls, wave) {
    const control = controls.get(name);
    if (control === undefined) throw new Error(`${name} was not started`);
    const answer = answerOf<RunResult>(control);
    control.postMessage({ calls, wave });
    return answer;
  },
  reported: () =>
    new Promise((resolve) => {
      tell = resolve;
    }),
};

(globalThis as { peers?: BridgePeers }).peers = peers;
