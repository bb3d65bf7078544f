import { type ProgramRun, page, programRun } from "../support/program-run.js";

/** Runs a page with the components that `using` names. */
export const start = (
  axml: string,
  script: string,
  using: string[],
  files: Record<string, string>,
): Promise<ProgramRun> =>
  programRun(
    {
      ...page("index", axml, script, Object.fromEntries(using.map((name) => [name, `./${name}`]))),
      ...files,
    },
    { config: { pages: ["index"] } },
  );

/** A component that logs its hooks by name; `more` adds members. */
export const life = (name: string, more = ""): string => `Component({ props: { v: 0 }, data: { own: 0 },
  onInit() { console.log("${name}.onInit") },
  deriveDataFromProps(next) { console.log("${name}.derive", next.v) },
  didMount() { console.log("${name}.didMount") },
  didUpdate(prevProps, prevData) { console.log("${name}.didUpdate", prevProps.v, this.props.v, prevData.own, this.data.own) },
  didUnmount() { console.log("${name}.didUnmount") },
  ${more} })`;

/** What switches observers on. */
export const observed = "options: { observers: true }";
