import { signal } from "@preact/signals";
import { en, type Text } from "./en.js";

/** The language in use. Components read `text.value`, so that a change redraws them. */
export const text = signal<Text>(en);
