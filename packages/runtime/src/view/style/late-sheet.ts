import { containerSheet } from "./container-sheet.js";
import { controlSheet } from "./control-sheet.js";
import { mapSheet } from "./map-sheet.js";
import { mediaSheet } from "./media-sheet.js";
import { pickerSheet } from "./picker-sheet.js";

/** What the components of the second script look like before any ACSS; pages adopt it after the base sheet. */
export const lateSheet = containerSheet + mediaSheet + mapSheet + controlSheet + pickerSheet;
