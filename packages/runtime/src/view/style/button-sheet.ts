/** How buttons look before any ACSS, and what has the focus. */
export const buttonSheet = `
button{box-sizing:border-box}
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
:focus{outline:none}
:host([data-berth-keys]) :focus{outline:2px solid var(--berth-accent);outline-offset:1px;border-radius:3px}
`;
