/**
 * Entry of the view's second script: components and page methods that many programs never use. The host reads it when a
 * program needs it, and the view runs it.
 *
 * @module
 */
import { giveExtra } from "./view/extra/extra-loader.js";
import { viewExtra } from "./view/extra/view-extra.js";

giveExtra(viewExtra);
