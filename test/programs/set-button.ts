/** Markup of a button that changes the page's data, `to` a JavaScript object such as `"{ show: true }"`. */
export const setButton = (label: string, to: string): string =>
  `<button size="mini" onTap="set" data-to="{{ ${to} }}">${label}</button>`;
