import type { JsapiFamily } from "../declaration.js";

/** Files of the program (F-STO-6, F-CAT-H). */
export const filesMembers = {
  saveFile: {
    about: "Keeps a temporary file.",
    options: "apFilePath:string filePath:string toDisk:boolean",
    result: "apFilePath:string savedFilePath:string success:boolean",
    errors: "7102 7103",
  },
  getFileInfo: {
    about: "Size and digest of a file.",
    options: "apFilePath:string filePath:string digestAlgorithm:string sharedBiz:string",
    result: "size:number digest:string",
    errors: "7103",
  },
  getSavedFileInfo: {
    about: "Size and age of a file that was kept.",
    options: "apFilePath:string filePath:string",
    result: "size:number createTime:number",
    errors: "7103",
  },
  getSavedFileList: { about: "Files that were kept.", result: "fileList:array" },
  removeSavedFile: {
    about: "Forgets a file that was kept.",
    options: "apFilePath:string filePath:string",
    errors: "7103",
  },
  openDocument: {
    about: "Shows a document.",
    options: "filePath:string! fileType:string",
    errors: "7103",
    note: "A PDF where the browser shows such; other files can be saved from the dialog.",
  },
  getFileSystemManager: {
    about: "Reads and writes files in the folder of the program.",
    convention: "factory",
    errors: "7102 7103 10025",
  },
  saveFileToDisk: {
    about: "Offers a file to be kept outside.",
    options: "apFilePath:string filePath:string toDisk:boolean",
    result: "success:boolean",
    errors: "7103",
  },
  chooseFileFromDisk: {
    about: "Lets the user choose a file.",
    result: "apFilePath:string filePath:string name:string size:number",
    errors: "11",
  },
  detectFileType: {
    about: "Kind of a file by its first bytes.",
    options: "filePath:string!",
    result: "type:string extension:string",
    errors: "7103",
  },
  arrayBufferToBase64: { late: true, about: "Base64 of bytes.", convention: "sync" },
  base64ToArrayBuffer: { late: true, about: "Bytes of base64.", convention: "sync" },
  rsa: {
    about: "Encrypts and decrypts with a key pair.",
    options: "action:string! text:string! key:string!",
    result: "text:string",
    note: "PKCS #1 v1.5; encrypts with a public key (SPKI), decrypts with a private one (PKCS #8).",
  },
} as const satisfies JsapiFamily;
