import { applyAnimation } from "../animation/animation.js";
import { componentsOfExtra } from "../component/components-of-extra.js";
import { Intersections } from "../page/intersections.js";
import { queryPage } from "../page/page-query.js";
import { handPicture } from "../resource/load-picture.js";
import { lateSheet } from "../style/late-sheet.js";

/** What the second script of the view brings. Modules that are in both scripts keep no state of their own. */
export const viewExtra = {
  components: componentsOfExtra,
  sheet: lateSheet,
  applyAnimation,
  Intersections,
  queryPage,
  handPicture,
};

/** What the second script of the view brings. */
export type ViewExtra = typeof viewExtra;
