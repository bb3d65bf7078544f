/** A step that has to fail, and with what. */
type Outcome = "ok" | string;

function throws(name: string, step: () => unknown): Outcome {
  try {
    step();
    return "did not throw";
  } catch (error) {
    return error instanceof Error && error.name === name ? "ok" : `threw ${String(error)}`;
  }
}

/**
 * The shell's half of the self-test (S-SELF-T6 to T8): storage, cookie and parent are out of reach, the origin is
 * opaque, nothing can be fetched. It needs no network, so a broken policy leaks nothing while it is found out.
 */
export async function testShell(window: Window & typeof globalThis): Promise<Record<string, string>> {
  const cookie = throws("SecurityError", () => window.document.cookie);
  // A srcdoc document gets no error in WebKit, but an empty jar.
  const noCookie = cookie === "did not throw" && window.document.cookie === "";
  const reach = [
    throws("SecurityError", () => window.localStorage),
    noCookie ? "ok" : cookie,
    throws("SecurityError", () => window.parent.document),
  ];
  const fetched = await window.fetch("data:,x").then(
    () => "data: was fetched",
    () => "ok",
  );
  return {
    "S-SELF-T6": reach.find((outcome) => outcome !== "ok") ?? "ok",
    "S-SELF-T7": window.origin === "null" ? "ok" : `origin is ${window.origin}`,
    "S-SELF-T8": fetched,
  };
}
