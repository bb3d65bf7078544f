import { describe, expect, it } from "vitest";
import { parseJson } from "../../../packages/compiler/src/json/parse-json.js";

describe("lenient JSON", () => {
  it.each<[string, unknown]>([
    [
      '\ufeff{"a": [1, -2.5e3, true, null], // note\n /* b */ "b": "x\\u0041\\n",}',
      { a: [1, -2500, true, null], b: "xA\n" },
    ],
    ['{a: \'it"s\', "b-c": [1,2,],,}', { a: 'it"s', "b-c": [1, 2] }],
    ["", {}],
    [" // nothing", {}],
  ])("corpus 8: reads %s", (text, value) => {
    expect(parseJson(text)).toMatchObject({ value, error: null });
  });

  it.each([
    ['{"a" 1}', 5],
    ['{"a": }', 6],
    ['{"a": 1', 7],
    ['{"a": "x\n"}', 8],
    ["[1] 2", 4],
    ["/* x", 0],
    ["[".repeat(500), 101],
  ])("says where %s is wrong", (text, offset) => {
    expect(parseJson(text).error?.offset).toBe(offset);
  });

  it("keeps __proto__ as a member and knows places", () => {
    const { value, places } = parseJson('{"__proto__": {"a": 1}, "pages": ["x",\n"y"]}');
    expect(Object.hasOwn(value as object, "__proto__")).toBe(true);
    expect(places.get("pages/1")).toBe(39);
  });
});
