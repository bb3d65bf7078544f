import { effect, signal } from "@preact/signals";

/** Colours of the simulator itself. */
export type Theme = "auto" | "light" | "dark";

const key = "berth-simulator-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const system = signal(dark.matches);
dark.addEventListener("change", () => {
  system.value = dark.matches;
});

const saved = localStorage.getItem(key);

/** What the person chose. */
export const theme = signal<Theme>(saved === "light" || saved === "dark" ? saved : "auto");

/** Keeps the page's attribute and the choice in step. */
export function startTheme(): void {
  effect(() => {
    const shown = theme.value === "auto" ? (system.value ? "dark" : "light") : theme.value;
    document.documentElement.dataset["theme"] = shown;
    localStorage.setItem(key, theme.value);
  });
}
