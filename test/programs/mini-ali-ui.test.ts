import { newer } from "./antui/newer.js";
import { shared } from "./antui/shared.js";
import { testLibrary } from "./library-suite.js";

testLibrary({
  name: "mini-ali-ui",
  root: "es",
  prefix: "",
  // Its swipe-action measures itself after each change, also when its page has gone by then.
  complains: /null \(reading 'height'\)/,
  without: {
    _lang: "texts of components in other languages",
    _mixin: "behaviour that components share",
    _util: "functions that components share",
    style: "variables of the theme",
  },
  // Some of its names are those of built-in components.
  demos: [...shared, ...newer.map((demo) => ({ ...demo, prefix: "my-" }))],
});
