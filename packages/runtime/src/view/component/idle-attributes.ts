/** Attributes that platforms know and that do nothing here (F-TAG-1); compiled frameworks and libraries write them. */
export const idleAttributes: readonly string[] = (
  "key time sync-input enable-flex enable-native always-system adjust-position adjust-height random-number subtitle " +
  "disable-update-direction disable-lower-scroll disable-upper-scroll public-id show-message-card app-parameter " +
  "active-mode canvas-id cursor-spacing custom-item fields fixed"
).split(" ");
