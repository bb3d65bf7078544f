/**
 * Navigation of web-views in native shells (S-NAV-6 to S-NAV-9): the decisions that Electron, Android and iOS ask for,
 * as pure functions, and an adapter for Electron. The guide "Native hosts" has the other side.
 *
 * @module @berth/sdk/native
 */
export type { NavigationAnswer } from "./native/answer-navigation.js";
export { answerNavigation } from "./native/answer-navigation.js";
export type { ContentRules } from "./native/content-rules.js";
export { contentRules } from "./native/content-rules.js";
export type {
  ElectronContents,
  ElectronNavigation,
  ElectronSession,
  GuardedView,
  RefusedNavigation,
} from "./native/electron-view.js";
export { guardElectronView } from "./native/electron-view.js";
export type { FrameKind, NavigationGuard, NavigationGuardOptions } from "./native/navigation-guard.js";
export { createNavigationGuard, isLocalFrame } from "./native/navigation-guard.js";
