import {
  compareVersions,
  type Environment,
  environments,
  grayscaleBucket,
  inShare,
  parseVersion,
  type ReleaseEvent,
  type ReleaseState,
  refuseCreation,
  releaseTable,
  releaseTransition,
  resolveRelease,
  type TargetRelease,
  type TargetRules,
} from "@berth/core/release";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const states: ReleaseState[] = [
  "NEW_VERSION_CREATED",
  "UNDER_REVIEW",
  "RELEASE_PREPARATION",
  "PILOT_TESTING",
  "GRAYSCALE_RELEASE",
  "FULL_RELEASE",
  "CANCELED",
  "ARCHIVED",
];
const underWay = ["UNDER_REVIEW", "RELEASE_PREPARATION", "PILOT_TESTING", "GRAYSCALE_RELEASE"];

const event: fc.Arbitrary<ReleaseEvent> = fc.oneof(
  fc.constantFrom<ReleaseEvent>(
    { type: "apply" },
    { type: "apply" },
    { type: "approve" },
    { type: "withdraw" },
    { type: "cancel" },
    { type: "discard" },
    { type: "completeTesting" },
    { type: "complete" },
    { type: "takeOffline" },
    { type: "forceRemove" },
    { type: "editConfiguration" },
    { type: "updateTestGroup", testers: 3 },
  ),
  fc.record({
    type: fc.constantFrom("goLive" as const, "scaleUp" as const),
    percent: fc.integer({ min: -5, max: 110 }),
  }),
  fc.record({ type: fc.constant("reject" as const), comment: fc.constantFrom("", " ", "no") }),
);

const rules: fc.Arbitrary<TargetRules> = fc.record({
  pilot: fc.boolean(),
  sandboxApproval: fc.boolean(),
  metadataComplete: fc.constantFrom(true, true, true, false),
  offlinePending: fc.constantFrom(false, false, false, true),
});

type Step = { kind: "create" } | { kind: "event"; at: number; event: ReleaseEvent; rules: TargetRules };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "create" }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("event" as const), at: fc.nat(6), event, rules }),
  },
);

describe("release state machine", () => {
  it("whatever happens: one Full Release and one release under way per target, final states stay (P-REL-3, P-TGT-7, P-REL-1)", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...environments),
        fc.array(step, { maxLength: 60, size: "max" }),
        (environment, steps) => {
          let releases: TargetRelease[] = [];
          let made = 0;
          for (const one of steps) {
            if (one.kind === "create") {
              made += 1;
              const fresh = {
                releaseId: `r${made}`,
                version: `1.0.${made}`,
                environment,
                state: "NEW_VERSION_CREATED",
              };
              releases = [...releases, fresh as TargetRelease];
              continue;
            }
            const chosen = releases[one.at % Math.max(1, releases.length)];
            if (chosen === undefined) continue;
            const before = releases;
            const result = releaseTransition(releases, chosen.releaseId, one.event, one.rules);
            if (!result.ok) continue;
            expect(["CANCELED", "ARCHIVED"]).not.toContain(chosen.state);
            releases = releases.flatMap((release) => {
              const change = result.changes.find((candidate) => candidate.releaseId === release.releaseId);
              if (change === undefined) return [release];
              if (change.to === null) return [];
              const { percent: _, archivedBecause: __, ...rest } = release;
              const { percent, archivedBecause } = change;
              return [
                {
                  ...rest,
                  state: change.to,
                  ...(percent === undefined ? {} : { percent }),
                  ...(archivedBecause === undefined ? {} : { archivedBecause }),
                },
              ];
            });
            expect(releases.filter((release) => release.state === "FULL_RELEASE").length).toBeLessThanOrEqual(1);
            expect(releases.filter((release) => underWay.includes(release.state)).length).toBeLessThanOrEqual(1);
            for (const release of releases) {
              expect(release.percent !== undefined).toBe(release.state === "GRAYSCALE_RELEASE");
              expect(release.archivedBecause !== undefined).toBe(release.state === "ARCHIVED");
            }
            // A live version never goes back (P-TGT-8).
            const full = (list: TargetRelease[]) => list.find((release) => release.state === "FULL_RELEASE")?.version;
            const [was, is] = [full(before), full(releases)];
            if (was !== undefined && is !== undefined) expect(compareVersions(is, was)).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("every row of P-REL-T02 to T28 is there and reachable", () => {
    const ids = new Set(releaseTable.map((row) => row.id));
    expect([...ids].map((id) => Number(id.slice(1))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 27 }, (_, at) => at + 2),
    );
    const percents = [50, 100];
    const reached = new Set<string>();
    for (const row of releaseTable)
      for (const state of row.from)
        for (const environment of row.environments)
          for (const pilot of [true, false])
            for (const sandboxApproval of [true, false])
              for (const percent of percents) {
                const release: TargetRelease = {
                  releaseId: "r",
                  version: "1.0.0",
                  environment,
                  state,
                  ...(state === "GRAYSCALE_RELEASE" ? { percent: 10 } : {}),
                };
                const happening = { type: row.event, percent, comment: "no", testers: 1 } as ReleaseEvent;
                const facts = { pilot, sandboxApproval, metadataComplete: true, offlinePending: false };
                const result = releaseTransition([release], "r", happening, facts);
                if (result.ok) reached.add(result.changes[0].row);
              }
    expect([...reached].sort()).toEqual([...ids].sort());
  });

  // The table of section 8, written down once more as (state, event, environment) -> next state, by hand.
  const auto: [Environment, boolean, boolean, ReleaseState][] = [
    ["development", false, false, "FULL_RELEASE"],
    ["test", false, true, "FULL_RELEASE"],
    ["sandbox", false, false, "FULL_RELEASE"],
    ["sandbox", true, false, "PILOT_TESTING"],
    ["sandbox", false, true, "UNDER_REVIEW"],
    ["sandbox", true, true, "UNDER_REVIEW"],
    ["production", true, false, "UNDER_REVIEW"],
    ["production", false, true, "UNDER_REVIEW"],
  ];
  for (const [environment, pilot, sandboxApproval, expected] of auto)
    it(`apply in ${environment}, pilot ${pilot}, sandboxApproval ${sandboxApproval} leads to ${expected} (P-REL-T03 to T07)`, () => {
      const release: TargetRelease = { releaseId: "r", version: "1.0.0", environment, state: "NEW_VERSION_CREATED" };
      const result = releaseTransition(
        [release],
        "r",
        { type: "apply" },
        {
          pilot,
          sandboxApproval,
          metadataComplete: true,
          offlinePending: false,
        },
      );
      expect(result.ok && result.changes[0].to).toBe(expected);
      expect(result.ok && result.autoApproved).toBe(expected !== "UNDER_REVIEW");
    });

  it("an application is refused while another is under way, for older versions and while offline is pending (P-TGT-7, P-TGT-8, P-OFF-3)", () => {
    const fresh: TargetRelease = {
      releaseId: "n",
      version: "1.2.0",
      environment: "production",
      state: "NEW_VERSION_CREATED",
    };
    const facts = { pilot: true, sandboxApproval: false, metadataComplete: true, offlinePending: false };
    for (const state of states) {
      const other: TargetRelease = { releaseId: "o", version: "1.10.0", environment: "production", state };
      const result = releaseTransition([other, fresh], "n", { type: "apply" }, facts);
      expect(result.ok).toBe(!underWay.includes(state) && state !== "FULL_RELEASE");
      if (!result.ok) expect(result.code).toBe("INVALID_STATE");
    }
    const pending = { ...facts, offlinePending: true };
    expect(releaseTransition([fresh], "n", { type: "apply" }, pending)).toMatchObject({ code: "INVALID_STATE" });
  });

  it("a pair of version and target is used once; after offline again, if the tenant allows (P-TGT-4, P-TGT-5)", () => {
    const create = (earlier: Partial<TargetRelease>, reuse = true) =>
      refuseCreation({
        version: "1.0.0",
        versionReady: true,
        environmentOffered: true,
        targetLinked: true,
        reuseVersionAfterOffline: reuse,
        releases: [
          {
            releaseId: "o",
            version: "1.0.0",
            environment: "production",
            state: "ARCHIVED",
            ...earlier,
          } as TargetRelease,
        ],
      })?.code;
    expect(create({ archivedBecause: "offline" })).toBeUndefined();
    expect(create({ archivedBecause: "offline" }, false)).toBe("CONFLICT");
    expect(create({ archivedBecause: "superseded" })).toBe("CONFLICT");
    expect(create({ archivedBecause: "forced" })).toBe("CONFLICT");
    expect(create({ state: "CANCELED" })).toBe("CONFLICT");
    expect(create({ state: "NEW_VERSION_CREATED" })).toBe("CONFLICT");
    expect(create({ version: "0.9.0", state: "FULL_RELEASE" })).toBeUndefined();
  });
});

describe("grayscale", () => {
  const app = "2021000000000001";
  it("buckets are those of P-GRAY-V1 to P-GRAY-V5", () => {
    expect(grayscaleBucket(app, "u-0001")).toBe(4998);
    expect(grayscaleBucket(app, "u-0002")).toBe(8818);
    expect(grayscaleBucket(app, "u-0003")).toBe(3358);
    expect(grayscaleBucket("2021000000000002", "u-0001")).toBe(8278);
    expect([inShare(4998, 50), inShare(4998, 49)]).toEqual([true, false]);
    const users = Array.from({ length: 1000 }, (_, at) => `u-${String(at + 1).padStart(4, "0")}`);
    const within = (percent: number) => users.filter((user) => inShare(grayscaleBucket(app, user), percent)).length;
    expect([within(10), within(25), within(50)]).toEqual([91, 237, 497]);
  });

  it("a user in a share is in every greater one, nobody is in share 0 (P-GRAY-4, P-GRAY-6)", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 99 }), (user, percent) => {
        const bucket = grayscaleBucket(app, user);
        expect(inShare(bucket, 0)).toBe(false);
        if (inShare(bucket, percent)) expect(inShare(bucket, percent + 1)).toBe(true);
        expect(inShare(bucket, 100)).toBe(true);
      }),
    );
  });

  it("resolution takes pilot, then grayscale, then full, and nothing else (P-PILOT-7, P-PILOT-5, P-GRAY-5)", () => {
    const all = states.map((state) => ({ state, percent: 50, testers: ["tester"] }));
    expect(resolveRelease(all, { userId: "tester", bucket: 0 })?.state).toBe("PILOT_TESTING");
    expect(resolveRelease(all, { userId: "other", bucket: 4999 })?.state).toBe("GRAYSCALE_RELEASE");
    expect(resolveRelease(all, { userId: "other", bucket: 5000 })?.state).toBe("FULL_RELEASE");
    expect(resolveRelease(all, {})?.state).toBe("FULL_RELEASE");
    const unserved = all.filter((one) => !["PILOT_TESTING", "GRAYSCALE_RELEASE", "FULL_RELEASE"].includes(one.state));
    expect(resolveRelease(unserved, { userId: "tester", bucket: 0 })).toBeUndefined();
  });
});

describe("versions", () => {
  it("are three numbers of 0 to 65535 without leading zeros, compared by number (P-VER-1, P-VER-2)", () => {
    for (const bad of ["1.0", "1.0.0.0", "01.0.0", "1.0.65536", "1.0.x", "-1.0.0", "1.0.0 ", ""])
      expect(parseVersion(bad)).toBeNull();
    const version = fc.tuple(fc.nat(65535), fc.nat(65535), fc.nat(65535));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const byParts = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
        expect(parseVersion(a.join("."))).toEqual(a);
        expect(Math.sign(compareVersions(a.join("."), b.join(".")))).toBe(Math.sign(byParts));
      }),
    );
  });
});
