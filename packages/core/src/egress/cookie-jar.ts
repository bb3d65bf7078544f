/** Whether a domain is a public suffix, below which strangers share a name: no cookie may be for all of it. */
export type IsPublicSuffix = (domain: string) => boolean;

interface Cookie {
  name: string;
  value: string;
  /** Host, or domain whose subdomains get it too. */
  domain: string;
  hostOnly: boolean;
  path: string;
  secure: boolean;
  /** Epoch milliseconds; Infinity for the life of the jar. */
  expiresAt: number;
}

const jarLimit = 300;
const nameLimit = 4096;

function defaultPath(pathname: string): string {
  const end = pathname.lastIndexOf("/");
  return end <= 0 ? "/" : pathname.slice(0, end);
}

function pathMatches(path: string, cookiePath: string): boolean {
  return (
    path === cookiePath ||
    (path.startsWith(cookiePath) && (cookiePath.endsWith("/") || path[cookiePath.length] === "/"))
  );
}

function readCookie(text: string, url: URL, now: number, isPublicSuffix: IsPublicSuffix | null): Cookie | null {
  const [pair = "", ...attributes] = text.split(";");
  const at = pair.indexOf("=");
  const name = pair.slice(0, at).trim();
  if (at < 1 || name === "" || text.length > nameLimit) return null;
  const cookie: Cookie = {
    name,
    value: pair.slice(at + 1).trim(),
    domain: url.hostname,
    hostOnly: true,
    path: defaultPath(url.pathname),
    secure: false,
    expiresAt: Number.POSITIVE_INFINITY,
  };
  let maxAge: number | undefined;
  for (const attribute of attributes) {
    const [key = "", ...rest] = attribute.split("=");
    const value = rest.join("=").trim();
    switch (key.trim().toLowerCase()) {
      case "domain": {
        const domain = value.replace(/^\./, "").toLowerCase();
        if (domain === "" || domain === url.hostname) break;
        // Without a list of suffixes nobody knows who else is below the domain: the cookie stays with its host.
        if (isPublicSuffix === null) break;
        if (!url.hostname.endsWith(`.${domain}`) || isPublicSuffix(domain)) return null;
        cookie.domain = domain;
        cookie.hostOnly = false;
        break;
      }
      case "path":
        if (value.startsWith("/")) cookie.path = value;
        break;
      case "secure":
        cookie.secure = true;
        break;
      case "max-age":
        if (/^-?\d+$/.test(value)) maxAge = Number(value);
        break;
      case "expires": {
        const time = Date.parse(value);
        if (!Number.isNaN(time)) cookie.expiresAt = time;
        break;
      }
    }
  }
  if (maxAge !== undefined) cookie.expiresAt = now + maxAge * 1000;
  return cookie;
}

/** The cookies of one mini program and user; the mini program cannot read them (F-NET-7). */
export class CookieJar {
  readonly #isPublicSuffix: IsPublicSuffix | null;
  #cookies: Cookie[] = [];

  /** @param isPublicSuffix without it cookies for a whole domain are kept for the host that set them. */
  constructor(isPublicSuffix: IsPublicSuffix | null = null) {
    this.#isPublicSuffix = isPublicSuffix;
  }

  /** Keeps what an answer of `url` set; an expired one deletes. */
  store(url: string, setCookies: readonly string[], now: number): void {
    const parsed = new URL(url);
    for (const text of setCookies) {
      const cookie = readCookie(text, parsed, now, this.#isPublicSuffix);
      if (cookie === null) continue;
      const same = (one: Cookie): boolean =>
        one.name === cookie.name && one.domain === cookie.domain && one.path === cookie.path;
      this.#cookies = this.#cookies.filter((one) => !same(one));
      if (cookie.expiresAt > now) this.#cookies.push(cookie);
    }
    this.#cookies = this.#cookies.slice(-jarLimit);
  }

  /** The `Cookie` header for an address, or undefined if no cookie is for it. */
  header(url: string, now: number): string | undefined {
    const { hostname, pathname, protocol } = new URL(url);
    this.#cookies = this.#cookies.filter((one) => one.expiresAt > now);
    const fitting = this.#cookies.filter(
      (one) =>
        (one.hostOnly ? hostname === one.domain : hostname === one.domain || hostname.endsWith(`.${one.domain}`)) &&
        pathMatches(pathname, one.path) &&
        (!one.secure || protocol === "https:"),
    );
    if (fitting.length === 0) return undefined;
    return fitting
      .sort((a, b) => b.path.length - a.path.length)
      .map((one) => `${one.name}=${one.value}`)
      .join("; ");
  }
}

const jarsLimit = 1000;

/** Jars by mini program, installation and user; the least recently used goes first. */
export class CookieJars {
  readonly #isPublicSuffix: IsPublicSuffix | null;
  readonly #jars = new Map<string, CookieJar>();

  constructor(isPublicSuffix: IsPublicSuffix | null = null) {
    this.#isPublicSuffix = isPublicSuffix;
  }

  /** The jar of that key, a new one for a new key. */
  jar(key: string): CookieJar {
    const jar = this.#jars.get(key) ?? new CookieJar(this.#isPublicSuffix);
    this.#jars.delete(key);
    this.#jars.set(key, jar);
    const [oldest] = this.#jars.keys();
    if (this.#jars.size > jarsLimit && oldest !== undefined) this.#jars.delete(oldest);
    return jar;
  }
}
