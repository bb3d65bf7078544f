import {
  Draw,
  type DrawOps,
  drawOperands,
  type FragmentNode,
  type Json,
  lateComponents,
  type PageLook,
} from "@berth/core/wire";

const LATE = new Set(lateComponents);
/** Methods of pages that are in the second script. */
const METHODS = new Set<unknown>(["query", "observe", "picture", "font", "dress", "startPullDownRefresh"]);
/** As deep as fragments are built. */
const DEEPEST = 200;

/** Whether a batch draws, calls or sets something that comes with the second script. */
export function needsExtra(ops: DrawOps): boolean {
  for (let i = 0; i < ops.length; ) {
    const code = ops[i] as number;
    const late =
      code === Draw.define
        ? names((ops[i + 2] as { c?: FragmentNode[] } | null)?.c, 0)
        : code === Draw.attribute
          ? ops[i + 2] === "animation" && ops[i + 3] !== null
          : code === Draw.openPage
            ? (ops[i + 3] as Partial<PageLook> | null)?.pullRefresh === true
            : code === Draw.call && METHODS.has(ops[i + 3]);
    if (late) return true;
    i += (drawOperands[code] ?? ops.length) + 1;
  }
  return false;
}

function names(nodes: FragmentNode[] | undefined, depth: number): boolean {
  if (!Array.isArray(nodes) || depth > DEEPEST) return false;
  return nodes.some((node) => {
    const { e, p, c } = Object(node) as { e?: string; p?: Record<string, Json>; c?: FragmentNode[] };
    return e !== undefined && (LATE.has(e) || p?.["animation"] !== undefined || names(c, depth + 1));
  });
}
