const names = new Set(
  (
    "accept-encoding connection content-length cookie2 expect host keep-alive origin referer te trailer " +
    "transfer-encoding upgrade via"
  ).split(" "),
);

/**
 * Whether a header belongs to the connection, the container or the browser, so that a mini program cannot set it
 * (F-NET-3). `name` in lower case. Cookies are another matter (F-NET-7).
 */
export function isContainerHeader(name: string): boolean {
  return names.has(name) || /^(?:proxy|sec)-/.test(name);
}
