import type { ApiContext } from "./extension.js";

/** A place as programs see it; degrees. */
export interface Place {
  name: string;
  address: string;
  longitude: number;
  latitude: number;
  provinceName?: string;
  cityName?: string;
}

/** Part of a country, with its parts. */
export interface Region {
  name: string;
  /** Code of the division, six digits in China. */
  code: string;
  parts?: readonly Region[];
}

/** Maps of a super app, each function optional. Without them places are shown and chosen on a drawn grid. */
export interface MapService {
  /** Shows a place in an app of maps. */
  open?(place: Place & { scale: number }): Promise<void>;
  /** A place the user chose; null: cancelled. */
  choose?(request: {
    title: string;
    longitude?: number;
    latitude?: number;
    context: ApiContext;
  }): Promise<Place | null>;
  /** Length in metres and duration in seconds of a way. */
  route?(request: Readonly<Record<string, unknown>>): Promise<{ distance: number; duration: number }>;
  /** What the map of the device can do, by the names of `my.getMapInfo`. */
  info?(): Promise<Record<string, string | boolean>>;
  /** Divisions that `my.chooseCity` and `my.regionPicker` offer, instead of the few cities that the SDK knows. */
  regions?(): Promise<readonly Region[]>;
}

/** A person of the contacts. */
export interface Contact {
  name: string;
  mobile: string;
  [member: string]: unknown;
}

/** Contacts of a device or of a super app, each function optional; the browser's picker is asked where there is none. */
export interface ContactService {
  /** The contacts the user chose, at most `most`; none: cancelled. `of` says whose contacts: the device's or the app's. */
  choose?(request: { of: "device" | "app"; most: number; context: ApiContext }): Promise<Contact[]>;
  /** Offers to keep a contact, by the names of `my.addPhoneContact`; false: the user did not want to. */
  add?(fields: Readonly<Record<string, string>>): Promise<boolean>;
}

/** What programs ask of the super app around them, each function optional. */
export interface ProgramService {
  /** An event that a program counts: `my.reportAnalytics`, `reportBizReady`, `reportCustomError`. Data is a copy and not believed. */
  report?(event: { kind: string; name: string; data: unknown; context: ApiContext }): void;
  /** Data fetched before the program was opened; null: none. */
  backgroundData?(request: {
    fetchType: string;
    context: ApiContext;
  }): Promise<{ timestamp: number; fetchedData: Record<string, unknown> } | null>;
  /** Opens another app of the device; false: there is none for the address. The program chose the address: look at it. */
  openApp?(request: { url: string; context: ApiContext }): Promise<boolean>;
}
