import { expect, test } from "vitest";
import { outcomeOf } from "../../../simulator/src/session/network-outcome.js";

type Row = Parameters<typeof outcomeOf>[0];

const verdict = { code: "ALLOWED_BY_ENTRY", listVersion: "v", sentence: "allowed by entry 1", canonical: null };
const event = (more: object): NonNullable<Row["end"]> =>
  ({ url: "https://a.test/", allow: true, verdict, ...more }) as NonNullable<Row["end"]>;

test("a request refused at a later hop shows that hop, not the verdict of its first address (U-RED)", () => {
  const hop = { ...verdict, code: "NOT_LISTED", sentence: "not admitted at hop 1", canonical: "https://b.test/take" };
  const outcome = outcomeOf({
    decided: event({ phase: "decided" }),
    end: event({ phase: "end", allow: false, verdict: hop }),
  });
  expect(outcome).toEqual({
    allow: false,
    code: "NOT_LISTED",
    sentence: "not admitted at hop 1",
    url: "https://b.test/take",
  });
});

test("otherwise the verdict speaks", () => {
  expect(outcomeOf({ decided: event({}), end: event({ status: 200 }) })).toMatchObject({
    allow: true,
    sentence: "allowed by entry 1",
  });
  const refused = { ...verdict, code: "NOT_LISTED", sentence: "not admitted" };
  expect(outcomeOf({ decided: event({ allow: false, verdict: refused }), end: null })).toMatchObject({
    allow: false,
    code: "NOT_LISTED",
    sentence: "not admitted",
  });
});
