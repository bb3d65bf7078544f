import { cleanHeaders } from "../gate/request-body.js";
import type { GateOutcome } from "../gate/request-gate.js";
import { type ApiDefinition, type ApiResult, failure } from "./definition.js";
import { transferFailure } from "./request.js";

/** Body of a form post, written by hand since a gateway needs bytes, not a form (F-NET-20). */
async function formBody(
  fields: Record<string, unknown>,
  file: { name: string; blob: Blob; fileName: string },
  boundary: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const quote = (value: string): string => value.replace(/[\r\n"]/g, (c) => encodeURIComponent(c));
  const parts: BlobPart[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const plain = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
    parts.push(`--${boundary}\r\ncontent-disposition: form-data; name="${quote(name)}"\r\n\r\n${plain}\r\n`);
  }
  const type = file.blob.type || "application/octet-stream";
  parts.push(
    `--${boundary}\r\ncontent-disposition: form-data; name="${quote(file.name)}"; filename="${quote(file.fileName)}"\r\n` +
      `content-type: ${type}\r\n\r\n`,
    file.blob,
    `\r\n--${boundary}--\r\n`,
  );
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Here 12 is every failure of the way: 13 and 19 would mean another thing than for a request (F-NET-20, F-NET-21). */
function transferred(outcome: Exclude<GateOutcome, { kind: "response" }>, domainErrorCode: number): ApiResult {
  return outcome.kind === "failed" && outcome.reason !== "aborted"
    ? failure(12, outcome.message)
    : transferFailure(outcome, domainErrorCode);
}

/** An upload that is over by then shows no indicator, ms. */
const loadingDelayMs = 300;

/** Upload and download (section 13.2 of the framework specification). */
export const transferApis: readonly ApiDefinition[] = [
  {
    name: "uploadFile",
    outlivesPage: true,
    async handler({ params, run, id, signal }) {
      const path = params["filePath"] as string;
      const blob = await run.files.read(path);
      if (blob === null) {
        // Addresses of this app's files only; everything else is the device's (F-STO-6).
        return path.startsWith("berth-file:")
          ? failure(11, `uploadFile: there is no file ${path}`)
          : failure(13, `uploadFile: ${path} is no file of this mini program`);
      }
      const boundary = `berth${crypto.randomUUID().replaceAll("-", "")}`;
      const name = String(params["fileName"] ?? params["name"] ?? "file");
      const fileName = path.slice(path.lastIndexOf("/") + 1);
      const fields = (params["formData"] ?? {}) as Record<string, unknown>;
      const { feedback } = run.surface;
      // An indicator of the program's own stays as it is.
      const hide = params["hideLoading"] === true || feedback.busy ? () => {} : feedback.loading("", loadingDelayMs);
      const sending = run.requests.send({
        api: "uploadFile",
        shownApi: "uploadFile",
        callId: id,
        url: params["url"] as string,
        method: "POST",
        headers: {
          ...cleanHeaders(params["header"], false),
          "content-type": `multipart/form-data; boundary=${boundary}`,
        },
        body: await formBody(fields, { name, blob, fileName }, boundary),
        timeoutMs: typeof params["timeout"] === "number" ? params["timeout"] : 60_000,
        enableCookie: false,
        maxBytes: 8 * 1024 * 1024,
        signal,
      });
      const outcome = await sending.finally(hide);
      if (outcome.kind !== "response") return transferred(outcome, run.requests.domainErrorCode);
      const { status, headers } = outcome;
      return { data: new TextDecoder().decode(outcome.body), status, statusCode: status, header: headers, headers };
    },
  },
  {
    name: "downloadFile",
    outlivesPage: true,
    async handler({ params, run, id, signal }) {
      const outcome = await run.requests.send({
        api: "downloadFile",
        shownApi: "downloadFile",
        callId: id,
        url: params["url"] as string,
        method: "GET",
        headers: cleanHeaders(params["header"], false),
        body: null,
        timeoutMs: typeof params["timeout"] === "number" ? params["timeout"] : 60_000,
        enableCookie: false,
        maxBytes: 100 * 1024 * 1024,
        signal,
      });
      if (outcome.kind !== "response") return transferred(outcome, run.requests.domainErrorCode);
      const { status, headers } = outcome;
      if (status < 200 || status > 299) return failure(12, `the server answered ${status}`, { status });
      const path = run.files.addTemporary(new Blob([outcome.body], { type: headers["content-type"] ?? "" }));
      return { apFilePath: path, tempFilePath: path, headers, status, statusCode: status };
    },
  },
];
