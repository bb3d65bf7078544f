/**
 * A package is a zip with `manifest.json`, the code and style sheets of each unit under `unit/`, and the program's own
 * assets under `files/`. Everything but the manifest is listed in `files` with its SHA-256.
 *
 * @module @berth/core/manifest
 */
import * as z from "zod/mini";

export { partOf, subpackageRoots } from "./release/package-part.js";

const pageConfig = z.looseObject({
  defaultTitle: z.optional(z.string()),
  titleBarColor: z.optional(z.string()),
  backgroundColor: z.optional(z.string()),
  pullRefresh: z.optional(z.boolean()),
  allowsBounceVertical: z.optional(z.boolean()),
  onReachBottomDistance: z.optional(z.number()),
  transparentTitle: z.optional(z.enum(["none", "always", "auto"])),
  titlePenetrate: z.optional(z.boolean()),
  /** false: 2rpx are 1px on this page (F-WIN-10). */
  responsive: z.optional(z.boolean()),
});

const tabBar = z.object({
  textColor: z.optional(z.string()),
  selectedColor: z.optional(z.string()),
  backgroundColor: z.optional(z.string()),
  /** The program draws the bar itself, as a component on each tab page; the host shows none. */
  custom: z.optional(z.boolean()),
  items: z
    .array(
      z.object({
        pagePath: z.string(),
        name: z.string(),
        icon: z.optional(z.string()),
        activeIcon: z.optional(z.string()),
      }),
    )
    .check(z.minLength(2), z.maxLength(5)),
});

/** Schema of `manifest.json`, format 1. */
export const packageManifestSchema = z.object({
  format: z.literal(1),
  /** Name and version of the compiler. */
  compiler: z.string(),
  /** Lowest SDK version that can run it. */
  minSdkVersion: z.string(),
  app: z.object({
    /** All pages, main package first, subpackage pages with their root. */
    pages: z.array(z.string()).check(z.minLength(1)),
    /** Home page (F-APPJ-2). */
    home: z.string(),
    window: pageConfig,
    tabBar: z.optional(tabBar),
    preloadRule: z.optional(
      z.record(z.string(), z.object({ packages: z.array(z.string()), network: z.optional(z.enum(["all", "wifi"])) })),
    ),
    permission: z.optional(z.record(z.string(), z.object({ desc: z.optional(z.string()) }))),
    behavior: z.optional(z.record(z.string(), z.string())),
    /** Root of the unit with the code of workers (F-APPJ-12). */
    workers: z.optional(z.string()),
  }),
  /** What a language changes: title of the window, names of tabs and titles of pages by page path (F-FILE-6). */
  locales: z.optional(
    z.record(
      z.string(),
      z.object({
        title: z.optional(z.string()),
        tabs: z.record(z.string(), z.string()),
        pages: z.record(z.string(), z.string()),
      }),
    ),
  ),
  /** Window and page json merged, by page path (F-PAGEJ-1). */
  pages: z.record(z.string(), pageConfig),
  /**
   * Main package (root "") first, then subpackages, worker code and plugins that are loaded on demand, the last two
   * loaded by their APIs only. Paths are names inside the zip.
   */
  units: z
    .array(
      z.object({
        root: z.string(),
        code: z.string(),
        map: z.string(),
        styles: z.string(),
        pages: z.array(z.string()),
      }),
    )
    .check(z.minLength(1)),
  /** Every other file of the zip. */
  files: z.record(z.string(), z.object({ size: z.number(), sha256: z.string() })),
});

/** `manifest.json` of a package. */
export type PackageManifest = z.infer<typeof packageManifestSchema>;

/** `styles.json` of a unit. Addresses in sheets are written `url("berth-resource:<path or https address>")`, `data:` stays. */
export const unitStylesSchema = z.object({
  /** Sheet id (source path without extension; "app") to CSS text with rpx already turned into vw. */
  sheets: z.record(z.string(), z.string()),
  /** Page path to ids of its sheets in cascade order: app, components, page. An id with "@px" has 2rpx as 1px. */
  pages: z.record(z.string(), z.array(z.string())),
});

/** Style sheets of one unit. */
export type UnitStyles = z.infer<typeof unitStylesSchema>;

/** Name of the manifest inside the zip. */
export const manifestName = "manifest.json";
