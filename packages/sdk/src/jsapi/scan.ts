import { SpiError } from "../services.js";
import { hasShape } from "./ask-service.js";
import { type ApiCall, type ApiResult, failure, needsService } from "./definition.js";

/** What browsers have that read codes; TypeScript's DOM does not know it. */
interface CodeReader {
  detect(picture: ImageBitmap): Promise<{ rawValue: string; format: string }[]>;
}
type CodeReaderClass = new () => CodeReader;

/** The answer of `my.scan` for a code. */
function answer(code: string, bar: boolean): ApiResult {
  return { code, result: code, [bar ? "barCode" : "qrCode"]: code, scanType: bar ? "BARCODE" : "QRCODE" };
}

/** Has the user take or choose a picture of the code, and reads it. */
async function readPicture({ run, params }: ApiCall, Reader: CodeReaderClass): Promise<ApiResult> {
  await run.foreground();
  const camera = params["hideAlbum"] === true || params["onlyFromCamera"] === true;
  const [file] = (await run.surface.pickFiles({ accept: "image/*", multiple: false, camera })) ?? [];
  if (file === undefined) return failure(10, "the user cancelled");
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return failure(11, "scan: the file is no picture that can be read");
  const [found] = await new Reader().detect(picture);
  picture.close();
  if (found === undefined) return failure(11, "scan: there is no code in the picture");
  return answer(found.rawValue, !/qr|matrix|aztec/.test(found.format));
}

/** Reads a code (F-CAT-K7): by the super app's scanner, else from a picture where the browser can. */
export async function scan(call: ApiCall): Promise<ApiResult> {
  const { params, run, signal, api } = call;
  const bar = params["type"] === "bar" || String(params["scanType"] ?? "").includes("barCode");
  const scripted = run.answer("scan");
  if (scripted === "cancel") return failure(10, "the user cancelled");
  const service = run.services.code;
  if (scripted !== null && (scripted !== "approve" || service === undefined)) {
    const value = scripted === "approve" ? "https://example.com/berth" : scripted.value;
    return answer(String(hasShape(value, { code: "string" }) ? (value as { code: string }).code : value), bar);
  }
  if (service === undefined) {
    const { BarcodeDetector: Reader } = globalThis as { BarcodeDetector?: CodeReaderClass };
    return Reader === undefined ? needsService(api, "code") : readPicture(call, Reader);
  }
  try {
    const hideAlbum = params["hideAlbum"] === true;
    const scanned = await service.scan({ type: bar ? "bar" : "qr", hideAlbum, context: run.apiContext({ signal }) });
    if (!hasShape(scanned, { code: "string" })) throw new SpiError(1005, "code.scan gave no code");
    return answer(scanned.code, scanned.kind === "bar");
  } catch (cause) {
    if (cause instanceof SpiError && cause.code === 1001) return failure(10, "the user cancelled");
    return failure(11, (cause as Error).message);
  }
}
