import type { Demo } from "../demo.js";
import { setButton } from "../set-button.js";

/** Components that only mini-antui has, or that it draws in its own way. */
export const older: readonly Demo[] = [
  {
    name: "pagination",
    axml: `<pagination total="{{5}}" current="{{2}}" onChange="turned" />`,
    drive: {
      async pagination(page) {
        await page.at(".text-current:text-is('2')").waitFor();
        await page.tap("text=下一页");
        await page.heard("turned", 3);
        await page.shows(".text-current:text-is('3')");
      },
    },
  },
  {
    // A page of the network in a web-view; without the names of app and service it says what it lacks.
    name: "face-detection",
    complains: /attribute enable-w-k was dropped/,
    axml: `<face-detection appName="harbour" serviceName="{{service}}" onMessage="heard" />${setButton("Serve", "{ service: 'gate' }")}`,
    data: `{ service: "" }`,
    drive: {
      async "face-detection"(page) {
        await page.at("text=appName and serviceName is required").waitFor();
        await page.tap("text=Serve");
        await page.shows("web-view");
        await page.hides("text=appName and serviceName is required");
      },
    },
  },
];
