import { type AnyNode, type Program, parse } from "acorn";

/** What a script consists of: names it uses that it does not bind itself, and kinds of nodes. */
export interface ScriptParts {
  free: Set<string>;
  kinds: Set<string>;
}

type Scope = Set<string>[];

/** Reads a script independently of the compiler. @throws SyntaxError */
export function partsOf(code: string): ScriptParts {
  const parts: ScriptParts = { free: new Set(), kinds: new Set() };
  const program: Program = parse(code, {
    ecmaVersion: "latest",
    sourceType: "script",
    allowReturnOutsideFunction: true,
  });
  visit(program, [boundIn(program)], parts);
  return parts;
}

/** Every name declared in a function's body, inner functions left out; blocks are not told apart. */
function boundIn(root: AnyNode): Set<string> {
  const bound = new Set<string>(["arguments"]);
  const pattern = (node: AnyNode | null): void => {
    if (node?.type === "Identifier") bound.add(node.name);
    else if (node?.type === "ObjectPattern")
      for (const p of node.properties) pattern(p.type === "Property" ? p.value : p.argument);
    else if (node?.type === "ArrayPattern") for (const item of node.elements) pattern(item);
    else if (node?.type === "AssignmentPattern") pattern(node.left);
    else if (node?.type === "RestElement") pattern(node.argument);
  };
  const look = (node: AnyNode, top: boolean): void => {
    if (node.type === "VariableDeclarator") pattern(node.id);
    if (node.type === "CatchClause") pattern(node.param ?? null);
    if ((node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") && node.id && !top)
      bound.add(node.id.name);
    if ((node.type === "FunctionExpression" || node.type === "ClassExpression") && node.id && top)
      bound.add(node.id.name);
    if ("params" in node && !top) return;
    if ("params" in node) for (const param of node.params) pattern(param);
    for (const child of children(node)) look(child, false);
  };
  look(root, true);
  return bound;
}

function visit(node: AnyNode, scope: Scope, parts: ScriptParts): void {
  parts.kinds.add(node.type);
  if (node.type === "Identifier") {
    if (!scope.some((names) => names.has(node.name))) parts.free.add(node.name);
    return;
  }
  const isFunction = "params" in node || node.type === "ClassExpression";
  const inner = isFunction ? [...scope, boundIn(node)] : scope;
  const isName = (child: AnyNode): boolean =>
    (node.type === "MemberExpression" && !node.computed && child === node.property) ||
    ((node.type === "Property" || node.type === "MethodDefinition" || node.type === "PropertyDefinition") &&
      !node.computed &&
      child === node.key) ||
    ((node.type === "LabeledStatement" || node.type === "BreakStatement" || node.type === "ContinueStatement") &&
      child === node.label) ||
    node.type === "MetaProperty";
  for (const child of children(node)) if (!isName(child)) visit(child, inner, parts);
}

function children(node: AnyNode): AnyNode[] {
  return Object.values(node as object)
    .flat()
    .filter((value): value is AnyNode => typeof (value as AnyNode | null)?.type === "string" && value !== node);
}
