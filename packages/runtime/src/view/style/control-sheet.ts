/** How buttons, text fields and switches look before any ACSS. */
export const controlSheet = `
button,input,textarea{box-sizing:border-box}
button{display:block;width:var(--berth-width,100%);height:47px;margin:0;padding:0 14px;border:1px solid #ddd;border-radius:5px;background:#fff;color:#000;font:inherit;font-size:18px;line-height:45px;text-align:center;cursor:pointer;-webkit-appearance:none;appearance:none;overflow:hidden;text-overflow:ellipsis}
@supports (width:-webkit-fill-available){button{width:var(--berth-width,-webkit-fill-available)}}
@supports (width:-moz-available){button{width:var(--berth-width,-moz-available)}}
button[kind=primary]{background:var(--berth-accent);border-color:var(--berth-accent);color:#fff}
button[kind=warn]{background:#d9222a;border-color:#d9222a;color:#fff}
button[plain]{background:transparent;border-color:currentColor;color:inherit}
button[kind=primary][plain]{color:var(--berth-accent);color:color-mix(in srgb,var(--berth-accent) 75%,currentColor)}
button[kind=warn][plain]{color:#d9222a;color:color-mix(in srgb,#d9222a 75%,currentColor)}
button[size=mini]{display:inline-block;--berth-width:auto;height:30px;padding:0 12px;font-size:14px;line-height:28px;vertical-align:middle}
button[disabled]{opacity:.45;cursor:default}
.button-hover{filter:brightness(.9)}
button[loading]::before{content:"";display:inline-block;box-sizing:border-box;width:1em;height:1em;margin-inline-end:.4em;border:2px solid;border-right-color:transparent;border-radius:50%;vertical-align:-.1em;animation:berth-spin 1s linear infinite}
input,textarea{display:block;width:100%;margin:0;padding:0;border:0;border-radius:0;background:transparent;color:inherit;font:inherit;text-align:inherit;caret-color:var(--berth-accent);-webkit-appearance:none;appearance:none}
input{height:1.6em;min-height:1.4em}
textarea{min-height:3em;resize:none;background-repeat:no-repeat;background-position:right 4px bottom 2px}
textarea[data-berth-count]{padding-bottom:20px}
input[disabled],textarea[disabled]{opacity:.6;-webkit-text-fill-color:currentColor}
::placeholder{color:var(--berth-placeholder-color,#767676);font-size:var(--berth-placeholder-size,inherit);font-weight:var(--berth-placeholder-weight,inherit);opacity:1}
checkbox,radio,switch{display:inline-block;position:relative;vertical-align:middle;line-height:0;cursor:pointer;-webkit-user-select:none;user-select:none}
checkbox,radio{margin-inline-end:4px}
checkbox>i,radio>i{display:inline-block;box-sizing:border-box;position:relative;width:22px;height:22px;border:1.5px solid #8c8c8c;border-radius:50%;transition:background-color .15s,border-color .15s}
checkbox>i{border-radius:4px}
[aria-checked=true]>i{background:var(--berth-accent);border-color:var(--berth-accent)}
checkbox[aria-checked=true]>i::after,radio[aria-checked=true]>i::after{content:"";position:absolute;left:6.5px;top:2.5px;width:4px;height:9px;border:solid #fff;border-width:0 2px 2px 0;transform:rotate(45deg)}
switch>i{display:inline-block;width:51px;height:31px;border-radius:16px;background:#8c8c8c;transition:background-color .2s}
switch>i::after{content:"";position:absolute;top:2px;left:2px;width:27px;height:27px;border-radius:50%;background:#fff;box-shadow:0 2px 4px #0003;transition:transform .2s}
switch[aria-checked=true]>i::after{transform:translateX(20px)}
checkbox[disabled],radio[disabled],switch[disabled],slider[disabled],picker[disabled]{opacity:.45;cursor:default}
:focus{outline:none}
:host([data-berth-keys]) :focus{outline:2px solid var(--berth-accent);outline-offset:1px;border-radius:3px}
@media (prefers-reduced-motion:reduce){checkbox>i,radio>i,switch>i,switch>i::after{transition:none}}
`;
