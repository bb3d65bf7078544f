/**
 * Entry of the shell document's script. It is bundled to one text without imports, which the host puts into the shell
 * (S-HDR-2); everything else is made by `createView`.
 *
 * @module
 */
import { startShell } from "./view/shell/start-shell.js";

startShell(window);
