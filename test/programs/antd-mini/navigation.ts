import type { Demo } from "../demo.js";
import { setButton } from "../set-button.js";

const people = `[{ userId: "1", displayName: "Ada", loginId: "ada@x" }, { userId: "2", displayName: "Grace", loginId: "grace@x" }]`;

/** Ways through things, and the parts of a chat. */
export const navigation: readonly Demo[] = [
  {
    name: "tabs",
    axml: `<ant-tabs items="{{items}}" onChange="tab"><view class="pad" slot-scope="tab">Content {{tab.value.title}}</view></ant-tabs>
<ant-tabs type="capsule" items="{{items}}" /><ant-tabs direction="vertical" items="{{items}}" />
<ant-tab-bar items="{{bar}}" onChange="bar" />`,
    data: `{ items: [{ title: "Sea" }, { title: "Land" }, { title: "Air", disabled: true }], bar: [{ text: "Home", icon: "AppOutline", activeIcon: "AppOutline" }, { text: "Me", icon: "UserOutline", activeIcon: "UserOutline", badge: { type: "number", text: 3 } }] }`,
    drive: {
      async Tabs(page) {
        await page.at("text=Content Sea").waitFor();
        await page.tap("text=Land");
        await page.heard("tab", 1);
        await page.sees("Content Land");
        await page.hides("text=Content Sea");
      },
      async TabBar(page) {
        await page.tap("text=Me >> nth=-1");
        await page.heard("bar", 1);
        await page.shows(".ant-tab-bar-item-active >> text=Me");
      },
    },
  },
  {
    name: "index-bar",
    axml: `<view style="height: 300px"><ant-index-bar items="{{items}}" size="{{16}}" onChange="letter"><view slot-scope="s" class="group">{{s.value.label}} group</view></ant-index-bar></view>
<ant-pagination><view class="row"><view a:for="{{8}}" a:key="*this" class="cell">{{item}}</view></view></ant-pagination>
<view style="height: 100px"><ant-alphabet alphabet="{{['A', 'B', 'C']}}" onScrollIntoView="jump" /></view>`,
    acss: ".group { height: 120px; background: #eef; } .cell { width: 120px; height: 40px; flex: none; background: #ccd; }",
    data: `{ items: [{ label: "A" }, { label: "B" }, { label: "C" }, { label: "D" }] }`,
    drive: {
      async IndexBar(page) {
        const { y } = await page.box("text=C group");
        await page.tap('.ant-indexbar-side-item:has-text("C")');
        await page.heard("letter", { label: "C" }, 2);
        await page.lies("text=C group", (box) => box.y < y);
      },
      async Alphabet(page) {
        await page.tap('.alphabet-container-item:has-text("B")');
        await page.heard("jump", "B");
      },
      async Pagination(page) {
        const { x } = await page.box(".ant-page-infinite-move");
        await page.wheel(".ant-page-infinite-content", 400, 0);
        await page.shows("text=7");
        // Its SJS handler moves the mark.
        await page.lies(".ant-page-infinite-move", (box) => box.x > x);
      },
    },
  },
  {
    name: "select-contact",
    complains: /HANDLER_MISSING/,
    axml: `<ant-select-contact height="600px" recommendContactsList="{{recommended}}" allContactsList="{{all}}" onSelect="selected" />`,
    data: `{ recommended: [{ userId: "9", displayName: "Often met", loginId: "o@x" }], all: ${people} }`,
    drive: {
      async SelectContact(page) {
        await page.tap("text=Often met");
        await page.heard("selected");
      },
    },
  },
  {
    name: "bubble",
    complains: /No handler "on(?:Click|SwipeTap)" for tap in .*SwipeAction/,
    axml: `<ant-welcome title="Hello" description="What is it about?" onTap="hello" />
<ant-bubble content="How deep is it?" placement="end" /><ant-bubble content="{{answer}}" loading="{{answer === ''}}" typing="{{ {step: 4, interval: 20} }}" onTypingComplete="typed" />
${setButton("Answer", "{ answer: 'Twelve fathoms.' }")}
<ant-actions items="{{actions}}" onItemTap="action" />
<ant-prompts title="Ask" items="{{prompts}}" vertical onItemTap="prompt" />
<ant-thought-chain items="{{chain}}" collapsible="{{ {expandedKeys: []} }}" onExpand="expanded" />
<ant-conversations items="{{talks}}" menus="{{menus}}" onItemTap="talk" onMenuItemTap="menu" />
<ant-sender placeholder="Say something" value="{{text}}" onChange="say" onSubmit="sent" />`,
    data: `{ text: "", answer: "", actions: [{ label: "Copy", icon: "StarOutline" }], prompts: [{ key: "p", icon: "RightOutline", label: "Depth", description: "of the fjord" }], chain: [{ key: "k", title: "First", content: "Look at the map" }], talks: [{ key: "t", label: "Talk of May", description: "about tides" }], menus: [{ text: "Delete", bgColor: "#FF2B00" }] }`,
    script: "say(text) { this.setData({ text }); },",
    drive: {
      async Welcome(page) {
        await page.tap("text=What is it about?");
        await page.heard("hello");
      },
      async Bubble(page) {
        await page.at(".ant-loading-mini").waitFor();
        await page.tap("text=Answer");
        await page.sees("Twelve fathoms.");
        await page.heard("typed");
        await page.hides(".ant-loading-mini");
      },
      async Actions(page) {
        await page.tap(".ant-copilot-actions-item");
        await page.heard("action");
      },
      async Prompts(page) {
        await page.tap("text=Depth");
        await page.heard("prompt");
      },
      async ThoughtChain(page) {
        await page.tap("text=First");
        await page.heard("expanded");
      },
      async Conversations(page) {
        await page.tap("text=Talk of May");
        await page.heard("talk");
      },
      async Sender(page) {
        await page.type("textarea", "Hm");
        await page.tap(".ant-copilot-sender-content-button");
        await page.heard("sent", "Hm");
      },
    },
  },
];
