import { type CssNode, List, type ListItem, parse, type Rule, type SelectorList, walk } from "css-tree";

/**
 * How far the rules of a sheet reach (F-CSS-6). The compiler does all of it: elements of a component that is not
 * "shared" carry an attribute in their fragment, and selectors ask for it. The worker and the view know nothing of it.
 *
 * - "isolated": elements say `data-berth-isolated="<id>"`. The component's own sheet matches these only, and every
 *   other sheet of the project leaves elements with that attribute alone.
 * - "apply-shared": elements say `data-berth-scope="<id>"`. The own sheet matches these only; others match as ever.
 *
 * What is asked for stands in `:where()`, so the specificity of a rule is what its author wrote. Slot content belongs
 * to whoever wrote it and carries the attribute of that file. An element of an isolated component that takes an
 * external class says `data-berth-scope`, since that class is styled by the user of the component.
 */
export interface StyleScope {
  /** The sheet's component, when only its elements are meant. */
  id: string | null;
  /** Whether elements of isolated components are left out. */
  avoid: boolean;
}

/** Reach of a sheet in a project where nothing is isolated. */
export const everywhere: StyleScope = { id: null, avoid: false };

/** Adds what a scope asks for to every selector of a sheet. */
export function scopeSelectors(sheet: CssNode, scope: StyleScope): void {
  const condition = conditionOf(scope);
  if (condition === null) return;
  let keyframes = 0;
  walk(sheet, {
    enter(node: CssNode) {
      if (node.type === "Atrule" && isKeyframes(node.name)) keyframes++;
      if (node.type === "Rule" && keyframes === 0) scopeRule(node, condition);
    },
    leave(node: CssNode) {
      if (node.type === "Atrule" && isKeyframes(node.name)) keyframes--;
    },
  });
}

function conditionOf({ id, avoid }: StyleScope): CssNode | null {
  if (id !== null) return pseudo(`:where([data-berth-isolated="${id}"],[data-berth-scope="${id}"])`);
  return avoid ? pseudo(":where(:not([data-berth-isolated]))") : null;
}

function pseudo(text: string): CssNode {
  const selector = parse(text, { context: "selector" });
  if (selector.type !== "Selector" || !selector.children.first) throw new Error(text);
  return selector.children.first;
}

function isKeyframes(name: string): boolean {
  return /^(-\w+-)?keyframes$/i.test(name);
}

function scopeRule(rule: Rule, condition: CssNode): void {
  if (rule.prelude.type !== "SelectorList") return;
  (rule.prelude as SelectorList).children.forEach((selector) => {
    if (selector.type !== "Selector") return;
    // The last compound is what a rule styles; its pseudo-element stays at the end.
    let before: ListItem<CssNode> | null = null;
    selector.children.forEach((node, item) => {
      if (node.type === "Combinator") before = null;
      else if (before === null && isPseudoElement(node)) before = item;
    });
    const item = List.createItem<CssNode>(condition);
    if (before) selector.children.insert(item, before);
    else selector.children.append(item);
  });
}

function isPseudoElement(node: CssNode): boolean {
  return (
    node.type === "PseudoElementSelector" ||
    (node.type === "PseudoClassSelector" && /^(before|after|first-line|first-letter)$/i.test(node.name))
  );
}
