import {
  Bind,
  type Block,
  type Expression,
  type Fragment,
  type FragmentNode,
  type TemplateModule,
} from "@berth/core/wire";
import { classText } from "../render/attribute-value.js";

/**
 * A template in which the external classes stand for what the user of the component gives (F-CMP-11): `my-class` in a
 * class attribute is replaced by the value of the attribute `my-class`. Elements whose class never changed get a slot.
 */
export function withExternalClasses(module: TemplateModule, names: readonly string[]): TemplateModule {
  const props = new Map(
    names.map((name) => [name, name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())]),
  );
  const fragments = [...module.fragments];
  const names_ = [...props.values()];
  const filled =
    (value: (s: Parameters<Expression>[0]) => unknown): Expression =>
    (s) => {
      const text = classText(value(s)).split(/\s+/);
      return text.map((name) => (props.has(name) ? classText(s[props.get(name) as string]) : name)).join(" ");
    };
  const blockOf = (block: Block): Block => {
    const added: Block["b"] = [];
    const own = module.fragments[block.f] as Fragment;
    let n = own.n;
    const nodeOf = (node: FragmentNode): FragmentNode => {
      if (!("e" in node)) return node;
      const children = node.c === undefined ? {} : { c: node.c.map(nodeOf) };
      const text = node.p?.["class"];
      if (typeof text !== "string" || !text.split(/\s+/).some((name) => props.has(name)))
        return { ...node, ...children };
      const s = node.s ?? ++n;
      added.push([Bind.attribute, s, "class", filled(() => text)]);
      return { ...node, ...children, s };
    };
    const c = own.c.map(nodeOf);
    fragments[block.f] = { n, c };
    const b = block.b.map((binding): Block["b"][number] => {
      switch (binding[0]) {
        case Bind.attribute:
          return binding[2] === "class" ? [binding[0], binding[1], binding[2], filled(binding[3])] : binding;
        case Bind.if:
          return [binding[0], binding[1], binding[2].map(([test, inner]) => [test, blockOf(inner)])];
        case Bind.for:
          return [...binding.slice(0, 6), blockOf(binding[6]), ...binding.slice(7)] as typeof binding;
        case Bind.component:
          return [
            binding[0],
            binding[1],
            { ...binding[2], slots: binding[2].slots.map((slot) => ({ ...slot, block: blockOf(slot.block) })) },
          ];
        case Bind.slot:
          return [...binding.slice(0, 4), binding[4] === null ? null : blockOf(binding[4])] as typeof binding;
        default:
          return binding;
      }
    });
    return { ...block, b: [...b, ...added], u: block.u === null ? null : [...block.u, ...names_] };
  };
  return { ...module, main: blockOf(module.main), fragments };
}
