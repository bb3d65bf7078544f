/**
 * Built-in components whose code is in the second script of the view (`view-extra.js`). A program that names none of
 * them starts without it.
 */
export const lateComponents: readonly string[] = /* @__PURE__ */ (
  "navigator canvas map rich-text video web-view icon progress swiper swiper-item movable-area movable-view label form input " +
  "textarea checkbox checkbox-group radio radio-group switch slider picker picker-view picker-view-column"
).split(" ");
