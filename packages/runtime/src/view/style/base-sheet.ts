import { controlSheet } from "./control-sheet.js";
import { mapSheet } from "./map-sheet.js";
import { mediaSheet } from "./media-sheet.js";
import { pickerSheet } from "./picker-sheet.js";

/**
 * What a page looks like before any ACSS: display, sizes and the drawing of built-in components. A page with
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
swiper{position:relative;overflow:hidden;height:150px;touch-action:pan-y}
swiper[vertical]{touch-action:pan-x}
swiper-item{position:absolute;inset:0 var(--berth-after,0px) 0 var(--berth-before,0px);overflow:hidden}
swiper[vertical]>swiper-item{inset:var(--berth-before,0px) 0 var(--berth-after,0px) 0}
swiper[data-berth-plain]{display:grid!important;grid-template:100%/100%}
swiper[data-berth-plain]>:not(swiper-dots){grid-area:1/1!important;position:relative!important;width:auto!important;min-width:0;overflow:hidden}
swiper-dots{position:absolute;z-index:1;left:0;right:0;bottom:10px;display:flex;justify-content:center;gap:6px;pointer-events:none}
swiper[vertical]>swiper-dots{inset:0 8px 0 auto;flex-direction:column}
swiper-dots>i{width:7px;height:7px;border-radius:50%;background:#0003;transition:background-color .2s}
swiper-dots>i.on{background:#000}
movable-area{position:relative;width:10px;height:10px}
movable-view{position:absolute;top:0;left:0;display:block;width:10px;height:10px;touch-action:none;-webkit-user-select:none;user-select:none}
movable-view[direction=horizontal]{touch-action:pan-y}movable-view[direction=vertical]{touch-action:pan-x}movable-view[direction=none]{touch-action:auto}movable-view[scale]{touch-action:none}movable-area[scale-area]{touch-action:pan-x pan-y}
${mediaSheet}${mapSheet}
@media (prefers-reduced-motion:reduce){.spin{animation:none}}
${controlSheet}${pickerSheet}`;

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
