import {
  manifestName,
  type PackageManifest,
  packageManifestSchema,
  partOf,
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
  /** Takes the files of a subpackage that came apart (P-VER-5). Null when they are right, else what is wrong. */
  add(root: string, zip: Uint8Array): Promise<string | null>;
  /** Text of any file inside the zip (source maps), or null. */
  text(name: string): string | null;
}

/** Outcome of unpacking. */
export type PackageOutcome = { ok: true; package: AppPackage } | { ok: false; message: string };

/** Most bytes an unpacked package may have; stops archives that explode. */
export const maxUnpackedBytes = 128 * 1024 * 1024;
/** Most files of a package. */
export const maxPackageFiles = 20_000;

const decoder = new TextDecoder();

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

type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** The files of one zip: all that the manifest lists for the parts that belong to it, with the right digests, and no other. */
async function readFiles(
  files: Record<string, Uint8Array>,
  manifest: PackageManifest,
  belongs: (root: string) => boolean,
): Promise<Files | string> {
  const own: Files = new Map();
  const part = partOf(manifest);
  for (const [name, bytes] of Object.entries(files)) {
    if (name === manifestName || name.endsWith("/")) continue;
    const isListed = Object.hasOwn(manifest.files, name) && belongs(part(name));
    if (!isListed) return `${name} is not listed in ${manifestName}`;
    own.set(name, bytes as Uint8Array<ArrayBuffer>);
  }
  const checks = Object.entries(manifest.files).map(async ([name, expected]) => {
    const bytes = own.get(name);
    if (bytes === undefined) return belongs(part(name)) ? `${name} is missing` : null;
    return (await sha256Hex(bytes)) === expected.sha256 ? null : `the digest of ${name} differs`;
  });
  return (await Promise.all(checks)).find((message) => message !== null) ?? own;
}

function readManifest(files: Record<string, Uint8Array>): PackageManifest | string {
  const bytes = files[manifestName];
  if (bytes === undefined) return `${manifestName} is missing`;
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    return `${manifestName} is no JSON`;
  }
  const parsed = packageManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `${manifestName}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "is malformed"}`;
}

/**
 * Unpacks and checks a package: the manifest has the right form, every file in it is there with the right SHA-256, and
 * no other file is. Code that was not listed can therefore never run. `isSplit`: subpackages come apart, and later.
 */
export async function readPackage(zip: Uint8Array, isSplit = false): Promise<PackageOutcome> {
  const files = await unpack(zip);
  if (typeof files === "string") return { ok: false, message: files };
  const manifest = readManifest(files);
  if (typeof manifest === "string") return { ok: false, message: manifest };
  const own = await readFiles(files, manifest, (root) => root === "" || !isSplit);
  if (typeof own === "string") return { ok: false, message: own };
  const units = new Map<string, { code: string; styles: UnitStyles }>();
  const part = partOf(manifest);
  const readUnits = (belongs: (root: string) => boolean): string | null => {
    for (const unit of manifest.units) {
      if (!belongs(part(unit.code))) continue;
      const code = own.get(unit.code);
      const styles = own.get(unit.styles);
      if (code === undefined || styles === undefined) return `unit "${unit.root}" is incomplete`;
      try {
        const sheets = unitStylesSchema.parse(JSON.parse(decoder.decode(styles)));
        units.set(unit.root, { code: decoder.decode(code), styles: sheets });
      } catch {
        return `${unit.styles} is malformed`;
      }
    }
    return null;
  };
  const wrong = readUnits((root) => root === "" || !isSplit);
  if (wrong !== null) return { ok: false, message: wrong };
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
      async add(root, zip) {
        const more = await unpack(zip);
        if (typeof more === "string") return more;
        const checked = await readFiles(more, manifest, (each) => each === root);
        if (typeof checked === "string") return checked;
        for (const [name, bytes] of checked) own.set(name, bytes);
        return readUnits((each) => each === root);
      },
    },
  };
}
