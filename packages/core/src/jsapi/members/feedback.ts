import type { JsapiFamily } from "../declaration.js";

/** Dialogs, toast and loading (F-CAT-D). */
export const feedbackMembers = {
  alert: {
    about: "Says something and waits for a button.",
    options: "title:text content:text buttonText:text confirmColor:string",
  },
  confirm: {
    about: "Asks a question with two buttons.",
    options:
      "title:text content:text confirmButtonText:text cancelButtonText:text confirmColor:string cancelColor:string",
    result: "confirm:boolean",
  },
  showModal: {
    about: "Asks a question with one or two buttons.",
    options:
      "title:text content:text showCancel:boolean cancelText:text cancelColor:string confirmText:text confirmColor:string editable:boolean placeholderText:text",
    result: "confirm:boolean cancel:boolean content:string",
  },
  prompt: {
    about: "Asks for a line of text.",
    options:
      "title:text message:text placeholder:text align:string confirmColor:string cancelColor:string okButtonText:text cancelButtonText:text",
    result: "ok:boolean inputValue:string",
  },
  showToast: {
    about: "Shows a short message for a while.",
    options:
      "content:text type:string=none|success|fail|exception|loading duration:number delay:number xOffset:number yOffset:number",
  },
  hideToast: { about: "Takes the message away." },
  showLoading: { about: "Shows that work is under way.", options: "content:text delay:number" },
  hideLoading: { about: "Ends what showLoading shows.", options: "page:any" },
  showActionSheet: {
    about: "Offers a list to choose from.",
    options: "title:text items:array! cancelButtonText:text destructiveBtnIndex:number badges:array",
    result: "index:number",
  },
  hideKeyboard: { late: true, about: "Puts the keyboard away.", result: "success:boolean" },
} as const satisfies JsapiFamily;
