import { LaunchError } from "../launch-error.js";
import { type ApiDefinition, failure } from "./definition.js";

/** Going to other mini programs and leaving this one (F-CAT-A4, C3). */
export const miniProgramApis: readonly ApiDefinition[] = [
  {
    name: "exitMiniProgram",
    handler({ run }) {
      run.exit("api");
      return {};
    },
  },
  {
    name: "navigateToMiniProgram",
    outlivesPage: true,
    async handler({ params, run }) {
      try {
        await run.openOther({
          appId: params["appId"] as string,
          ...(typeof params["path"] === "string" ? { path: params["path"] } : {}),
          query: params["query"],
          extraData: params["extraData"],
        });
        return {};
      } catch (cause) {
        if (cause instanceof LaunchError) return failure(cause.number, cause.message);
        return failure(3, (cause as Error).message);
      }
    },
  },
  {
    name: "navigateBackMiniProgram",
    handler: ({ params, run }) =>
      run.backToOpener(params["extraData"]) ? {} : failure(3, "no other mini program opened this one"),
  },
];
