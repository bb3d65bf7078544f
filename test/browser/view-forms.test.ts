import { Draw } from "@berth/core/wire";
import { describe, expect, it } from "vitest";
import { bench, useViewBench } from "./view-bench.js";
import { el, t } from "./view-page.js";

useViewBench();

describe("form controls (F-TAG-3, F-TAG-21 to F-TAG-31)", () => {
  it("collects a form, resets it, and reports each change", async () => {
    await bench.show(
      [
        el(
          "form",
          {},
          [
            el("input", { name: "who", value: "Ada" }, [], { s: 2, v: { input: 1, confirm: 1 } }),
            el(
              "checkbox-group",
              { name: "likes" },
              [
                el("label", {}, [el("checkbox", { value: "tea", checked: true }), t("tea")]),
                el("label", {}, [el("checkbox", { value: "milk" }), t("milk")]),
              ],
              { s: 3, v: { change: 1 } },
            ),
            el(
              "radio-group",
              { name: "size" },
              [el("radio", { value: "s", id: "s" }), el("radio", { value: "l", id: "l" })],
              { s: 4, v: { change: 1 } },
            ),
            el("label", { for: "l" }, [t("large")]),
            el("switch", { name: "on" }),
            el("slider", { name: "loud", value: 40, "show-value": true }, [], { s: 5, v: { change: 1 } }),
            el("picker", { name: "town", range: [{ n: "Oslo" }, { n: "Bergen" }], "range-key": "n" }, [t("choose")], {
              s: 6,
              v: { change: 1 },
            }),
            el("button", { "form-type": "submit", type: "primary" }, [t("send")]),
            el("button", { "form-type": "reset" }, [t("undo")]),
          ],
          { s: 1, v: { submit: 1, reset: 1 } },
        ),
      ],
      10,
    );
    const { page } = bench;
    await page.locator("input").fill("Grace");
    await page.getByText("milk").click();
    await page.getByText("large").click();
    await page.locator("switch").click();
    await page.locator("slider").focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("choose").click();
    await page.getByText("Bergen").click();
    await bench.picture("form");
    await page.getByText("send").click();
    expect(await bench.event("submit")).toMatchObject({
      value: { who: "Grace", likes: ["tea", "milk"], size: "l", on: true, loud: 41, town: 1 },
    });
    expect(await bench.events("change")).toEqual([
      [103, "change", { value: ["tea", "milk"] }],
      [104, "change", { value: "l" }],
      [105, "change", { value: 41 }],
      [106, "change", { value: 1 }],
    ]);
    await page.getByText("undo").click();
    await page.getByText("send").click();
    await page.waitForFunction(() => window.viewBench.fromView.filter((m) => m[2] === "submit").length === 2);
    expect((await bench.events("submit")).at(-1)?.[2]).toMatchObject({
      value: { who: "Ada", likes: ["tea"], size: "", on: false, town: 0 },
    });
  });

  it("loses no keystroke when answers of the program lag behind the keyboard", async () => {
    await bench.show([el("input", { controlled: true }, [], { s: 1, v: { input: 1 } })]);
    const input = bench.page.locator("input");
    await input.focus();
    await bench.page.keyboard.type("abc");
    const answer = (value: string) =>
      bench.draw(Draw.attribute, 101, "value", value, Draw.call, 0, 101, "heard", ["input"]);
    // The program answers the first keystroke in capitals, then echoes the second.
    await answer("A");
    expect(await input.inputValue()).toBe("Abc");
    await answer("ab");
    expect(await input.inputValue()).toBe("abc");
    await answer("ABC");
    expect(await input.inputValue()).toBe("ABC");
  });

  it("takes a controlled field back when the program does not follow", async () => {
    await bench.show([el("input", { controlled: true, value: "x" }, [], { s: 1, v: { input: 1 } })]);
    const input = bench.page.locator("input");
    await input.focus();
    await bench.page.keyboard.type("y");
    expect(await input.inputValue()).toBe("xy");
    await bench.draw(Draw.call, 0, 101, "heard", ["input"]);
    expect(await input.inputValue()).toBe("x");
  });

  it("confirms with Enter and clears a plain field when data say so", async () => {
    await bench.show([el("input", {}, [], { s: 1, v: { confirm: 1, blur: 1 } })]);
    await bench.page.locator("input").fill("find");
    await bench.page.keyboard.press("Enter");
    expect(await bench.event("confirm")).toEqual({ value: "find" });
    await bench.draw(Draw.attribute, 101, "value", "");
    expect(await bench.page.locator("input").inputValue()).toBe("");
  });
});
