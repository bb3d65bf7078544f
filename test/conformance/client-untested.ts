const model = "watched in every run of test/property/tokens.test.ts, which names its invariants by number";
const roles = "says who holds what; the tests of each part show it";
const catalogue = "the round trip of L-TST-18 takes every row of the catalogue through encoder and decoder";
const order = "seen in L-DROP-2, L-EMIT-4 and the burst of L-TST-10, which tell classes, numbers and drops apart";
const platform = "computed by the platform when it takes events in; its tests name L-ING and L-LOSS-2";
const seen = "tests of the desk and of the worker name the members that a program sees (P-TOK-5, F-)";
const blank = "the verdicts L-BLK-V1 to L-BLK-V9 are its effects";

/** Rules of tokens and of the client's telemetry that no test names, with the reason. */
export const untestedClientRules: Readonly<Record<string, string>> = {
  ...{ "T-INV-2": model, "T-INV-6": model, "T-INV-7": model, "T-INV-9": model, "T-INV-20": model },
  ...{ "T-ROLE-1": roles, "T-ROLE-2": roles, "T-ROLE-3": roles, "T-ROLE-4": roles },
  ...{ "T-SEE-1": seen, "T-SEE-2": seen, "T-SEE-3": seen, "T-SEE-4": seen, "T-SEE-5": seen, "T-SEE-6": seen },
  "T-CLK-5": "the vectors T-V-5 and its neighbours; the test of each is named by its times",
  "T-STO-3": "the storage of Node is the caller's; the tests of the manager run in Node with and without one",
  "T-TOK-2": "the issuer's to keep; test/property/issuer.test.ts",
  "T-TST-5": "T-SEE-7 and the model test look for the marks",
  "T-TST-8": "references to read",
  ...Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`L-EV-E${at + 1}`, catalogue])),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12].map((row) => [`L-EV-M${row}`, catalogue])),
  "L-EV-9": "says that the table is the contract",
  "L-GEN-4": catalogue,
  "L-GEN-5": "L-EMIT-3 and H-LOG-14: what throws inside the log path stays there",
  "L-WIRE-3": "not built: a later form of the wire",
  ...{ "L-EMIT-1": "measured by the benchmark `log`", "L-EMIT-2": order, "L-DROP-1": order, "L-DROP-3": order },
  "L-LIM-1": "the default of the ring, which L-DROP-2 fills with a smaller one and L-TST-10 as it is",
  "L-LIM-4": "tests of sending use these times: L-EV-3, L-TST-1, L-TST-16",
  "L-DISK-5": "the property test of the queue lets writes fail at any time (L-TST-14)",
  "L-DISK-7": "says what is not used; no code of ours names localStorage for events",
  "L-GATE-5": "the gate of every test that sends",
  "L-EXIT-6":
    "the back of L-TST-16 without a closed connection; a page restored from the back/forward cache is not driven yet",
  "L-IDB-8": "L-TST-9 runs in a private window",
  "L-CFG-1":
    "not tested as such: test/browser/host-platform.test.ts answers with it, test/unit/sdk/collection-terms.test.ts awaits it",
  ...{ "L-CLK-3": platform, "L-CLK-4": platform, "L-CLK-5": platform, "L-LOSS-3": platform, "L-LOSS-4": platform },
  ...Object.fromEntries([1, 2, 3, 4, 6].map((rule) => [`L-BLK-${rule}`, blank])),
  ...{ "L-STA-1": "L-STA-2 holds the sum", "L-STA-3": "tests of the host wait for this report at every start" },
  "L-STA-4": "L-TST-16 shows the warm start of a session; its duration is not looked at",
};
