interface HtmlPolicy {
  createHTML(html: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy;
}

let policy: HtmlPolicy | undefined;

/**
 * Markup of ours for the `srcdoc` of a frame. Where the host's page asks for Trusted Types it passes through the policy
 * "berth", which such a page allows by `trusted-types berth`; no text of a program comes this way.
 */
export function trustedHtml(html: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  policy ??= trustedTypes?.createPolicy("berth", { createHTML: (text) => text });
  return policy?.createHTML(html) ?? html;
}
