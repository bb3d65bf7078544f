/** Pictures, and the place of what a page cannot show. */
export const pictureSheet = `
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
berth-place{box-sizing:border-box;display:flex;align-items:center;justify-content:center;gap:.5em;min-height:60px;padding:12px;border:1px dashed var(--place-line);border-radius:6px;background:var(--place);color:var(--place-ink);font-size:13px;line-height:1.4}
berth-place:is([data-berth-place=camera],[data-berth-place^=live],[data-berth-place=rtc-room],[data-berth-place=ar-camera]){height:225px}
berth-place::before{content:"";flex:none;width:1em;height:1em;border:2px solid;border-radius:50%;background:linear-gradient(45deg,#0000 45%,currentColor 45% 55%,#0000 55%)}
berth-place::after{content:attr(data-berth-place)}
`;
