import type { ProjectSource } from "@berth/compiler";
import { pluginFolderSource } from "@berth/compiler/node";
import { BerthError } from "@berth/core";
import { existingFolder } from "./compile-folder.js";

/** Options of every command that compiles a folder. */
export interface ProjectOptions {
  /** `name=folder` of plugins. */
  plugin?: string[];
  /** Run the scripts of `mini.project.json`. */
  scripts: boolean;
}

/** Plugins given on the command line. */
export interface GivenPlugins {
  plugins: Record<string, ProjectSource>;
  /** Their folders, to be watched. */
  folders: string[];
}

/** The plugins of `--plugin name=folder`. @throws BerthError `USAGE`, `FOLDER_MISSING` */
export async function readPlugins(given: readonly string[] = []): Promise<GivenPlugins> {
  const found: GivenPlugins = { plugins: {}, folders: [] };
  for (const text of given) {
    const [, name, dir] = /^([\w.-]{1,64})=(.+)$/.exec(text) ?? [];
    if (name === undefined || dir === undefined)
      throw new BerthError("USAGE", `--plugin ${text} has no folder; write --plugin name=folder`);
    const folder = await existingFolder(dir, "give the folder with plugin.json");
    found.plugins[name] = await pluginFolderSource(folder);
    found.folders.push(folder);
  }
  return found;
}
