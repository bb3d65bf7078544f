/** Version of this SDK, compared with a package's lowest SDK version (H-ERR-9). */
export const sdkVersion = "0.1.0";
