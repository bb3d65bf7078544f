/**
 * Projects in folders of the file system, for Node.
 *
 * @module @berth/compiler/node
 */
export { type FolderOptions, type FolderProject, folderSource, pluginFolderSource } from "./folder-source.js";
export { type ProjectScripts, projectScripts } from "./project-scripts.js";
