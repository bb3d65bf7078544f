/** Scheme, host and port of an address, and the three written as one text. */
export interface OriginParts {
  origin: string;
  scheme: string;
  host: string;
  /** Absent when it is the scheme's default. */
  port?: number;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443 };

/**
 * The origin of an address, for the log only, or null if the text is not `scheme://host...`. User name, path, query and
 * fragment are cut (H-LOG-4). Policy decisions never use this reading.
 */
export function originParts(address: string): OriginParts | null {
  const match =
    /^([a-z][a-z0-9+.-]{0,20}):\/\/(?:[^/?#\\]*@)?(\[[0-9a-f:.]+\]|[^/?#\\:@\s]+)(?::(\d{1,5}))?(?:[/?#\\]|$)/i.exec(
      address,
    );
  if (match === null) return null;
  const scheme = match[1]!.toLowerCase();
  const host = match[2]!.toLowerCase().slice(0, 255);
  const port = match[3] === undefined ? undefined : Number(match[3]);
  if (port === undefined || port === DEFAULT_PORTS[scheme]) return { origin: `${scheme}://${host}`, scheme, host };
  return { origin: `${scheme}://${host}:${port}`, scheme, host, port };
}
