import { type AnyNode, type Node, type Program, parse } from "acorn";

/** What an SJS file means for the unit it is put in. */
export interface SjsModule {
  /** Names it uses that belong to nobody and are no globals of SJS (F-SJS-4); they read as undefined. */
  hidden: string[];
  /** Whether something can be kept from one call to the next; then each page has an instance of its own (F-SJS-3). */
  keepsState: boolean;
}

/** F-SJS-4, and the pure built-ins that "methods of objects" lead programs to. */
const globals = new Set(
  (
    "undefined NaN Infinity decodeURI decodeURIComponent encodeURI encodeURIComponent isNaN isFinite parseFloat " +
    "parseInt Date Number JSON Math console String Boolean Array Object RegExp Symbol Map Set Error TypeError " +
    "RangeError BigInt require module exports arguments"
  ).split(" "),
);

/** Reads an SJS file; null when it is no JavaScript, which its compilation reports. */
export function readSjs(code: string): SjsModule | null {
  const program = tryParse(code, "module") ?? tryParse(code, "script");
  if (!program) return null;
  const reader = new Reader();
  try {
    reader.read(program);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const names = [...reader.free].filter((name) => !globals.has(name));
  return { hidden: names.sort(), keepsState: reader.keepsState };
}

function tryParse(code: string, sourceType: "module" | "script"): Program | null {
  try {
    return parse(code, { ecmaVersion: "latest", sourceType, allowReturnOutsideFunction: true });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Names bound in one function, block or module. */
interface Scope {
  names: Set<string>;
  /** Where `var` goes. */
  isFunction: boolean;
  outer: Scope | null;
}

class Reader {
  readonly free = new Set<string>();
  keepsState = false;
  readonly #module: Scope = { names: new Set(), isFunction: true, outer: null };
  #functions = 0;

  read(program: Program): void {
    for (const statement of program.body) if (!isPlain(statement)) this.keepsState = true;
    this.#declare(program.body, this.#module);
    for (const statement of program.body) this.#visit(statement, this.#module);
  }

  /** Notes the names that statements bind in a scope, `var` and functions of inner blocks included. */
  #declare(nodes: readonly AnyNode[], scope: Scope): void {
    for (const node of nodes) {
      if (node.type === "ImportDeclaration") for (const s of node.specifiers) scope.names.add(s.local.name);
      else if (node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration") {
        if (node.declaration) this.#declare([node.declaration as AnyNode], scope);
      } else if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") {
        if (node.id) scope.names.add(node.id.name);
      } else if (node.type === "VariableDeclaration") {
        for (const d of node.declarations) bindPattern(d.id, scope.names);
      }
    }
    if (scope.isFunction) for (const node of nodes) hoist(node, scope.names);
  }

  #visit(node: AnyNode | null | undefined, scope: Scope): void {
    if (!node) return;
    switch (node.type) {
      case "Identifier":
        this.#use(node.name, scope);
        return;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression": {
        const inner: Scope = { names: new Set(), isFunction: true, outer: scope };
        if (node.type === "FunctionExpression" && node.id) inner.names.add(node.id.name);
        for (const param of node.params) bindPattern(param, inner.names);
        if (node.body.type === "BlockStatement") this.#declare(node.body.body, inner);
        this.#functions++;
        for (const param of node.params) this.#pattern(param, inner);
        if (node.body.type === "BlockStatement") for (const s of node.body.body) this.#visit(s, inner);
        else this.#visit(node.body, inner);
        this.#functions--;
        return;
      }
      case "BlockStatement":
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "SwitchStatement": {
        const inner: Scope = { names: new Set(), isFunction: false, outer: scope };
        const first = "left" in node ? node.left : "init" in node ? node.init : null;
        const inside =
          "cases" in node ? node.cases.flatMap((c) => c.consequent) : node.type === "BlockStatement" ? node.body : [];
        this.#declare([...(first?.type === "VariableDeclaration" ? [first] : []), ...inside], inner);
        this.#each(node, inner);
        return;
      }
      case "CatchClause": {
        const inner: Scope = { names: new Set(), isFunction: false, outer: scope };
        if (node.param) bindPattern(node.param, inner.names);
        this.#visit(node.body, inner);
        return;
      }
      case "ClassExpression":
        this.#each(node, node.id ? { names: new Set([node.id.name]), isFunction: false, outer: scope } : scope);
        return;
      case "VariableDeclarator":
        this.#pattern(node.id, scope);
        this.#visit(node.init, scope);
        return;
      case "MemberExpression":
        this.#visit(node.object, scope);
        if (node.computed) this.#visit(node.property, scope);
        return;
      case "Property":
      case "MethodDefinition":
      case "PropertyDefinition":
        if (node.computed) this.#visit(node.key as AnyNode, scope);
        this.#visit(node.value as AnyNode | null, scope);
        return;
      case "AssignmentExpression":
      case "UpdateExpression":
      case "UnaryExpression":
        this.#change(
          node.type === "AssignmentExpression" ? node.left : node.argument,
          node.type === "UnaryExpression" && node.operator !== "delete",
          scope,
        );
        this.#each(node, scope);
        return;
      case "LabeledStatement":
        this.#visit(node.body, scope);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "ImportDeclaration":
      case "ExportAllDeclaration":
      case "MetaProperty":
        return;
      case "ExportNamedDeclaration":
        this.#visit(node.declaration, scope);
        return;
    }
    this.#each(node, scope);
  }

  #each(node: AnyNode, scope: Scope): void {
    for (const value of Object.values(node) as unknown[]) {
      if (Array.isArray(value)) for (const item of value) isNode(item) && this.#visit(item, scope);
      else if (isNode(value)) this.#visit(value, scope);
    }
  }

  /** Expressions inside a pattern: defaults and computed names. */
  #pattern(node: AnyNode | null, scope: Scope): void {
    if (!node || node.type === "Identifier") return;
    if (node.type === "AssignmentPattern") {
      this.#pattern(node.left, scope);
      this.#visit(node.right, scope);
    } else if (node.type === "RestElement") this.#pattern(node.argument, scope);
    else if (node.type === "ArrayPattern") for (const item of node.elements) this.#pattern(item, scope);
    else if (node.type === "ObjectPattern")
      for (const p of node.properties) {
        if (p.type === "Property" && p.computed) this.#visit(p.key, scope);
        this.#pattern(p.type === "Property" ? (p.value as AnyNode) : p, scope);
      }
    else this.#visit(node, scope);
  }

  /** A function that changes something of the module, or of its `this`, keeps state. */
  #change(target: AnyNode, harmless: boolean, scope: Scope): void {
    if (harmless || this.#functions === 0) return;
    const roots = new Set<string>();
    let root: AnyNode = target;
    while (root.type === "MemberExpression") root = root.object;
    if (root.type === "ThisExpression") this.keepsState = true;
    bindPattern(root, roots);
    for (const name of roots) if (scopeOf(name, scope) === this.#module) this.keepsState = true;
  }

  #use(name: string, scope: Scope): void {
    if (scopeOf(name, scope) === null) this.free.add(name);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function scopeOf(name: string, scope: Scope): Scope | null {
  let at: Scope | null = scope;
  while (at !== null && !at.names.has(name)) at = at.outer;
  return at;
}

function bindPattern(node: AnyNode, names: Set<string>): void {
  if (node.type === "Identifier") names.add(node.name);
  else if (node.type === "AssignmentPattern") bindPattern(node.left, names);
  else if (node.type === "RestElement") bindPattern(node.argument, names);
  else if (node.type === "ArrayPattern") for (const item of node.elements) item && bindPattern(item, names);
  else if (node.type === "ObjectPattern")
    for (const p of node.properties) bindPattern(p.type === "Property" ? (p.value as AnyNode) : p, names);
}

/** `var` of inner blocks belongs to the function. */
function hoist(node: AnyNode, names: Set<string>): void {
  if (/Function|Class/.test(node.type)) return;
  if (node.type === "VariableDeclaration" && node.kind === "var")
    for (const d of node.declarations) bindPattern(d.id, names);
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) for (const item of value) isNode(item) && hoist(item, names);
    else if (isNode(value)) hoist(value, names);
  }
}

/** Whether a statement of the module leaves nothing behind that could change: functions, plain values, exports of them. */
function isPlain(node: AnyNode): boolean {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "FunctionDeclaration":
    case "EmptyStatement":
      return true;
    case "ExportNamedDeclaration":
      return !node.declaration || isPlain(node.declaration);
    case "ExportDefaultDeclaration":
      return node.declaration.type === "FunctionDeclaration" || isExport(node.declaration as AnyNode);
    case "VariableDeclaration":
      return node.declarations.every((d) => !d.init || isValue(d.init) || isRequire(d.init));
    case "ExpressionStatement":
      return (
        node.expression.type === "Literal" ||
        (node.expression.type === "AssignmentExpression" &&
          node.expression.left.type === "MemberExpression" &&
          isExport(node.expression.right))
      );
    default:
      return false;
  }
}

/** A list of functions or plain values, as modules export it. */
function isExport(node: AnyNode): boolean {
  if (node.type === "ObjectExpression")
    return node.properties.every((p) => p.type === "Property" && isValue(p.value as AnyNode));
  return isValue(node);
}

function isValue(node: AnyNode): boolean {
  if (node.type === "UnaryExpression") return isValue(node.argument);
  if (node.type === "BinaryExpression") return isValue(node.left) && isValue(node.right);
  if (node.type === "Literal") return !("regex" in node) || !/[gy]/.test((node.regex as { flags: string }).flags);
  if (node.type === "TemplateLiteral") return node.expressions.every(isValue);
  return node.type === "Identifier" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";
}

function isRequire(node: AnyNode): boolean {
  return node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "require";
}
