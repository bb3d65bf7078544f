/**
 * Projects in folders of the file system, for Node.
 *
 * @module
 */
export { type FolderOptions, type FolderProject, folderSource } from "./folder-source.js";
