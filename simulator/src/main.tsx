import { render } from "preact";
import { startTheme } from "./session/theme.js";
import { App } from "./shell/app.js";
import "./style/theme.css";
import "./style/base.css";

startTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
