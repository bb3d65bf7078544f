/**
 * What a page looks like before any ACSS: display, sizes and the drawing of built-in components. A page with
 * `display:flex` wraps: the official demo program has `page{display:flex}` and several full-width roots in a page.
 */
export const baseSheet = `
:host{display:block;flex-wrap:wrap;position:relative;min-height:100%;box-sizing:border-box;color:#000;font:16px/1.4 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif;overflow-wrap:break-word;--berth-accent:#1677ff;--berth-line:#e5e5e5;-webkit-tap-highlight-color:transparent}
[hidden]{display:none!important}
view,cover-view,form,checkbox-group,radio-group,swiper,swiper-item,scroll-view,navigator,movable-area,picker-view,rich-text,map,web-view,picker,slider,progress-view,berth-place{display:block}
web-view{position:absolute;inset:0}
text,label{display:inline}
text{white-space-collapse:preserve-breaks}
text{-webkit-user-select:none;user-select:none}
text[selectable]{-webkit-user-select:text;user-select:text}
text[data-berth-clamp]{display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden}
[data-berth-hold],[disable-scroll]{touch-action:none}
[tabindex]:focus:not(:focus-visible){outline:none}
image,cover-image{display:inline-block;width:300px;height:225px;overflow:hidden;position:relative;vertical-align:bottom}
image>img,cover-image>img{display:block;width:100%;height:100%;border-radius:inherit}
image>img:not([src]),cover-image>img:not([src]){display:none}
cover-image{width:auto;height:auto}
[mode=aspectFit]>img{object-fit:contain}
[mode=aspectFill]>img{object-fit:cover}
image[mode=widthFix]{height:auto!important}[mode=widthFix]>img{height:auto}
image[mode=heightFix]{width:auto!important}[mode=heightFix]>img{width:auto}
[mode=top]>img,[mode=bottom]>img,[mode=center]>img,[mode=left]>img,[mode=right]>img,[mode*=" "]>img{object-fit:none}
[mode=top]>img{object-position:top}[mode=bottom]>img{object-position:bottom}[mode=left]>img{object-position:left}[mode=right]>img{object-position:right}
[mode="top left"]>img{object-position:left top}[mode="top right"]>img{object-position:right top}[mode="bottom left"]>img{object-position:left bottom}[mode="bottom right"]>img{object-position:right bottom}
button,input,textarea,picker-panel{box-sizing:border-box}
button{display:block;width:var(--berth-width,100%);height:47px;margin:0;padding:0 14px;border:1px solid #ddd;border-radius:5px;background:#fff;color:#000;font:inherit;font-size:18px;line-height:45px;text-align:center;cursor:pointer;-webkit-appearance:none;appearance:none;overflow:hidden;text-overflow:ellipsis}
@supports (width:-webkit-fill-available){button{width:var(--berth-width,-webkit-fill-available)}}
@supports (width:-moz-available){button{width:var(--berth-width,-moz-available)}}
button[kind=primary]{background:var(--berth-accent);border-color:var(--berth-accent);color:#fff}
button[kind=warn]{background:#d9222a;border-color:#d9222a;color:#fff}
button[plain]{background:transparent;border-color:#333;color:#333}
button[kind=primary][plain]{border-color:var(--berth-accent);color:#0958d9}
button[kind=warn][plain]{border-color:#d9222a;color:#d9222a}
button[size=mini]{display:inline-block;--berth-width:auto;height:30px;padding:0 12px;font-size:14px;line-height:28px;vertical-align:middle}
button[disabled]{opacity:.45;cursor:default}
.button-hover{opacity:.75}
button[loading]::before{content:"";display:inline-block;width:1em;height:1em;margin-right:.4em;border:2px solid;border-right-color:transparent;border-radius:50%;vertical-align:-.15em;animation:berth-spin 1s linear infinite}
@keyframes berth-spin{to{transform:rotate(360deg)}}
.spin{animation:berth-spin 1s linear infinite}
input,textarea{display:block;width:100%;margin:0;padding:0;border:0;border-radius:0;background:transparent;color:inherit;font:inherit;outline-offset:2px;-webkit-appearance:none;appearance:none}
input{height:1.6em;min-height:1.4em}
input:focus:not(:focus-visible),textarea:focus:not(:focus-visible){outline:none}
input:focus-visible,textarea:focus-visible{outline:none;caret-color:var(--berth-accent)}
textarea{min-height:3em;resize:none;background-repeat:no-repeat;background-position:right 4px bottom 2px}
::placeholder{color:var(--berth-placeholder-color,#767676);font-size:var(--berth-placeholder-size,inherit);font-weight:var(--berth-placeholder-weight,inherit);opacity:1}
checkbox,radio,switch{display:inline-block;position:relative;vertical-align:middle;line-height:0;cursor:pointer}
checkbox>i,radio>i{display:inline-block;position:relative;width:20px;height:20px;border:1.5px solid #8c8c8c;border-radius:50%;background:#fff}
checkbox>i{border-radius:4px}
[aria-checked=true]>i{background:var(--berth-accent);border-color:var(--berth-accent)}
checkbox[aria-checked=true]>i::after,radio[aria-checked=true]>i::after{content:"";position:absolute;left:6px;top:2px;width:5px;height:10px;border:solid #fff;border-width:0 2px 2px 0;transform:rotate(45deg)}
switch>i{display:inline-block;width:51px;height:31px;border-radius:16px;background:#8c8c8c;transition:background .2s}
switch>i::after{content:"";position:absolute;top:2px;left:2px;width:27px;height:27px;border-radius:50%;background:#fff;box-shadow:0 2px 4px #0003;transition:transform .2s}
switch[aria-checked=true]>i::after{transform:translateX(20px)}
checkbox[disabled],radio[disabled],switch[disabled],slider[disabled],picker[disabled]{opacity:.45;cursor:default}
slider{display:flex;align-items:center;min-height:44px;padding:0 14px}
slider-track{flex:1;position:relative;height:44px;touch-action:pan-y;cursor:pointer}
slider-track::before,slider-fill{content:"";position:absolute;left:0;top:calc(50% - var(--berth-track,4px)/2);height:var(--berth-track,4px);border-radius:99px}
slider-track::before{right:0;background:var(--berth-line)}
slider-fill{width:var(--berth-part,0);background:var(--berth-accent)}
slider-knob{position:absolute;left:var(--berth-part,0);top:50%;width:var(--berth-knob,22px);height:var(--berth-knob,22px);transform:translate(-50%,-50%);border-radius:50%;background:var(--berth-handle,#fff);box-shadow:0 1px 4px #0006}
slider-value:not(:empty){min-width:2.5em;padding-left:14px;text-align:right}
progress-view{display:flex;align-items:center}
progress-bar{flex:1;height:var(--berth-track,6px);border-radius:99px;overflow:hidden;background:var(--berth-line)}
progress-bar>i{display:block;height:100%;width:var(--berth-part,0);background:var(--berth-accent)}
progress-view[active]>progress-bar>i{transition:width 1s}
progress-view>span:not(:empty){padding-left:10px}
scroll-view{overflow:hidden;-webkit-overflow-scrolling:touch}
scroll-view[scroll-x]{overflow-x:auto}scroll-view[scroll-y]{overflow-y:auto}
scroll-view[trap-scroll]{overscroll-behavior:contain}
scroll-view::-webkit-scrollbar{display:none}
swiper{position:relative;overflow:hidden;height:150px;touch-action:pan-y}
swiper[vertical]{touch-action:pan-x}
swiper-item{position:absolute;inset:0 var(--berth-after,0px) 0 var(--berth-before,0px);overflow:hidden}
swiper[vertical]>swiper-item{inset:var(--berth-before,0px) 0 var(--berth-after,0px) 0}
swiper-dots{position:absolute;z-index:1;left:0;right:0;bottom:10px;display:flex;justify-content:center;gap:6px;pointer-events:none}
swiper[vertical]>swiper-dots{inset:0 8px 0 auto;flex-direction:column}
swiper-dots>i{width:7px;height:7px;border-radius:50%;background:#0003}
swiper-dots>i.on{background:#000}
movable-area{position:relative;width:10px;height:10px}
movable-view{position:absolute;top:0;left:0;display:block;width:10px;height:10px;touch-action:none;-webkit-user-select:none;user-select:none}
movable-view[direction=horizontal]{touch-action:pan-y}movable-view[direction=vertical]{touch-action:pan-x}movable-view[direction=none]{touch-action:auto}
icon{display:inline-block;line-height:0;vertical-align:middle}
canvas{display:block;width:300px;height:225px}
canvas[width]:not([data-berth-fit]){width:auto;height:auto}
video{display:block;width:300px;height:225px;background:#000}
map{position:relative;width:300px;height:225px;overflow:hidden}
map-grid{position:absolute;inset:0;background:#e8f0e4;background-image:linear-gradient(#cfdcc8 1px,#0000 1px),linear-gradient(90deg,#cfdcc8 1px,#0000 1px);background-size:32px 32px}
map-pin{position:absolute;width:22px;height:22px;margin:-27px 0 0 -11px;border-radius:50% 50% 50% 0;background:#d9222a;transform:rotate(-45deg);box-shadow:inset 0 0 0 6px #d9222a,inset 0 0 0 11px #fff}
map-pin[data-label]::after{content:attr(data-label);position:absolute;left:20px;top:-6px;padding:2px 6px;border-radius:4px;background:#fff;color:#000;font-size:12px;line-height:1.4;white-space:nowrap;transform:rotate(45deg);transform-origin:0 50%}
picker-view{display:flex;position:relative;height:200px;overflow:hidden;--berth-item:34px}
picker-view-column{flex:1;min-width:0;height:100%;overflow-y:scroll;scroll-snap-type:y mandatory;overscroll-behavior:contain;text-align:center;scrollbar-width:none}
picker-view-column::-webkit-scrollbar{display:none}
picker-view-column::before,picker-view-column::after{content:"";display:block;height:calc(50% - var(--berth-item,34px)/2)}
picker-view-column>*{display:block;min-height:34px;line-height:34px;scroll-snap-align:center;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
picker-indicator{position:absolute;left:0;right:0;top:50%;height:var(--berth-item);transform:translateY(-50%);border:solid #d9d9d9;border-width:1px 0;pointer-events:none}
picker-sheet{position:fixed;inset:0;z-index:1000;display:flex;align-items:flex-end;background:#0008}
picker-panel{display:block;width:100%;max-height:70%;overflow:auto;border-radius:12px 12px 0 0;background:#fff;color:#000;text-align:center;font-size:17px;animation:berth-rise .2s}
@keyframes berth-rise{from{transform:translateY(40%)}}
picker-title,picker-option,picker-cancel{display:block;padding:13px 16px;border-bottom:1px solid #eee;cursor:pointer}
picker-title{color:#666;font-size:14px;cursor:default}
picker-option[aria-selected=true]{color:#0958d9;font-weight:600}
picker-cancel{border-top:6px solid #f0f0f0;border-bottom:0;position:sticky;bottom:0;background:#fff}
berth-place{min-height:60px;padding:12px;background:#f0f0f0;color:#595959;font-size:12px;text-align:center}
berth-place::before{content:attr(data-berth-place)}
@media (prefers-reduced-motion:reduce){picker-panel,.spin{animation:none}}
`;

/** Sheet of the shell's document: pages lie over one another and scroll by themselves. */
export const shellSheet = `
html,body{margin:0;height:100%;overflow:hidden;background:#fff;color-scheme:light}
page-layer{position:fixed;inset:0;overflow:hidden;contain:layout style;background:#fff}
page-layer[inert]{content-visibility:hidden;visibility:hidden}
page-scroller{position:absolute;inset:0;overflow:auto;overscroll-behavior-y:contain;touch-action:manipulation;scrollbar-width:none}
page-scroller::-webkit-scrollbar{display:none}
page-host{display:block;min-height:100%}
pull-sign{position:absolute;left:50%;top:14px;width:22px;height:22px;margin-left:-11px;border:3px solid #8c8c8c;border-right-color:transparent;border-radius:50%}
pull-sign.on{animation:berth-spin 1s linear infinite}
@keyframes berth-spin{to{transform:rotate(360deg)}}
`;
