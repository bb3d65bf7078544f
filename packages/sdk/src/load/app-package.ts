import {
  manifestName,
  type PackageManifest,
  packageManifestSchema,
  type UnitStyles,
  unitStylesSchema,
} from "@berth/core/manifest";
import { unzip } from "fflate";
import { sha256Hex } from "./sha256-hex.js";

/** An unpacked package whose every file has been checked against the manifest. */
export interface AppPackage {
  manifest: PackageManifest;
  /** Bytes of a file of the program by its path without leading slash ("assets/a.png"), or null. */
  file(path: string): Uint8Array<ArrayBuffer> | null;
  /** Code and styles of a unit. */
  unit(root: string): { code: string; styles: UnitStyles } | null;
  /** Text of any file inside the zip (source maps), or null. */
  text(name: string): string | null;
}

/** Outcome of unpacking. */
export type PackageOutcome = { ok: true; package: AppPackage } | { ok: false; message: string };

/** Most bytes an unpacked package may have; stops archives that explode. */
export const maxUnpackedBytes = 128 * 1024 * 1024;
/** Most files of a package. */
export const maxPackageFiles = 20_000;

function unpack(zip: Uint8Array): Promise<Record<string, Uint8Array> | string> {
  let total = 0;
  let count = 0;
  return new Promise((resolve) => {
    unzip(
      zip,
      {
        filter(file) {
          total += file.originalSize;
          count += 1;
          return total <= maxUnpackedBytes && count <= maxPackageFiles;
        },
      },
      (error, files) => {
        if (error !== null) resolve(`it is no readable zip archive: ${error.message}`);
        else if (total > maxUnpackedBytes || count > maxPackageFiles) resolve("it is larger than a package may be");
        else resolve(files);
      },
    );
  });
}

/**
 * Unpacks and checks a package: the manifest has the right form, every file in it is there with the right SHA-256, and
 * no other file is. Code that was not listed can therefore never run.
 */
export async function readPackage(zip: Uint8Array): Promise<PackageOutcome> {
  const files = await unpack(zip);
  if (typeof files === "string") return { ok: false, message: files };
  const decoder = new TextDecoder();
  const manifestBytes = files[manifestName];
  if (manifestBytes === undefined) return { ok: false, message: `${manifestName} is missing` };
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(manifestBytes));
  } catch {
    return { ok: false, message: `${manifestName} is no JSON` };
  }
  const parsed = packageManifestSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return {
      ok: false,
      message: `${manifestName}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "is malformed"}`,
    };
  }
  const manifest = parsed.data;
  const own = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, bytes] of Object.entries(files)) {
    if (name === manifestName || name.endsWith("/")) continue;
    if (!Object.hasOwn(manifest.files, name)) return { ok: false, message: `${name} is not listed in ${manifestName}` };
    own.set(name, bytes as Uint8Array<ArrayBuffer>);
  }
  const checks = Object.entries(manifest.files).map(async ([name, expected]) => {
    const bytes = own.get(name);
    if (bytes === undefined) return `${name} is missing`;
    return (await sha256Hex(bytes)) === expected.sha256 ? null : `the digest of ${name} differs`;
  });
  const wrong = (await Promise.all(checks)).find((message) => message !== null);
  if (wrong !== undefined) return { ok: false, message: wrong };
  const units = new Map<string, { code: string; styles: UnitStyles }>();
  for (const unit of manifest.units) {
    const code = own.get(unit.code);
    const styles = own.get(unit.styles);
    if (code === undefined || styles === undefined) return { ok: false, message: `unit "${unit.root}" is incomplete` };
    try {
      units.set(unit.root, {
        code: decoder.decode(code),
        styles: unitStylesSchema.parse(JSON.parse(decoder.decode(styles))),
      });
    } catch {
      return { ok: false, message: `${unit.styles} is malformed` };
    }
  }
  return {
    ok: true,
    package: {
      manifest,
      file: (path) => own.get(`files/${path}`) ?? null,
      unit: (root) => units.get(root) ?? null,
      text(name) {
        const bytes = own.get(name);
        return bytes === undefined ? null : decoder.decode(bytes);
      },
    },
  };
}
