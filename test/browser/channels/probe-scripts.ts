import { type Probe, type ProbeTargets, probeScript } from "./probes.js";

/** Gives where a probe is counted; from its statements one sees by which kinds of contact. */
export type TargetsOf = (id: string, code: string) => Promise<ProbeTargets>;

/** One script with these probes; `say` and `done` as `probeScript` has them. */
export async function scriptOf(
  probes: Readonly<Record<string, Probe>>,
  targetsOf: TargetsOf,
  say: string,
  done: string,
): Promise<string> {
  const targets = new Map(
    await Promise.all(Object.entries(probes).map(async ([id, { code }]) => [id, await targetsOf(id, code)] as const)),
  );
  return probeScript(probes, (id) => targets.get(id) ?? { http: "", tcp: "", udp: "" }, say, done);
}

const say = 'parent.parent.postMessage("got:"+id,"*")';
const doneOf = (index: number): string => `parent.parent.postMessage("done:${index}","*");`;

/** Scripts of documents: those probes that would end theirs say so first and get a document each. */
export async function scriptsInDocument(
  probes: Readonly<Record<string, Probe>>,
  targetsOf: TargetsOf,
): Promise<string[]> {
  const entries = Object.entries(probes);
  const together = Object.fromEntries(entries.filter(([, probe]) => probe.alone !== true));
  const apart = entries.filter(([, probe]) => probe.alone === true);
  return Promise.all([
    scriptOf(together, targetsOf, `(id)=>${say}`, doneOf(0)),
    ...apart.map(
      async ([id, probe], index) =>
        doneOf(index + 1) + (await scriptOf({ [id]: probe }, targetsOf, `(id)=>${say}`, "")),
    ),
  ]);
}

/** Scripts of documents that start a worker each: one with all probes, one for each probe that would hold it up. */
export async function scriptsInWorker(
  probes: Readonly<Record<string, Probe>>,
  targetsOf: TargetsOf,
): Promise<string[]> {
  const entries = Object.entries(probes);
  const together = entries.filter(([, probe]) => probe.alone !== true);
  const apart = entries.filter(([, probe]) => probe.alone === true);
  return Promise.all(
    [together, ...apart.map((entry) => [entry])].map(async (some, index) => {
      const done = `postMessage("done:${index}")`;
      const script = await scriptOf(Object.fromEntries(some), targetsOf, '(id)=>postMessage("got:"+id)', done);
      const blob = `new Blob([${JSON.stringify(script)}],{type:"text/javascript"})`;
      return `self.w=new Worker(URL.createObjectURL(${blob}));self.w.onmessage=(e)=>parent.parent.postMessage(e.data,"*");`;
    }),
  );
}
