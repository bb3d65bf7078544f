import { buttonSheet } from "./button-sheet.js";
import { pictureSheet } from "./picture-sheet.js";

/**
 * What a page looks like before any ACSS: display, sizes and the drawing of the components every page needs. A page with
 * `display:flex` wraps: the official demo program has `page{display:flex}` and several full-width roots in a page.
 */
export const baseSheet = `
:host{display:block;flex-wrap:wrap;position:relative;min-height:100%;box-sizing:border-box;color:#000;font:16px/1.4 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif;overflow-wrap:break-word;--berth-accent:#146fee;--berth-line:color-mix(in srgb,currentColor 12%,#0000);-webkit-tap-highlight-color:transparent;-webkit-touch-callout:none;-webkit-user-select:none;user-select:none}
input,textarea{-webkit-user-select:text;user-select:text}
[hidden]{display:none!important}
view,cover-view,form,checkbox-group,radio-group,swiper,swiper-item,scroll-view,navigator,movable-area,picker-view,rich-text,map,web-view,picker,slider,progress-view{display:block}
web-view{position:absolute;inset:0}
text,label{display:inline}
text{white-space-collapse:preserve-breaks}
text[selectable]{-webkit-user-select:text;user-select:text}
text[data-berth-clamp]{display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden}
[data-berth-hold],[disable-scroll]{touch-action:none}
[data-berth-hold] scroll-view,[disable-scroll] scroll-view{overscroll-behavior:contain}
cover-view,cover-image{position:relative;z-index:1}
@keyframes berth-spin{to{transform:rotate(360deg)}}
.spin{animation:berth-spin 1s linear infinite}
scroll-view{overflow:hidden;-webkit-overflow-scrolling:touch}
scroll-view[scroll-x]{overflow-x:auto}scroll-view[scroll-y]{overflow-y:auto}
scroll-view[trap-scroll]{overscroll-behavior:contain}
scroll-view::-webkit-scrollbar{display:none}
${pictureSheet}
@media (prefers-reduced-motion:reduce){.spin{animation:none}}
${buttonSheet}`;

/** Sheet of the shell's document: pages lie over one another and scroll by themselves. */
export const shellSheet = `
html,body{margin:0;height:100%;overflow:hidden;overscroll-behavior:none;background:#fff;color-scheme:light}
html{--place:#f5f5f5;--place-line:#bfbfbf;--place-ink:#595959}
html[data-theme=dark]{--place:#262626;--place-line:#595959;--place-ink:#d9d9d9}
page-layer{position:fixed;inset:0;overflow:hidden;contain:layout style;background:#fff}
page-layer[inert]{content-visibility:hidden;visibility:hidden}
page-scroller{position:absolute;inset:0;overflow:auto;overscroll-behavior:contain;touch-action:manipulation;scrollbar-width:none}
page-scroller::-webkit-scrollbar{display:none}
page-host{display:block;min-height:100%}
scroll-mark{position:absolute;inset-inline-end:2px;top:0;width:3px;height:0;border-radius:2px;background:#0006;opacity:0;transition:opacity .3s;pointer-events:none}
scroll-mark.on{opacity:1}
@keyframes berth-spin{to{transform:rotate(360deg)}}
`;
