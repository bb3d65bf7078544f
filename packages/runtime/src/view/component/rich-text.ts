import type { Json } from "@berth/core/wire";
import type { DrawnElement } from "../tree/marks.js";
import { textFilter } from "../tree/text-filter.js";
import { type Component, keep, textOf, type ViewContext } from "./component.js";

/** Tags that may appear; others are replaced by their children, those of GONE vanish with them (S-VIEW-6). */
const TAGS = new Set(
  (
    "a,abbr,b,bdi,bdo,blockquote,br,caption,center,cite,code,col,colgroup,dd,del,div,dl,dt,em,fieldset,font,h1,h2,h3,h4," +
    "h5,h6,hr,i,img,ins,label,legend,li,mark,ol,p,pre,q,rt,ruby,s,section,small,span,strike,strong,sub,sup,table,tbody," +
    "td,tfoot,th,thead,tr,tt,u,ul,view,text,article,header,footer,figure,figcaption,image"
  ).split(","),
);
const GONE = new Set(
  "script,style,iframe,object,embed,link,meta,base,form,svg,math,template,title,head,audio,video,frame,frameset,select,textarea,button,input".split(
    ",",
  ),
);
const ATTRIBUTES = new Set(
  "class,style,width,height,align,alt,title,colspan,rowspan,start,type,dir,color,size,valign,border,cellpadding,cellspacing,bgcolor".split(
    ",",
  ),
);
const MAX_NODES = 10_000;

/** A node of a program's own list, or of parsed text. */
interface Rich {
  text?: string;
  name?: string;
  attrs?: Record<string, Json>;
  children?: Rich[];
}

function fromJson(value: Json, depth: number): Rich[] {
  if (!Array.isArray(value) || depth > 64) return typeof value === "string" ? fromText(value) : [];
  return value.flatMap((each): Rich[] => {
    if (typeof each === "string") return [{ text: each }];
    if (typeof each !== "object" || each === null || Array.isArray(each)) return [];
    if (each["type"] === "text" || each["name"] === undefined) return [{ text: decode(textOf(each["text"])) }];
    const attrs = each["attrs"];
    return [
      {
        name: textOf(each["name"]).toLowerCase(),
        attrs: typeof attrs === "object" && attrs !== null && !Array.isArray(attrs) ? attrs : {},
        children: fromJson(each["children"] ?? [], depth + 1),
      },
    ];
  });
}

const decode = (text: string): string => {
  if (!text.includes("&")) return text;
  // A document made by the parser runs nothing and loads nothing. Without an element it would drop spaces in front.
  return new DOMParser().parseFromString(`<i>${text.replaceAll("<", "&lt;")}`, "text/html").body.textContent ?? text;
};

function fromText(html: string): Rich[] {
  return fromNodes(new DOMParser().parseFromString(html, "text/html").body, 0);
}

function fromNodes(parent: Node, depth: number): Rich[] {
  if (depth > 64) return [];
  return [...parent.childNodes].flatMap((node): Rich[] => {
    if (node.nodeType === 3) return [{ text: node.nodeValue ?? "" }];
    if (node.nodeType !== 1) return [];
    const attrs: Record<string, Json> = {};
    for (const attribute of (node as Element).attributes) attrs[attribute.name] = attribute.value;
    return [{ name: (node as Element).localName, attrs, children: fromNodes(node, depth + 1) }];
  });
}

/** What one block is built with. */
interface Building {
  context: ViewContext;
  owner: DrawnElement;
  filter: ((text: string) => string) | null;
  nodes: number;
}

function build(parent: Node, list: Rich[], to: Building): void {
  const { context, filter } = to;
  for (const node of list) {
    if (++to.nodes > MAX_NODES) return;
    if (node.text !== undefined) {
      parent.appendChild(context.document.createTextNode(filter === null ? node.text : filter(node.text)));
      continue;
    }
    const name = node.name ?? "";
    if (GONE.has(name)) continue;
    if (!TAGS.has(name)) {
      build(parent, node.children ?? [], to);
      continue;
    }
    const element: DrawnElement = context.document.createElement(name === "image" ? "img" : name);
    parent.appendChild(element);
    for (const [key, value] of Object.entries(node.attrs ?? {}))
      setAttribute(element, key.toLowerCase(), value, context, to.owner);
    build(element, node.children ?? [], to);
  }
}

/** What each block was last given, since `space` may come after it. */
const given = new WeakMap<DrawnElement, Json>();

function draw(owner: DrawnElement, context: ViewContext): void {
  owner.replaceChildren();
  const filter = textFilter(owner.getAttribute("space"), false);
  build(owner, fromJson(given.get(owner) ?? null, 0), { context, owner, filter, nodes: 0 });
}

function setAttribute(
  element: DrawnElement,
  name: string,
  value: Json,
  context: ViewContext,
  owner: DrawnElement,
): void {
  if (name === "src" && element.localName === "img") {
    const address = context.address(owner, value);
    context.resources.want(address, "image", (outcome) => {
      if ("url" in outcome)
        (element as unknown as HTMLImageElement).src = outcome.url; // an img by its name
      else context.toHost(["resourceError", address, "image", outcome.refused]);
    });
  } else if (name === "style") context.setStyle(element, textOf(value));
  else if (ATTRIBUTES.has(name)) element.setAttribute(name, textOf(value));
}

/** F-TAG-17: a list of nodes or text with tags, both made anew from a list of what may be (S-VIEW-6). */
export const richText: Component = {
  attributes: {
    nodes: {
      live: (element, value, context) => {
        given.set(element, value);
        draw(element, context);
      },
    },
    space: {
      live: (element, value, context) => {
        keep(element, "space", value);
        draw(element, context);
      },
    },
    "user-select": "keep",
  },
};
