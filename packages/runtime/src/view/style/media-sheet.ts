/** Canvas, video, progress and icons. */
export const mediaSheet = `
progress-view{display:flex;align-items:center}
progress-bar{flex:1;height:var(--berth-track,6px);border-radius:99px;overflow:hidden;background:var(--berth-line)}
progress-bar>i{display:block;height:100%;width:var(--berth-part,0);background:var(--berth-accent)}
progress-view[active]>progress-bar>i{transition:width 1s}
@starting-style{progress-view[active]>progress-bar>i{width:0}}
progress-view>span:not(:empty){padding-left:10px}
icon{display:inline-block;line-height:0;vertical-align:middle}
canvas{display:block;width:var(--berth-width,300px);height:var(--berth-height,225px)}
video{display:block;width:300px;height:225px;background:#000}
video[data-berth-full]{position:fixed!important;inset:0!important;z-index:999;width:100%!important;height:100%!important;margin:0!important}
video[data-berth-full="90"],video[data-berth-full="-90"]{inset:50% auto auto 50%!important;width:100vh!important;height:100vw!important;transform:translate(-50%,-50%) rotate(90deg)!important}
video[data-berth-full="-90"]{transform:translate(-50%,-50%) rotate(-90deg)!important}
`;
