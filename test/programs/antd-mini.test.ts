import { display } from "./antd-mini/display.js";
import { entry } from "./antd-mini/entry.js";
import { feedback } from "./antd-mini/feedback.js";
import { form } from "./antd-mini/form.js";
import { navigation } from "./antd-mini/navigation.js";
import { testLibrary } from "./library-suite.js";

testLibrary({
  name: "antd-mini",
  root: "es",
  prefix: "ant-",
  without: {
    _locale: "texts of components in other languages",
    _util: "functions that components share",
    mixins: "behaviour that components share",
    style: "variables of the theme",
  },
  demos: [...display, ...navigation, ...feedback, ...entry, ...form],
});
