/**
 * Plugin of typedoc: lets it look for types that are used but not exported in each of our packages. By itself typedoc looks
 * only into the package that package.json at the root names, and that one has no code.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  const names = app.options.getValue("packagesRequiringDocumentation");
  let inside = false;
  app.on("validateProject", (project) => {
    if (inside) return;
    inside = true;
    const own = project.packageName;
    for (const name of app.options.getValue("packagesRequiringDocumentation") ?? names) {
      project.packageName = name;
      app.validate(project);
    }
    project.packageName = own;
    inside = false;
  });
}
