/** The grid that stands for a map (F-TAG-5). Colours come from the shell's sheet, which knows the theme. */
export const mapSheet = `
map{position:relative;width:300px;height:225px;overflow:hidden;isolation:isolate}
map-stage,map-grid,map-pins,map-chrome{position:absolute;inset:0;display:block}
map-stage{overflow:hidden;touch-action:none;cursor:grab;color:var(--map-ink);font-size:12px;line-height:1.4}
map-stage[data-still]{touch-action:auto;cursor:default}
map-stage:focus-visible{outline:2px solid var(--berth-accent);outline-offset:-2px}
map-grid{--big:calc(var(--cell,32px)*8);background-color:var(--map-land);background-image:linear-gradient(var(--map-road) 5px,#0000 5px),linear-gradient(90deg,var(--map-road) 5px,#0000 5px),conic-gradient(at 38% 63%,#0000 75%,var(--map-park) 0),linear-gradient(var(--map-line) 1px,#0000 1px),linear-gradient(90deg,var(--map-line) 1px,#0000 1px);background-size:var(--big) var(--big),var(--big) var(--big),var(--big) var(--big),var(--cell,32px) var(--cell,32px),var(--cell,32px) var(--cell,32px)}
map-stage>svg{position:absolute;left:50%;top:50%;width:1px;height:1px;overflow:visible;pointer-events:none}
map-pins,map-chrome{pointer-events:none}
map-pin,map-here{position:absolute;left:50%;top:50%;width:0;height:0}
map-sign{position:absolute;display:block;width:24px;height:34px;pointer-events:auto;cursor:pointer}
map-sign::before{content:"";position:absolute;left:0;top:0;width:24px;height:24px;border-radius:50% 50% 50% 0;background:radial-gradient(circle,#fff 4px,#d9222a 5px);transform:rotate(-45deg);box-shadow:-1px 1px 3px #0004}
map-sign.own::before{content:none}
map-sign>img,map-control>img{display:block;width:100%;height:100%;object-fit:fill}
map-pin:focus{outline:none}map-pin:focus-visible>map-sign{outline:2px solid var(--berth-accent);outline-offset:2px;border-radius:4px}
map-label,map-callout,map-scale{position:absolute;white-space:pre;border-radius:4px;background:var(--map-card);color:var(--map-ink)}
map-label{left:50%;top:4px;padding:1px 6px;transform:translateX(-50%);box-shadow:0 1px 3px #0003}
map-callout{padding:6px 10px;border-radius:8px;transform:translateX(-50%);box-shadow:0 2px 8px #0004;pointer-events:auto;cursor:pointer;font-size:14px}
map-callout::after{content:"";position:absolute;left:50%;top:100%;border:6px solid #0000;border-top-color:var(--map-card);border-bottom:0;transform:translateX(-50%)}
map-here::before{content:"";position:absolute;left:-8px;top:-8px;width:12px;height:12px;border:2px solid #fff;border-radius:50%;background:#1677ff;box-shadow:0 0 0 8px #1677ff33}
map-control{position:absolute;width:32px;height:32px;pointer-events:auto;cursor:pointer;border-radius:6px}
map-control:not(.own){background:var(--map-card);box-shadow:0 1px 4px #0004}
map-scale{left:8px;bottom:8px;box-sizing:border-box;padding:0 2px;border:solid currentColor;border-width:0 1px 2px;border-radius:0;background:none;text-align:center;font-size:11px}
map-compass{position:absolute;right:8px;top:8px;width:28px;height:28px;border-radius:50%;background:var(--map-card);box-shadow:0 1px 4px #0004;text-align:center;line-height:28px;font-weight:600}
map-compass::before{content:"";position:absolute;left:50%;top:1px;border:4px solid #0000;border-bottom-color:#d9222a;border-top:0;transform:translateX(-50%)}
`;
