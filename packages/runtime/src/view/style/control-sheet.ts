/** How text fields and switches look before any ACSS. */
export const controlSheet = `
input,textarea{box-sizing:border-box}
input,textarea{display:block;width:100%;margin:0;padding:0;border:0;border-radius:0;background:transparent;color:inherit;font:inherit;text-align:inherit;caret-color:var(--berth-accent);-webkit-appearance:none;appearance:none}
input{height:1.6em;min-height:1.4em}
textarea{min-height:3em;resize:none}
textarea[data-berth-count]{padding-bottom:20px;background-repeat:no-repeat!important;background-position:right 4px bottom 2px!important}
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
@media (prefers-reduced-motion:reduce){checkbox>i,radio>i,switch>i,switch>i::after{transition:none}}
`;
