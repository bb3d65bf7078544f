import { type Expression as AstExpression, parseExpressionAt } from "acorn";
import { compileLimits } from "../limits.js";
import { decodeEntities } from "./entities.js";
import type { ContentMode, ExpressionCode, NameScope } from "./expression-code.js";
import { ExpressionError } from "./expression-error.js";
import { generateExpression } from "./generate-expression.js";
import { giveWordsBack, withFreedWords } from "./reserved-words.js";

const simplePath = /^\s*([A-Za-z_$][\w$]*)((?:\.[A-Za-z_$][\w$]*)*)\s*$/;
/** What is never the name of a data member where it stands alone. */
const reserved = new Set("true false null undefined this typeof void await yield super NaN Infinity".split(" "));

function tooDeep(at: number): ExpressionError {
  return new ExpressionError(`Operators inside one another are limited to ${compileLimits.expressionDepth}.`, at);
}

/**
 * The content of one mustache as JavaScript.
 *
 * @throws ExpressionError when it is no expression of the language
 */
export function compileExpression(content: string, mode: ContentMode, scope: NameScope): ExpressionCode {
  if (content.length > compileLimits.expressionLength)
    throw new ExpressionError(`Expression is longer than ${compileLimits.expressionLength} characters.`, 0);
  if (content.trim() === "") return { code: "undefined", names: new Set() };
  const simple = mode === "data" ? null : simplePath.exec(content);
  if (simple) {
    const [, root = "", members = ""] = simple;
    if (!reserved.has(root)) return simpleMember(root, members, scope);
  }
  const ast = parseContent(content, mode);
  return generateExpression(ast.node, mode, scope, ast.offset);
}

/** Nearly every expression is a path like `item.name`; these need no parser. */
function simpleMember(root: string, members: string, scope: NameScope): ExpressionCode {
  const constant = scope.bound.has(root) ? undefined : scope.sjs.get(root);
  const tail = members.replaceAll(".", "?.");
  return constant === undefined
    ? { code: `s.${root}${tail}`, names: new Set([root]) }
    : { code: `${constant}${tail}`, names: new Set() };
}

function parseContent(content: string, mode: ContentMode): { node: AstExpression; offset: number } {
  const asObject = { before: "({", after: "\n})" };
  const asExpression = { before: "(", after: "\n)" };
  const forms = mode === "data" ? [asObject, asExpression] : [asExpression, asObject];
  let failure: ExpressionError | null = null;
  for (const form of forms) {
    const parsed = tryParse(content, form.before, form.after);
    if (parsed instanceof ExpressionError) {
      // The message of the expression form is the one that helps.
      if (form === asExpression || failure === null) failure = parsed;
      continue;
    }
    // `{{a, b}}` is an object body by the grammar; only text takes it as the comma operator.
    if (form === asExpression && mode === "value" && parsed.type === "SequenceExpression") {
      const object = tryParse(content, asObject.before, asObject.after);
      if (!(object instanceof ExpressionError)) return { node: object, offset: asObject.before.length };
    }
    return { node: parsed, offset: form.before.length };
  }
  const decoded = decodeEntities(content);
  if (decoded !== content) return parseContent(decoded, mode);
  const trimmed = withoutEnd(content);
  if (trimmed !== content && trimmed !== content.trimEnd()) return parseContent(trimmed, mode);
  throw failure ?? new ExpressionError("Not an expression.", 0);
}

/** Without the semicolons and blanks at its end. */
function withoutEnd(content: string): string {
  let end = content.length;
  while (end > 0 && /[;\s]/.test(content[end - 1] ?? "")) end--;
  return content.slice(0, end);
}

function tryParse(content: string, before: string, after: string): AstExpression | ExpressionError {
  const parsed = parseAs(content, before, after);
  const freed = parsed instanceof ExpressionError ? withFreedWords(content) : content;
  if (freed === content) return parsed;
  const again = parseAs(freed, before, after);
  return again instanceof ExpressionError ? parsed : giveWordsBack(again);
}

function parseAs(content: string, before: string, after: string): AstExpression | ExpressionError {
  const input = before + content + after;
  try {
    const node = parseExpressionAt(input, 0, { ecmaVersion: "latest", preserveParens: true });
    // Brackets must pair inside the content: "a) + (b" is no expression although it parses in parentheses.
    if (node.type !== "ParenthesizedExpression" || node.end !== input.length)
      return new ExpressionError("Unexpected token", 0);
    return node.expression;
  } catch (error) {
    if (error instanceof SyntaxError) {
      // What acorn makes of a stack that overflows.
      if (error.message.startsWith("Not enough stack")) return tooDeep(0);
      const pos = (error as SyntaxError & { pos?: number }).pos ?? before.length;
      const at = Math.min(Math.max(pos - before.length, 0), content.length);
      return new ExpressionError(error.message.replace(/ \(\d+:\d+\)$/, ""), at);
    }
    if (error instanceof RangeError) return tooDeep(0);
    throw error;
  }
}
