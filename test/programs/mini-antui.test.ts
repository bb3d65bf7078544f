import { older } from "./antui/older.js";
import { shared } from "./antui/shared.js";
import { testLibrary } from "./library-suite.js";

testLibrary({
  name: "mini-antui",
  root: "es",
  prefix: "",
  without: { _util: "functions that components share", style: "variables of the theme" },
  demos: [...shared, ...older],
});
