import { readFileSync } from "node:fs";
import { transformSync } from "@babel/core";
import type { Plugin } from "esbuild";
import { TmplGroup } from "glass-easel-template-compiler";

/** Compiles Solid's JSX and glass-easel's templates with their own compilers, as their users do. */
export const peerTemplates: Plugin = {
  name: "peer-templates",
  setup({ onLoad }) {
    onLoad({ filter: /\.jsx$/ }, ({ path }) => {
      const result = transformSync(readFileSync(path, "utf8"), {
        filename: path,
        presets: ["babel-preset-solid"],
        babelrc: false,
        configFile: false,
      });
      return { contents: result?.code ?? "", loader: "js" };
    });
    onLoad({ filter: /\.wxml$/ }, ({ path }) => {
      const group = new TmplGroup();
      group.addTmpl("", readFileSync(path, "utf8"));
      const groups = group.getTmplGenObjectGroups();
      group.free();
      const contents = `const groupList = ${groups}; export default { groupList, content: groupList[""] };`;
      return { contents, loader: "js" };
    });
  },
};
