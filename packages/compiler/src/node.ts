/**
 * Projects in folders of the file system, for Node.
 *
 * @module
 */
export { type FolderProject, folderSource } from "./folder-source.js";
