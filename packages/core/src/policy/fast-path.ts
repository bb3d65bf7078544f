// Lower-case ASCII host without xn--, last label starting with a letter; no port that could be a default one, none above
// 59999; path, query and fragment of characters that no parser changes; no `%` and no dot segment in the path. Groups
// exclude each other by their first character, so the expression is linear.
const canonicalAlready =
  /^(?:https?|wss?):\/\/(?:(?!xn--)[a-z0-9-]+\.)*(?!xn--)[a-z][a-z0-9-]*(?::(?!443\/|80\/)(?:[1-5][0-9]{4}|[1-9][0-9]{0,3}))?(?:\/(?!\.{1,2}(?:[/?#]|$))[A-Za-z0-9._~!$&'()*+,;=:@-]*)+(?:\?[A-Za-z0-9._~!$&()*+,;=:@/?%-]*)?(?:#[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?$/;

/**
 * Whether both back ends would give the string back unchanged, so that parsing it can be left out (U-ENG-5). May say no
 * to a canonical address, never yes to another one: `test/property/policy-fast-path.test.ts`.
 */
export function isCanonicalAlready(raw: string): boolean {
  return canonicalAlready.test(raw);
}
