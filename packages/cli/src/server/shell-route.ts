import { shellResponse } from "@berth/sdk/shell";

/** Answers the shell's address with the document and the headers of sandbox.md section 2. */
export function answerShell(view: string): (request: Request, hostOrigin: string) => Promise<Response> {
  return async (request, hostOrigin) => shellResponse(request, { view, hostOrigin });
}
