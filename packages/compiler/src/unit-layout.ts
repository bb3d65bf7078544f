/** Which unit a path belongs to: the subpackage whose root it lies under, else the main package "". */
export function unitOf(path: string, roots: readonly string[]): string {
  for (const root of roots) if (root !== "" && path.startsWith(`${root}/`)) return root;
  return "";
}
