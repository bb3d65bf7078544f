/** Panels on the right. */
export const panelNames = ["console", "jsapi", "network", "storage", "tokens", "events", "device"] as const;
export type PanelName = (typeof panelNames)[number];

/** What the page's address says: two people with the same link see the same thing. */
export interface AddressState {
  view: "run" | "domains";
  app: string;
  page: string;
  query: string;
  panel: PanelName;
  device: string;
}

const defaults: AddressState = { view: "run", app: "", page: "", query: "", panel: "console", device: "" };

/** Reads the state from a query string. */
export function readAddress(search: string): AddressState {
  const params = new URLSearchParams(search);
  const panel = params.get("panel") as PanelName | null;
  return {
    view: params.get("view") === "domains" ? "domains" : "run",
    app: params.get("app") ?? defaults.app,
    page: params.get("page") ?? defaults.page,
    query: params.get("query") ?? defaults.query,
    panel: panel && panelNames.includes(panel) ? panel : defaults.panel,
    device: params.get("device") ?? defaults.device,
  };
}

/** The query string of a state; defaults are left out. */
export function writeAddress(state: AddressState): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(state) as [keyof AddressState, string][]) {
    if (value !== defaults[name]) params.set(name, value);
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
