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
html{--map-land:#eef1ea;--map-line:#e0e5da;--map-road:#fff;--map-park:#dcebd3;--map-card:#fff;--map-ink:#333;--place:#f5f5f5;--place-line:#bfbfbf;--place-ink:#595959}
html[data-theme=dark]{--map-land:#242a2b;--map-line:#2f3738;--map-road:#3c4648;--map-park:#25342a;--map-card:#3a4143;--map-ink:#eee;--place:#262626;--place-line:#595959;--place-ink:#d9d9d9}
page-layer{position:fixed;inset:0;overflow:hidden;contain:layout style;background:#fff}
page-layer[inert]{content-visibility:hidden;visibility:hidden}
page-scroller{position:absolute;inset:0;overflow:auto;overscroll-behavior:contain;touch-action:manipulation;scrollbar-width:none}
page-scroller::-webkit-scrollbar{display:none}
page-host{display:block;min-height:100%}
pull-sign{position:absolute;inset:0 0 auto;overflow:hidden;background-size:cover;background-position:bottom}
pull-sign>i{position:absolute;left:50%;bottom:14px;width:22px;height:22px;margin-left:-11px;box-sizing:border-box;border:3px solid #8c8c8c;border-right-color:transparent;border-radius:50%}
pull-sign.on>i{animation:berth-spin 1s linear infinite}
scroll-mark{position:absolute;inset-inline-end:2px;top:0;width:3px;height:0;border-radius:2px;background:#0006;opacity:0;transition:opacity .3s;pointer-events:none}
scroll-mark.on{opacity:1}
@keyframes berth-spin{to{transform:rotate(360deg)}}
`;
