/** Attributes of a new element; `class`, `text` and `on<event>` listeners included. */
export interface ElementOptions {
  class?: string;
  text?: string;
  attributes?: Record<string, string>;
  click?: (event: MouseEvent) => void;
}

/** Makes an element with children. Text goes in as text: nothing in the chrome is ever parsed as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  children: readonly (Node | null)[] = [],
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (options.class !== undefined) node.className = options.class;
  if (options.text !== undefined) node.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) node.setAttribute(name, value);
  if (options.click !== undefined) node.onclick = options.click;
  for (const child of children) if (child !== null) node.appendChild(child);
  return node;
}

/** A button of the chrome. */
export function button(
  label: string,
  className: string,
  click: () => void,
  icon: Element | null = null,
): HTMLButtonElement {
  const node = element("button", { class: className, attributes: { type: "button" }, click: () => click() });
  if (icon === null) node.textContent = label;
  else {
    node.setAttribute("aria-label", label);
    node.appendChild(icon);
  }
  return node;
}

const paths = {
  back: "M14.5 5 7.5 12l7 7",
  home: "M4 11.2 12 4l8 7.2M6.5 9.5V19h11V9.5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M12 12h.01M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z",
  success: "M5 12.5l4.5 4.5L19 7.5",
  fail: "M6.5 6.5l11 11m0-11l-11 11",
  exception: "M12 6v7.5M12 17.6h.01",
} as const;

/** Names of the chrome's drawn icons. */
export type IconName = keyof typeof paths;

/** A line icon of 24 by 24 px that takes the text colour. */
export function icon(name: IconName): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", paths[name]);
  svg.appendChild(path);
  return svg;
}
