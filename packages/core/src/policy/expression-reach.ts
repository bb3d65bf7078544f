import type { CharSet, ExpressionTree } from "./expression-tree.js";
import { defaultPorts } from "./parse-entry.js";

/** Literal runs of an expression: text that every or some match contains as it stands (U-LNT-12). */
export function literalRuns(tree: ExpressionTree): string[] {
  const runs: string[] = [];
  let run = "";
  const close = (): void => {
    if (run !== "") runs.push(run);
    run = "";
  };
  const walk = (node: ExpressionTree): void => {
    if (node.kind === "set") {
      if (node.literal === null) close();
      else run += node.literal;
    } else if (node.kind === "sequence") {
      node.items.forEach(walk);
    } else if (node.kind === "choice") {
      for (const item of node.items) {
        close();
        walk(item);
        close();
      }
    } else {
      close();
      walk(node.item);
      close();
    }
  };
  walk(tree);
  close();
  return runs;
}

const preferred = "abcdefghijklmnopqrstuvwxyz0123456789-./:?=&_~ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A shortest string the expression matches, a dot for `.` (U-LNT-12). */
export function shortestMatch(tree: ExpressionTree): string {
  switch (tree.kind) {
    case "set":
      return tree.literal ?? (tree.dot ? "." : ([...preferred].find((c) => tree.has(c.charCodeAt(0))) ?? "a"));
    case "sequence":
      return tree.items.map(shortestMatch).join("");
    case "choice":
      return tree.items.map(shortestMatch).reduce((a, b) => (b.length < a.length ? b : a));
    default:
      return shortestMatch(tree.item).repeat(tree.min);
  }
}

interface State {
  readonly set: CharSet | null;
  readonly next: number[];
}

const stateLimit = 4000;

/**
 * Whether the expression can match some canonical address (U-LNT-3), by walking through expression and address form
 * side by side. True where the expression is too large to tell.
 */
export function canMatchAddress(tree: ExpressionTree): boolean {
  const states: State[] = [{ set: null, next: [] }];
  const start = build(tree, 0, states);
  if (start === null) return true;
  const seen = new Set<string>();
  const open: [number, string][] = [[start, "scheme "]];
  for (let step = open.pop(); step; step = open.pop()) {
    const [index, form] = step;
    const key = `${index} ${form}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (index === 0 && form === "path") return true;
    const { set, next } = states[index]!;
    if (set === null) {
      for (const to of next) open.push([to, form]);
      continue;
    }
    for (let code = 33; code < 127; code++) {
      if (!set.has(code)) continue;
      const after = advance(form, String.fromCharCode(code));
      if (after !== null) open.push([next[0]!, after]);
    }
  }
  return false;
}

/** Adds the states of `tree` that lead to state `to`; returns the first of them, null beyond the limit. */
function build(tree: ExpressionTree, to: number, states: State[]): number | null {
  const add = (state: State): number | null => (states.length >= stateLimit ? null : states.push(state) - 1);
  if (tree.kind === "set") return add({ set: tree, next: [to] });
  if (tree.kind === "choice") {
    const next = tree.items.map((item) => build(item, to, states));
    return next.includes(null) ? null : add({ set: null, next: next as number[] });
  }
  let first: number | null = to;
  if (tree.kind === "sequence") {
    for (let i = tree.items.length - 1; i >= 0 && first !== null; i--) first = build(tree.items[i]!, first, states);
    return first;
  }
  if (tree.max === Number.POSITIVE_INFINITY) {
    const loop: State = { set: null, next: [to] };
    first = add(loop);
    const body = first === null ? null : build(tree.item, first, states);
    if (body === null) return null;
    loop.next.push(body);
  } else {
    for (let i = tree.min; i < tree.max && first !== null; i++) {
      const body: number | null = build(tree.item, first, states);
      first = body === null ? null : add({ set: null, next: [to, body] });
    }
  }
  for (let i = 0; i < tree.min && first !== null; i++) first = build(tree.item, first, states);
  return first;
}

/** The form of a canonical address, one character further; null where none goes on like this. */
function advance(form: string, char: string): string | null {
  const [stage, scheme = "", digits = ""] = form.split(" ");
  if (stage === "scheme") {
    const text = scheme + char;
    if (Object.keys(defaultPorts).some((name) => `${name}://` === text)) return `host ${text.slice(0, -3)}`;
    return Object.keys(defaultPorts).some((name) => `${name}://`.startsWith(text)) ? `scheme ${text}` : null;
  }
  if (stage === "path") return char === "#" ? null : form;
  if (stage === "literal") {
    if (char === "]") return `name ${scheme}`;
    return /[0-9a-f:]/.test(char) ? form : null;
  }
  if (stage === "port") {
    const own = String(defaultPorts[scheme]);
    if (char === "/") return digits === "" || digits === own ? null : "path";
    if (!/[0-9]/.test(char) || digits.length === 5) return null;
    const text = digits + char;
    // Only ports that are still the beginning of the default one need to be known exactly.
    return `port ${scheme} ${own.startsWith(text) ? text : "x".repeat(text.length)}`;
  }
  // "host" before its first character, "name" after it.
  if (stage === "name" && char === "/") return "path";
  if (stage === "name" && char === ":") return `port ${scheme}`;
  if (stage === "host" && char === "[") return `literal ${scheme}`;
  return /[A-Z/:?#@\\^|%[\]<>"]/.test(char) ? null : `name ${scheme}`;
}
