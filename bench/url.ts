import { type CompiledPolicy, compilePolicy, decide, loadExpressions } from "@berth/core/policy";
import { median, round, spread } from "./support/statistics.js";

/** Addresses of a window (section 13 of the URL policy). */
const addressCount = 10_000;
/** Rounds that are not counted: the engine compiles policy and baseline beside them, and that is CPU time as well. */
const warmUp = 5;

/**
 * Decisions of the URL policy against `new URL(raw).href` (U-PRF-1 to U-PRF-5): CPU time of windows of 10,000 different
 * addresses, policy and baseline in turn, medians of the ratios within one round.
 */
export async function runUrlSuite({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const rounds = quick ? 9 : 25;
  await loadExpressions();
  const cold = await coldDecisions(rounds);
  const one = cold.get(1)!;
  const thousand = cold.get(1000)!;
  const warm = await warmDecisions(rounds);
  const expressions = await expressionLists(Math.ceil(rounds / 2));
  return {
    "U-PRF-1 cold, against new URL": Object.fromEntries(
      [...cold].map(([size, { ratios }]) => [`${size} entries`, { ...spread(ratios), target: 1.5 }]),
    ),
    "U-PRF-2 1,000 entries against 1": {
      ...spread(thousand.own.map((cost, index) => cost / (one.own[index] ?? cost))),
      target: 1.3,
    },
    "U-PRF-3 warm, times faster than new URL": { ...spread(warm), target: 20 },
    "U-PRF-4 1,000 expressions against 10": { ...spread(expressions.ratios), target: 3 },
    "U-PRF-5 compiling 1,000 expressions, ms CPU": { ...spread(expressions.compile), target: 500 },
    "nanoseconds for each new URL": round(median(one.baseline)),
  };
}

interface Cold {
  readonly ratios: number[];
  readonly own: number[];
  readonly baseline: number[];
}

async function coldDecisions(rounds: number): Promise<Map<number, Cold>> {
  const results = new Map<number, Cold>([1, 30, 1000].map((size) => [size, { ratios: [], own: [], baseline: [] }]));
  for (let i = -warmUp; i < rounds; i++) {
    for (const [size, { ratios, own, baseline }] of results) {
      // A new policy has an empty cache, and new strings have no hash yet: nothing is known of these addresses.
      const policy = await compilePolicy({ mode: "list", entries: hostEntries(size) });
      const parsed = cpuOf(addresses(), (raw) => new URL(raw).href.length);
      const decided = cpuOf(addresses(), (raw) => (decide(policy, raw).allow ? 1 : 0));
      if (i < 0) continue;
      ratios.push(decided / parsed);
      own.push(decided);
      baseline.push(parsed);
    }
  }
  return results;
}

async function warmDecisions(rounds: number): Promise<number[]> {
  const policy = await compilePolicy({ mode: "list", entries: hostEntries(30) });
  const recurring = addresses().slice(0, 256);
  const many = Array.from({ length: 200 }, () => recurring).flat();
  const ratios: number[] = [];
  for (let i = -warmUp; i < rounds; i++) {
    const parsed = cpuOf(many, (raw) => new URL(raw).href.length);
    const decided = cpuOf([...many, ...many, ...many, ...many], (raw) =>
      decide(policy, raw, "request").allow ? 1 : 0,
    );
    if (i >= 0) ratios.push(parsed / decided);
  }
  return ratios;
}

async function expressionLists(rounds: number): Promise<{ ratios: number[]; compile: number[] }> {
  const ratios: number[] = [];
  const compile: number[] = [];
  for (let i = -1; i < rounds; i++) {
    const small = await compilePolicy({ mode: "list", entries: expressionEntries(10) }, { cache: false });
    const start = process.cpuUsage();
    const large = await compilePolicy({ mode: "list", entries: expressionEntries(1000) }, { cache: false });
    const { user, system } = process.cpuUsage(start);
    // One pass lets the engine build its states; the next is measured.
    const pass = (policy: CompiledPolicy) => cpuOf(addresses(), (raw) => (decide(policy, raw).allow ? 1 : 0));
    pass(small);
    pass(large);
    const costs = [pass(small), pass(large)] as const;
    if (i < 0) continue;
    ratios.push(costs[1] / costs[0]);
    compile.push((user + system) / 1000);
  }
  return { ratios, compile };
}

/** CPU nanoseconds of `act` for each item. */
function cpuOf(items: readonly string[], act: (raw: string) => number): number {
  const start = process.cpuUsage();
  let sum = 0;
  for (const raw of items) sum += act(raw);
  const { user, system } = process.cpuUsage(start);
  // Uses the sum, so that no engine may leave the work out.
  if (Number.isNaN(sum)) throw new Error("a measurement without result");
  return ((user + system) * 1000) / items.length;
}

/** Eight shapes, four fifths canonical already, the rest with upper case, default port, dot segments or non-ASCII path. */
function addresses(): string[] {
  return Array.from({ length: addressCount }, (_, i) => {
    const host = `h${(i * 7) % 1000}.example.com`;
    const shapes = [
      `https://${host}/a${i}`,
      `https://${host}/api/v1/users/${i}/orders/items/details/list-of-things/${i}`,
      `https://${host}/q?id=${i}&name=abc&x=1`,
      `https://${host}:8443/p/${i}`,
      `https://a.b.c.d.e.${host}/x/${i}`,
      `wss://${host}/rt/${i}`,
      `https://${host}/doc/${i}#part-${i}`,
      `https://${host}/${"seg/".repeat(20)}${i}?a=${i}`,
    ];
    return flat(i % 5 === 4 ? unusual(shapes[i % 8]!, ((i / 5) % 4) | 0) : shapes[i % 8]!);
  });
}

function unusual(address: string, kind: number): string {
  if (kind === 0) return address.replace("example", "EXAMPLE");
  if (kind === 1) return address.replace(/(example\.com)\//, "$1:443/");
  return address.replace(/(example\.com(?::\d+)?)\//, kind === 2 ? "$1/x/../" : "$1/ünï/");
}

/** The text as one new string, the way it comes out of a message, not as the pieces it was joined from. */
function flat(text: string): string {
  return Buffer.from(text).toString();
}

function hostEntries(size: number): string[] {
  return Array.from({ length: size }, (_, i) => {
    if (i === 0) return "*.example.com";
    return i % 3 === 0 ? `h${i}.example.com` : i % 3 === 1 ? `https://h${i}.example.com/api` : `*.h${i}.example.com`;
  });
}

function expressionEntries(size: number): string[] {
  return Array.from({ length: size }, (_, i) => `https://h${i}\\.example\\.com/(?:api|doc)/v?[0-9]+.*`);
}
