import { nativeUrlParser, type PolicyOptions } from "@berth/core/policy";
import { whatwgUrlParser } from "../../../packages/platform/src/gateway/whatwg-parser.js";

/** The eight ways through the engine that must not differ (U-ENG-7). */
export const combinations: { name: string; options: PolicyOptions }[] = [nativeUrlParser, whatwgUrlParser].flatMap(
  (parser) =>
    [true, false].flatMap((cache) =>
      [true, false].map((fastPath) => ({
        name: `${parser === nativeUrlParser ? "native" : "whatwg-url"}, cache ${cache}, fast path ${fastPath}`,
        options: { parser, cache, fastPath },
      })),
    ),
);
