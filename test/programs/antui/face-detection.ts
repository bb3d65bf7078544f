import type { Demo } from "../demo.js";

/** A page of the network in a web-view; without the names of app and service it says what it lacks. */
export const faceDetection: Demo = {
  name: "face-detection",
  uses: "face-detection",
  axml: `<face-detection serviceName="{{service}}" onMessage="heard" />`,
  data: `{ service: "" }`,
  async drive(page) {
    await page.sees("appName and serviceName is required");
  },
};
