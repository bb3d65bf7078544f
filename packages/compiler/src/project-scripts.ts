import { projectJson } from "./folder-source.js";
import { asObject } from "./json/config.js";

/** Commands that `mini.project.json` names for moments of the work (F-PROJ-1). */
export interface ProjectScripts {
  /** Runs beside the development server. */
  watch?: string;
  beforeCompile?: string;
  beforePreview?: string;
  beforeUpload?: string;
}

const names = ["watch", "beforeCompile", "beforePreview", "beforeUpload"] as const;

/** The `scripts` of a project's folder; they are only read here. Whoever runs them must say so to the user first. */
export async function projectScripts(folder: string): Promise<ProjectScripts> {
  const written = asObject((await projectJson(folder))?.["scripts"]) ?? {};
  const scripts: ProjectScripts = {};
  for (const name of names) {
    const command = written[name];
    if (typeof command === "string" && command.trim() !== "") scripts[name] = command;
  }
  return scripts;
}
