import type { AnyNode, ArrowFunctionExpression, Expression, FunctionExpression, Pattern, SpreadElement } from "acorn";
import { compileLimits } from "../limits.js";
import type { ContentMode, ExpressionCode, NameScope } from "./expression-code.js";
import { ExpressionError } from "./expression-error.js";

/**
 * JavaScript of a parsed expression. Member access never throws (F-AXML-5), calls go through the binder's helpers
 * (F-AXML-6), and everything that could change state or reach the surroundings is refused (F-AXML-7).
 *
 * @throws ExpressionError
 */
export function generateExpression(
  node: Expression,
  mode: ContentMode,
  scope: NameScope,
  offset: number,
): ExpressionCode {
  const generator = new Generator(scope, offset);
  const code = mode === "data" ? generator.data(node) : generator.expression(node);
  return { code, names: generator.names };
}

const identifier = /^[A-Za-z_$][\w$]*$/;

class Generator {
  readonly names = new Set<string>();
  readonly #scope: NameScope;
  readonly #offset: number;
  /** Parameters of functions around. */
  readonly #locals: string[] = [];
  #depth = 0;

  constructor(scope: NameScope, offset: number) {
    this.#scope = scope;
    this.#offset = offset;
  }

  /** The root scope of a template (F-AXML-8). */
  data(node: Expression): string {
    if (node.type !== "ObjectExpression") return this.expression(node);
    const only = node.properties.length === 1 ? node.properties[0] : undefined;
    // A lone name is a value by the specification, but programs written like WeChat's (wxParse) mean `{item}`:
    // the template sees the members of the value and the value under its name.
    if (only?.type === "Property" && only.shorthand && only.key.type === "Identifier")
      return `$.merge({${JSON.stringify(only.key.name)}:${this.#name(only.key.name)}},${this.#name(only.key.name)})`;
    const parts: string[] = [];
    let members: string[] = [];
    const flush = () => {
      if (members.length > 0) parts.push(`{${members.join(",")}}`);
      members = [];
    };
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        flush();
        parts.push(this.expression(property.argument));
      } else members.push(this.#property(property));
    }
    flush();
    return `$.merge(${parts.join(",")})`;
  }

  expression(node: Expression | SpreadElement): string {
    if (++this.#depth > compileLimits.expressionDepth)
      this.#fail(`Operators inside one another are limited to ${compileLimits.expressionDepth}.`, node);
    const code = this.#generate(node);
    this.#depth--;
    return code;
  }

  #generate(node: Expression | SpreadElement): string {
    switch (node.type) {
      case "Identifier":
        return this.#name(node.name);
      case "Literal":
        return typeof node.value === "number"
          ? `(${node.raw})`
          : typeof node.value === "string"
            ? JSON.stringify(node.value)
            : `${node.raw}`;
      case "ParenthesizedExpression":
      case "ChainExpression":
        return this.expression(node.expression);
      case "MemberExpression": {
        if (node.object.type === "Super" || node.property.type === "PrivateIdentifier")
          this.#fail("Not allowed here.", node);
        const object = this.expression(node.object);
        if (node.computed) return `${object}?.[${this.expression(node.property)}]`;
        return `${object}?.${node.property.type === "Identifier" ? node.property.name : ""}`;
      }
      case "CallExpression":
        return this.#call(node);
      case "UnaryExpression":
        if (node.operator === "delete") this.#fail('"delete" changes data; an expression may not.', node);
        return `(${node.operator} ${this.expression(node.argument)})`;
      case "BinaryExpression":
        if (node.left.type === "PrivateIdentifier") this.#fail("Not allowed here.", node);
        return `(${this.expression(node.left)} ${node.operator} ${this.expression(node.right)})`;
      case "LogicalExpression":
        return `(${this.expression(node.left)} ${node.operator} ${this.expression(node.right)})`;
      case "ConditionalExpression":
        return `(${this.expression(node.test)} ? ${this.expression(node.consequent)} : ${this.expression(node.alternate)})`;
      case "SequenceExpression":
        return `(${node.expressions.map((part) => this.expression(part)).join(", ")})`;
      case "ArrayExpression":
        return `[${node.elements.map((item) => (item ? this.#item(item) : "undefined")).join(",")}]`;
      case "ObjectExpression":
        return `({${node.properties
          .map((p) => (p.type === "SpreadElement" ? `...${this.expression(p.argument)}` : this.#property(p)))
          .join(",")}})`;
      case "TemplateLiteral":
        return `\`${node.quasis
          .map((quasi, at) => {
            const text = (quasi.value.cooked ?? "").replace(/[\\`]|\$(?=\{)/g, "\\$&");
            const hole = node.expressions[at];
            return hole ? `${text}\${${this.expression(hole)}}` : text;
          })
          .join("")}\``;
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return this.#function(node);
      case "AssignmentExpression":
      case "UpdateExpression":
        return this.#fail("An expression cannot assign; change data with setData.", node);
      case "NewExpression":
        return this.#fail('"new" cannot be used in an expression; use an SJS function.', node);
      case "ThisExpression":
        return this.#fail('"this" cannot be used in an expression; names are members of data.', node);
      default:
        return this.#fail(`This kind of expression (${node.type}) cannot be used in AXML.`, node);
    }
  }

  #name(name: string): string {
    if (this.#locals.includes(name)) return `_${name}`;
    if (name === "undefined" || name === "NaN" || name === "Infinity") return name;
    const constant = this.#scope.bound.has(name) ? undefined : this.#scope.sjs.get(name);
    if (constant !== undefined) return constant;
    this.names.add(name);
    return identifier.test(name) ? `s.${name}` : `s[${JSON.stringify(name)}]`;
  }

  #item(node: Expression | SpreadElement): string {
    return node.type === "SpreadElement" ? `...$.list(${this.expression(node.argument)})` : this.expression(node);
  }

  #property(property: { type: string } & AnyNode): string {
    if (property.type !== "Property" || property.kind !== "init" || property.method)
      return this.#fail("Methods and accessors cannot be used in an expression.", property);
    const value = this.expression(property.value as Expression);
    if (property.computed) return `[${this.expression(property.key as Expression)}]:${value}`;
    const key =
      property.key.type === "Identifier" ? property.key.name : String((property.key as { value?: unknown }).value);
    // In brackets "__proto__" is an ordinary member.
    return key === "__proto__" ? `["__proto__"]:${value}` : `${JSON.stringify(key)}:${value}`;
  }

  #call(node: Extract<Expression, { type: "CallExpression" }>): string {
    let callee: AnyNode = node.callee;
    while (callee.type === "ParenthesizedExpression" || callee.type === "ChainExpression") callee = callee.expression;
    const args = `[${node.arguments.map((item) => this.#item(item)).join(",")}]`;
    if (callee.type === "MemberExpression") {
      if (callee.object.type === "Super" || callee.property.type === "PrivateIdentifier")
        return this.#fail("Not allowed here.", node);
      const key =
        !callee.computed && callee.property.type === "Identifier"
          ? JSON.stringify(callee.property.name)
          : this.expression(callee.property as Expression);
      return `$.call(${this.expression(callee.object)},${key},${args})`;
    }
    if (callee.type === "Super" || callee.type === ("Import" as string)) return this.#fail("Not allowed here.", node);
    const name = callee.type === "Identifier" ? callee.name : "";
    return `$.callBare(${this.expression(callee as Expression)},${JSON.stringify(name)},${args})`;
  }

  #function(node: ArrowFunctionExpression | FunctionExpression): string {
    if (node.async || node.generator) this.#fail("Only plain functions can be used in an expression.", node);
    const before = this.#locals.length;
    for (const param of node.params) this.#declare(param);
    const params = node.params.map((param) => this.#pattern(param)).join(",");
    let body = "undefined";
    if (node.body.type !== "BlockStatement") body = this.expression(node.body);
    else {
      const [first, ...rest] = node.body.body;
      if (rest.length > 0 || (first && first.type !== "ReturnStatement"))
        this.#fail("A function in an expression holds one return statement; use an SJS function for more.", node.body);
      if (first?.type === "ReturnStatement" && first.argument) body = this.expression(first.argument);
    }
    this.#locals.length = before;
    return `((${params}) => (${body}))`;
  }

  #declare(pattern: Pattern | AnyNode): void {
    if (pattern.type === "Identifier") this.#locals.push(pattern.name);
    else if (pattern.type === "AssignmentPattern") this.#declare(pattern.left);
    else if (pattern.type === "RestElement") this.#declare(pattern.argument);
    else if (pattern.type === "ArrayPattern") for (const item of pattern.elements) item && this.#declare(item);
    else if (pattern.type === "ObjectPattern")
      for (const p of pattern.properties) this.#declare(p.type === "Property" ? p.value : p);
    else this.#fail("This parameter cannot be used in an expression.", pattern);
  }

  #pattern(pattern: Pattern | AnyNode): string {
    if (pattern.type === "Identifier") return `_${pattern.name}`;
    if (pattern.type === "AssignmentPattern") return `${this.#pattern(pattern.left)}=${this.expression(pattern.right)}`;
    if (pattern.type === "RestElement") return `...${this.#pattern(pattern.argument)}`;
    if (pattern.type === "ArrayPattern")
      return `[${pattern.elements.map((e) => (e ? this.#pattern(e) : "")).join(",")}]`;
    if (pattern.type !== "ObjectPattern") return this.#fail("This parameter cannot be used in an expression.", pattern);
    const members = pattern.properties.map((p) => {
      if (p.type === "RestElement") return this.#pattern(p);
      if (p.computed || p.key.type !== "Identifier") return this.#fail("This parameter cannot be used here.", p);
      return `${JSON.stringify(p.key.name)}:${this.#pattern(p.value)}`;
    });
    return `{${members.join(",")}}`;
  }

  #fail(message: string, node: { start: number }): never {
    throw new ExpressionError(message, Math.max(node.start - this.#offset, 0));
  }
}
