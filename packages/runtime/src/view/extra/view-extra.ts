import { applyAnimation } from "../animation/animation.js";
import { componentsOfExtra } from "../component/components-of-extra.js";
import { idleAttributes } from "../component/idle-attributes.js";
import { describePage } from "../page/describe-page.js";
import { dressPage } from "../page/dress-page.js";
import { Intersections } from "../page/intersections.js";
import { queryPage } from "../page/page-query.js";
import { PullRefresh } from "../page/pull-refresh.js";
import { loadFont } from "../resource/load-font.js";
import { handPicture } from "../resource/load-picture.js";
import { lateSheet, lateShellSheet } from "../style/late-sheet.js";

/** What the second script of the view brings. Modules that are in both scripts keep no state of their own. */
export const viewExtra = {
  components: componentsOfExtra,
  idleAttributes,
  sheet: lateSheet,
  shellSheet: lateShellSheet,
  applyAnimation,
  Intersections,
  PullRefresh,
  describePage,
  dressPage,
  queryPage,
  handPicture,
  loadFont,
};

/** What the second script of the view brings. */
export type ViewExtra = typeof viewExtra;
