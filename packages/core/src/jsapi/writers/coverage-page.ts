import { type JsapiMember, jsapiMembers } from "../jsapi-members.js";

const head = `---
title: The my object
category: Explained
---

# The \`my\` object

Every member that programs of this family call is there, with its calling convention; a program never dies of \`my.x is not a function\`.
This page is written from the declarations in \`packages/core/src/jsapi/members\` (\`node docs/write-jsapi.mjs\`).

## How members are called

| convention | call | failure |
| --- | --- | --- |
| async | One object with \`success\`, \`fail\`, \`complete\`; returns a promise. Order: \`success\` or \`fail\`, \`complete\`, the promise (F-API-1). | \`{error, errorMessage}\`; the promise rejects when neither \`fail\` nor \`complete\` was given (F-API-3). |
| sync | Returns the result (F-API-5). | Returned as \`{error, errorMessage}\`, never thrown. |
| on, off | \`my.onX(fn)\` adds a listener, \`my.offX(fn)\` takes it away, \`my.offX()\` takes all away (F-API-4). | None; an event that nothing here raises never comes. |
| factory | Returns an object with methods. | Methods that are missing tell \`fail\` and \`onError\` listeners error 1. |

Parameters are checked first: a wrong kind or a missing field is error 2 and the message names the field (F-API-9). Possible everywhere: 1 not
implemented, or the page was left; 2 parameter; 3 unknown; 4 not allowed. The columns below name the others.

## In TypeScript

\`\`\`ts
import type { MyObject } from "@berth/core/jsapi";

declare const my: MyObject;
\`\`\`

gives names, parameters, results and listeners the types below; it follows from the same declarations.

## States

- **works**: done here, by the host or by the browser.
- **host service**: works where the host gives the service named; elsewhere error 1.
- **unsupported**: fails with 1 and names a host extension. A host provides it with \`registerJsapi\` for the names listed; replacing a member needs
  no feature (H-JS-6). Listeners can be added and hear what the host sends.

\`my.canIUse\` answers from the same table: \`"scan"\`, \`"showToast.type"\` or \`"showToast.object.type"\`, \`"getImageInfo.return.width"\`,
\`"slider.step"\`. It says false for what this host does not offer.
`;

const count = (members: readonly JsapiMember[], state: JsapiMember["state"]): number =>
  members.filter((member) => member.state === state).length;

function row(member: JsapiMember): string {
  const { name, convention, state, needs, since, scope, errors, about, note } = member;
  const what = `${about}${note === "" ? "" : ` *${note}*`}`;
  const how = state === "works" ? state : `${state}: ${needs}`;
  return `| \`${name}\` | ${convention} | ${how} | ${since} | ${scope} | ${errors.join(" ")} | ${what} |`;
}

/** Text of the page about `my.*`: one row for each member. */
export function coveragePage(): string {
  const families = [...new Set(jsapiMembers.map(({ family }) => family))];
  const tables = families.map((family) => {
    const rows = jsapiMembers.filter((member) => member.family === family && member.convention !== "off").map(row);
    return `## ${family}\n\n| member | convention | state | since | permission | errors | what it does |\n| --- | --- | --- | --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  const listening = jsapiMembers.filter(({ convention, name }) => convention === "on" && name !== "on");
  const sums = (["works", "host service", "unsupported"] as const)
    .map((state) => `${count(jsapiMembers, state)} ${state}`)
    .join(", ");
  return `${head}
${jsapiMembers.length} members: ${sums}. Each of the ${listening.length} listeners \`onX\` stands for its \`offX\`, too.

${tables.join("\n")}`;
}
