import * as comlink from "comlink";
import { connect, PortMessenger } from "penpal";
import type { PeerName } from "./peers.js";
import { runRounds } from "./rounds.js";

type Echo = (params: { text: string }) => Promise<{ text: string }>;

/** A call over the bare port: a counted id, a table of who waits, one post for each call. */
function overPort(port: MessagePort): Echo {
  const waiting = new Map<number, (answer: { text: string }) => void>();
  let id = 0;
  port.onmessage = ({ data }: MessageEvent<{ id: number; result: { text: string } }>) => {
    waiting.get(data.id)?.(data.result);
    waiting.delete(data.id);
  };
  return (params) =>
    new Promise((resolve) => {
      id += 1;
      waiting.set(id, resolve);
      port.postMessage({ id, api: "echo", params });
    });
}

const clients: Record<PeerName, (port: MessagePort) => Promise<Echo>> = {
  port: async (port) => overPort(port),
  comlink: async (port) => {
    const remote = comlink.wrap<{ echo: Echo }>(port);
    return (params) => remote.echo(params);
  },
  penpal: async (port) => {
    const remote = await connect<{ echo: (params: { text: string }) => { text: string } }>({
      messenger: new PortMessenger({ port }),
    }).promise;
    return (params) => remote.echo(params);
  },
};

self.onmessage = async ({ data, ports }: MessageEvent<PeerName>) => {
  const [port, control] = ports as unknown as [MessagePort, MessagePort];
  const echo = await clients[data](port);
  control.onmessage = async (event: MessageEvent<{ calls: number; wave: number }>) => {
    control.postMessage(await runRounds(echo, event.data.calls, event.data.wave));
  };
  control.postMessage("ready");
};
