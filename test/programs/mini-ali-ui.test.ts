import { newer } from "./antui/newer.js";
import { shared } from "./antui/shared.js";
import { testLibrary } from "./library-suite.js";

const ofItsOwn = newer.map((demo) => ({ ...demo, prefix: "my-" }));
testLibrary({ name: "mini-ali-ui", root: "es", prefix: "", demos: [...shared, ...ofItsOwn] });
