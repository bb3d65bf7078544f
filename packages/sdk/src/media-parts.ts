/** Files, video and documents of a device, each optional; what is missing comes from the browser where it can. */
export interface DeviceMedia {
  /** A video the user took or chose; null: cancelled. `maxSeconds` is how long one may be that is taken now. */
  chooseVideo?(options: { camera: boolean; album: boolean; maxSeconds: number }): Promise<Blob | null>;
  /** A file the user chose, with its name; null: cancelled. */
  chooseFile?(): Promise<{ blob: Blob; name: string } | null>;
  /** Shows a document; resolves when it is shown. */
  showDocument?(blob: Blob, name: string): Promise<void>;
  /** Offers a file to be kept outside the app. */
  saveFile?(blob: Blob, name: string): Promise<void>;
  /** A picture of a code, PNG or JPEG. Without it such codes cannot be drawn. */
  drawCode?(code: {
    text: string;
    kind: "qr" | "bar";
    /** CSS pixels. */
    width: number;
    correctLevel: "L" | "M" | "Q" | "H";
    /** As CSS writes it. */
    color: string;
  }): Promise<Blob>;
}
