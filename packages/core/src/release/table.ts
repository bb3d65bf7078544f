import type {
  Environment,
  ReleaseActor,
  ReleaseEvent,
  ReleaseRefusal,
  ReleaseState,
  TargetRelease,
  TargetRules,
} from "./state.js";

/** Where a row leads. `to: null` removes the record (P-REL-T28). */
export interface ReleaseOutcome {
  to: ReleaseState | null;
  percent?: number;
}

/** One row of the table of section 8; the first row that fits a state, event and environment decides. */
export interface ReleaseRow {
  /** Row of P-REL-T. */
  id: `T${number}`;
  from: readonly ReleaseState[];
  event: ReleaseEvent["type"];
  environments: readonly Environment[];
  actor: ReleaseActor;
  /** Further condition for the row to fit; without it the next row is looked at. */
  when?: (release: TargetRelease, event: ReleaseEvent, rules: TargetRules) => boolean;
  /** Refusal of an event that fits the row but breaks its guard. */
  refuse?: (release: TargetRelease, event: ReleaseEvent) => Omit<ReleaseRefusal, "ok"> | undefined;
  /** What the event does to the release. */
  outcome: (release: TargetRelease, event: ReleaseEvent) => ReleaseOutcome;
  /** `take` freezes configuration and metadata (P-CFG-10), `drop` forgets them (P-CFG-12). */
  snapshot?: "take" | "drop";
  /** The application was approved without an approver (P-APR-1). */
  autoApproved?: true;
}

const all: readonly Environment[] = ["production", "sandbox", "test", "development"];
const reviewed: readonly Environment[] = ["production", "sandbox"];
const production: readonly Environment[] = ["production"];
const sandbox: readonly Environment[] = ["sandbox"];

const to = (state: ReleaseState | null) => (): ReleaseOutcome => ({ to: state });
const stay = (release: TargetRelease): ReleaseOutcome =>
  release.percent === undefined ? { to: release.state } : { to: release.state, percent: release.percent };
const percentOf = (event: ReleaseEvent): number =>
  event.type === "goLive" || event.type === "scaleUp" ? event.percent : Number.NaN;

/** Whole percents 1 to 99, and only upwards (P-GRAY-1, P-GRAY-2). */
function refuseShare(release: TargetRelease, event: ReleaseEvent): Omit<ReleaseRefusal, "ok"> | undefined {
  const percent = percentOf(event);
  const illegal = { code: "PARAM_ILLEGAL", field: "percent" } as const;
  if (!Number.isInteger(percent) || percent < 1 || percent > 100)
    return { ...illegal, message: "percent is a whole number from 1 to 100" };
  if (percent <= (release.percent ?? 0))
    return { ...illegal, message: `the share can only grow; it is ${release.percent} % now` };
  return undefined;
}

const share = (_: TargetRelease, event: ReleaseEvent): ReleaseOutcome => ({
  to: "GRAYSCALE_RELEASE",
  percent: percentOf(event),
});
const isFull = (_: TargetRelease, event: ReleaseEvent): boolean => percentOf(event) === 100;

/** P-REL-T02 to P-REL-T28. Creation (T01) is `createRelease`. */
export const releaseTable: readonly ReleaseRow[] = [
  {
    id: "T2",
    from: ["NEW_VERSION_CREATED"],
    event: "editConfiguration",
    environments: all,
    actor: "EDITOR",
    outcome: stay,
  },
  {
    id: "T3",
    from: ["NEW_VERSION_CREATED"],
    event: "apply",
    environments: ["development", "test"],
    actor: "RM",
    outcome: to("FULL_RELEASE"),
    snapshot: "take",
    autoApproved: true,
  },
  {
    id: "T4",
    from: ["NEW_VERSION_CREATED"],
    event: "apply",
    environments: sandbox,
    actor: "RM",
    when: (_, __, rules) => !rules.sandboxApproval && !rules.pilot,
    outcome: to("FULL_RELEASE"),
    snapshot: "take",
    autoApproved: true,
  },
  {
    id: "T5",
    from: ["NEW_VERSION_CREATED"],
    event: "apply",
    environments: sandbox,
    actor: "RM",
    when: (_, __, rules) => !rules.sandboxApproval && rules.pilot,
    outcome: to("PILOT_TESTING"),
    snapshot: "take",
    autoApproved: true,
  },
  {
    id: "T6",
    from: ["NEW_VERSION_CREATED"],
    event: "apply",
    environments: sandbox,
    actor: "RM",
    when: (_, __, rules) => rules.sandboxApproval,
    outcome: to("UNDER_REVIEW"),
    snapshot: "take",
  },
  {
    id: "T7",
    from: ["NEW_VERSION_CREATED"],
    event: "apply",
    environments: production,
    actor: "RM",
    outcome: to("UNDER_REVIEW"),
    snapshot: "take",
  },
  {
    id: "T8",
    from: ["UNDER_REVIEW"],
    event: "approve",
    environments: reviewed,
    actor: "AP",
    when: (_, __, rules) => rules.pilot,
    outcome: to("PILOT_TESTING"),
  },
  {
    id: "T9",
    from: ["UNDER_REVIEW"],
    event: "approve",
    environments: production,
    actor: "AP",
    outcome: to("RELEASE_PREPARATION"),
  },
  {
    id: "T10",
    from: ["UNDER_REVIEW"],
    event: "approve",
    environments: sandbox,
    actor: "AP",
    outcome: to("FULL_RELEASE"),
  },
  {
    id: "T11",
    from: ["UNDER_REVIEW"],
    event: "reject",
    environments: reviewed,
    actor: "AP",
    refuse: (_, event) =>
      event.type === "reject" && event.comment.trim() !== ""
        ? undefined
        : { code: "PARAM_ILLEGAL", field: "comment", message: "a rejection needs a comment" },
    outcome: to("NEW_VERSION_CREATED"),
    snapshot: "drop",
  },
  {
    id: "T12",
    from: ["UNDER_REVIEW"],
    event: "withdraw",
    environments: reviewed,
    actor: "RM",
    outcome: to("NEW_VERSION_CREATED"),
    snapshot: "drop",
  },
  {
    id: "T14",
    from: ["RELEASE_PREPARATION"],
    event: "goLive",
    environments: production,
    actor: "RM",
    when: isFull,
    outcome: to("FULL_RELEASE"),
  },
  {
    id: "T13",
    from: ["RELEASE_PREPARATION"],
    event: "goLive",
    environments: production,
    actor: "RM",
    refuse: refuseShare,
    outcome: share,
  },
  {
    id: "T15",
    from: ["RELEASE_PREPARATION"],
    event: "cancel",
    environments: production,
    actor: "RM",
    outcome: to("CANCELED"),
  },
  {
    id: "T16",
    from: ["PILOT_TESTING"],
    event: "updateTestGroup",
    environments: reviewed,
    actor: "RM",
    refuse: (_, event) =>
      event.type === "updateTestGroup" && event.testers <= 100
        ? undefined
        : { code: "LIMIT_EXCEEDED", field: "testers", message: "at most 100 testers" },
    outcome: stay,
  },
  {
    id: "T17",
    from: ["PILOT_TESTING"],
    event: "completeTesting",
    environments: production,
    actor: "RM",
    outcome: () => ({ to: "GRAYSCALE_RELEASE", percent: 0 }),
  },
  {
    id: "T18",
    from: ["PILOT_TESTING"],
    event: "completeTesting",
    environments: sandbox,
    actor: "RM",
    outcome: to("FULL_RELEASE"),
  },
  {
    id: "T19",
    from: ["PILOT_TESTING"],
    event: "cancel",
    environments: reviewed,
    actor: "RM",
    outcome: to("CANCELED"),
  },
  ...(["scaleUp", "goLive"] as const).flatMap((event): ReleaseRow[] => [
    {
      id: "T21",
      from: ["GRAYSCALE_RELEASE"],
      event,
      environments: production,
      actor: "RM",
      when: isFull,
      outcome: to("FULL_RELEASE"),
    },
    {
      id: "T20",
      from: ["GRAYSCALE_RELEASE"],
      event,
      environments: production,
      actor: "RM",
      refuse: refuseShare,
      outcome: share,
    },
  ]),
  {
    id: "T21",
    from: ["GRAYSCALE_RELEASE"],
    event: "complete",
    environments: production,
    actor: "RM",
    outcome: to("FULL_RELEASE"),
  },
  {
    id: "T22",
    from: ["GRAYSCALE_RELEASE"],
    event: "cancel",
    environments: production,
    actor: "RM",
    outcome: to("CANCELED"),
  },
  {
    id: "T23",
    from: ["FULL_RELEASE"],
    event: "supersede",
    environments: all,
    actor: "SYS",
    outcome: to("ARCHIVED"),
  },
  {
    id: "T24",
    from: ["FULL_RELEASE"],
    event: "takeOffline",
    environments: all,
    actor: "AP",
    outcome: to("ARCHIVED"),
  },
  {
    id: "T25",
    from: ["GRAYSCALE_RELEASE", "FULL_RELEASE"],
    event: "forceRemove",
    environments: all,
    actor: "AP",
    outcome: to("ARCHIVED"),
  },
  {
    id: "T26",
    from: ["UNDER_REVIEW"],
    event: "forceRemove",
    environments: reviewed,
    actor: "AP",
    outcome: to("NEW_VERSION_CREATED"),
    snapshot: "drop",
  },
  {
    id: "T27",
    from: ["RELEASE_PREPARATION", "PILOT_TESTING"],
    event: "forceRemove",
    environments: reviewed,
    actor: "AP",
    outcome: to("CANCELED"),
  },
  {
    id: "T28",
    from: ["NEW_VERSION_CREATED"],
    event: "discard",
    environments: all,
    actor: "RM",
    outcome: to(null),
  },
];
