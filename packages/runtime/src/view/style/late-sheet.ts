import { containerSheet } from "./container-sheet.js";
import { controlSheet } from "./control-sheet.js";
import { mapSheet } from "./map-sheet.js";
import { mediaSheet } from "./media-sheet.js";
import { pickerSheet } from "./picker-sheet.js";

/** What the components of the second script look like before any ACSS; pages adopt it after the base sheet. */
export const lateSheet = containerSheet + mediaSheet + mapSheet + controlSheet + pickerSheet;

/** The same for the shell's document: colours of maps, and what shows above a page that is pulled down. */
export const lateShellSheet = `
html{--map-land:#eef1ea;--map-line:#e0e5da;--map-road:#fff;--map-park:#dcebd3;--map-card:#fff;--map-ink:#333}
html[data-theme=dark]{--map-land:#242a2b;--map-line:#2f3738;--map-road:#3c4648;--map-park:#25342a;--map-card:#3a4143;--map-ink:#eee}
pull-sign{position:absolute;inset:0 0 auto;overflow:hidden;background-size:cover;background-position:bottom}
pull-sign>i{position:absolute;left:50%;bottom:14px;width:22px;height:22px;margin-left:-11px;box-sizing:border-box;border:3px solid #8c8c8c;border-right-color:transparent;border-radius:50%}
pull-sign.on>i{animation:berth-spin 1s linear infinite}
`;
