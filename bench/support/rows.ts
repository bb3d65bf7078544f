/** One row of the list benchmark. */
export interface Row {
  id: number;
  label: string;
}

const adjectives = ["pretty", "large", "big", "small", "tall", "short", "long", "handsome", "plain", "quaint"];
const colours = ["red", "yellow", "blue", "green", "pink", "brown", "purple", "white", "black", "orange"];
const nouns = ["table", "chair", "house", "desk", "car", "pony", "cookie", "sandwich", "burger", "pizza"];

let nextId = 1;

/** `count` new rows; the same every time but for their ids. */
export function buildRows(count: number): Row[] {
  return Array.from({ length: count }, () => {
    const id = nextId++;
    return { id, label: `${adjectives[id % 10]} ${colours[(id * 7) % 10]} ${nouns[(id * 3) % 10]}` };
  });
}

/** The six operations as pure functions over the rows (design.md section 5). */
export const operations: Record<Operation, (rows: Row[]) => Row[]> = {
  create: () => buildRows(1000),
  replace: () => buildRows(1000),
  update: (rows) => rows.map((row, index) => (index % 10 === 0 ? { ...row, label: `${row.label} !!!` } : row)),
  swap: (rows) => {
    const next = [...rows];
    const [second, last] = [rows[1], rows[998]];
    if (second && last) {
      next[1] = last;
      next[998] = second;
    }
    return next;
  },
  append: (rows) => [...rows, ...buildRows(1000)],
  clear: () => [],
};

/** Names of the operations. */
export type Operation = "create" | "replace" | "update" | "swap" | "append" | "clear";

/** In the order of a round; each leaves what the next one needs. */
export const order: readonly Operation[] = ["create", "replace", "update", "swap", "append", "clear"];
