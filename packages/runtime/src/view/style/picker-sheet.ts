/** How slider, picker and picker-view look before any ACSS. */
export const pickerSheet = `
slider{display:flex;align-items:center;min-height:44px;padding:0 14px}
slider-track{flex:1;position:relative;height:44px;touch-action:pan-y;cursor:pointer;-webkit-user-select:none;user-select:none}
slider[disabled] slider-track{cursor:default}
slider-track::before,slider-fill{content:"";position:absolute;inset-inline-start:0;top:calc(50% - var(--berth-track,4px)/2);height:var(--berth-track,4px);border-radius:99px}
slider-track::before{inset-inline-end:0;background:var(--berth-line)}
slider-fill{width:var(--berth-part,0);background:var(--berth-accent)}
slider-knob{position:absolute;inset-inline-start:var(--berth-part,0);top:50%;width:var(--berth-knob,22px);height:var(--berth-knob,22px);margin:calc(var(--berth-knob,22px)/-2);border-radius:50%;background:var(--berth-handle,#fff);box-shadow:0 0 0 .5px #0001,0 1px 4px #0006}
slider-value:not(:empty){min-width:2.5em;padding-inline-start:14px;text-align:end}
picker-view{display:flex;position:relative;height:200px;overflow:hidden}
picker-view-column{flex:1;min-width:0;height:100%;overflow-y:scroll;scroll-snap-type:y mandatory;overscroll-behavior:contain;text-align:center;scrollbar-width:none;cursor:grab;-webkit-user-select:none;user-select:none}
picker-view-column[data-berth-drag]{scroll-snap-type:none;cursor:grabbing}
picker-view:not([data-berth-mask])>picker-view-column{-webkit-mask:linear-gradient(#0003,#000c calc(50% - var(--berth-item,34px)/2),#000 0 calc(50% + var(--berth-item,34px)/2),#000c 0,#0003);mask:linear-gradient(#0003,#000c calc(50% - var(--berth-item,34px)/2),#000 0 calc(50% + var(--berth-item,34px)/2),#000c 0,#0003)}
picker-view-column::-webkit-scrollbar{display:none}
picker-view-column::before,picker-view-column::after{content:"";display:block;height:calc(50% - var(--berth-item,34px)/2)}
picker-view-column>*{display:block;min-height:34px;line-height:34px;scroll-snap-align:center;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
picker-view[data-berth-fixed]>picker-view-column>*{box-sizing:border-box;height:var(--berth-item)!important;min-height:0!important}
picker-mask{position:absolute;inset:0;pointer-events:none}
picker-indicator{position:absolute;left:0;right:0;top:50%;height:var(--berth-item,34px);box-sizing:border-box;transform:translateY(-50%);border:solid #8c8c8c66;border-width:1px 0;pointer-events:none}
.picker-sheet{display:flex;flex-direction:column;box-sizing:border-box;width:100%;max-width:none;max-height:70%;margin:auto 0 0;padding:0;border:0;border-radius:12px 12px 0 0;overflow:hidden;background:#fff;color:#000;text-align:center;font:17px/1.4 inherit;--line:#eee;--gap:#f0f0f0;--soft:#666;--accent:#0958d9;animation:berth-rise .2s}
.picker-sheet.dark{background:#262626;color:#eee;--line:#3a3a3a;--gap:#1a1a1a;--soft:#b0b0b0;--accent:#6ab0ff;color-scheme:dark}
.picker-sheet::backdrop{background:#0008}
@keyframes berth-rise{from{transform:translateY(40%)}}
picker-list{flex:1;display:block;min-height:0;overflow:auto;overscroll-behavior:contain}
picker-title,picker-option,picker-cancel{display:block;flex:none;padding:13px 16px;border-bottom:1px solid var(--line);cursor:pointer}
picker-title{color:var(--soft);font-size:14px;cursor:default}
picker-option[aria-selected=true]{color:var(--accent);font-weight:600}
picker-option:active,picker-cancel:active{background:var(--gap)}
picker-option:last-child{border-bottom:0}
picker-cancel{border-top:6px solid var(--gap);border-bottom:0;padding-bottom:calc(13px + env(safe-area-inset-bottom))}
picker-bar{flex:none;display:flex;align-items:center;border-bottom:1px solid var(--line)}
picker-bar>picker-title{flex:1;min-width:0;padding:13px 0;border:0;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
picker-button{display:block;flex:none;min-width:44px;padding:13px 16px;cursor:pointer}
picker-button.done{color:var(--accent);font-weight:600}
picker-button:active{background:var(--gap)}
.picker-sheet>picker-view{height:238px;padding:8px 8px calc(8px + env(safe-area-inset-bottom))}
.picker-sheet :focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
.picker-sheet picker-view-column:focus-visible{-webkit-mask:none;mask:none;border-radius:6px}
@media (prefers-reduced-motion:reduce){.picker-sheet{animation:none}}
`;
