/** How swipers and movable views look before any ACSS. */
export const containerSheet = `
swiper{position:relative;overflow:hidden;height:150px;touch-action:pan-y}
swiper[vertical]{touch-action:pan-x}
swiper-item{position:absolute;inset:0 var(--berth-after,0px) 0 var(--berth-before,0px);inset-inline-end:auto;width:calc((100% - var(--berth-before,0px) - var(--berth-after,0px))/var(--berth-many,1));overflow:hidden}
swiper[vertical]>swiper-item{inset:var(--berth-before,0px) 0 auto 0;width:auto;height:calc((100% - var(--berth-before,0px) - var(--berth-after,0px))/var(--berth-many,1))}
swiper[data-berth-plain]{display:grid!important;grid-template:100%/100%}
swiper[data-berth-plain]>:not(swiper-dots){grid-area:1/1!important;position:relative!important;width:auto!important;min-width:0;overflow:hidden}
swiper-dots{position:absolute;z-index:1;left:0;right:0;bottom:10px;display:flex;justify-content:center;gap:6px;pointer-events:none}
swiper[vertical]>swiper-dots{inset:0 8px 0 auto;flex-direction:column}
swiper-dots>i{width:7px;height:7px;border-radius:50%;background:#0003;transition:background-color .2s}
swiper-dots>i.on{background:#000}
movable-area{position:relative;width:10px;height:10px}
movable-view{position:absolute;top:0;left:0;display:block;width:10px;height:10px;touch-action:none;-webkit-user-select:none;user-select:none}
movable-view~movable-view{position:absolute!important}
movable-view[direction=horizontal]{touch-action:pan-y}movable-view[direction=vertical]{touch-action:pan-x}movable-view[direction=none]{touch-action:auto}movable-view[scale]{touch-action:none}movable-area[scale-area]{touch-action:pan-x pan-y}
`;
