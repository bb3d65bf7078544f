/**
 * The chrome's style sheet. Hosts theme it by custom properties on the container: `--berth-accent`, `--berth-bar`,
 * `--berth-bar-text`, `--berth-page`, `--berth-surface`, `--berth-text`, `--berth-font`, `--berth-status-bar`.
 */
export const chromeStyle = `
:host{all:initial;display:block;position:absolute;inset:0;contain:strict}
*{box-sizing:border-box;-webkit-tap-highlight-color:transparent}
[hidden]{display:none!important}
.screen{--accent:var(--berth-accent,#1677ff);--bar:var(--berth-bar,#fff);--bar-text:var(--berth-bar-text,#111);
--page:var(--berth-page,#f5f5f7);--card:var(--berth-surface,#fff);--text:var(--berth-text,#17181a);--muted:#73777f;
--line:rgba(17,20,24,.1);--press:rgba(17,20,24,.06);--danger:#e5352b;--status:var(--berth-status-bar,env(safe-area-inset-top,0px));
position:absolute;inset:0;overflow:hidden;display:flex;flex-direction:column;background:var(--page);color:var(--text);
font:16px/1.45 var(--berth-font,-apple-system,BlinkMacSystemFont,"SF Pro Text","Segoe UI",Roboto,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif);
-webkit-font-smoothing:antialiased;user-select:none;container-type:size;color-scheme:light}
.screen.dark{--bar:var(--berth-bar,#17181b);--bar-text:var(--berth-bar-text,#f2f3f5);--page:var(--berth-page,#0d0e10);
--card:var(--berth-surface,#212327);--text:var(--berth-text,#eceef1);--muted:#9a9fa8;--line:rgba(255,255,255,.12);--press:rgba(255,255,255,.08);--danger:#ff5f56;color-scheme:dark}
button{font:inherit;color:inherit;background:none;border:0;margin:0;padding:0;cursor:pointer}
button:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid var(--accent);outline-offset:-2px;border-radius:8px}
.icon{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;display:block}
.icon-more{stroke-width:3.4}.icon-close path{stroke-width:1.8}
.bar{position:relative;z-index:3;flex:none;padding-top:var(--status);background:var(--bar);color:var(--bar-text)}
.bar.own{background:none}.bar.own .bar-row{display:none}.error-frame{width:100%;height:100%;border:0}
.cover.whole{padding:0;gap:0;align-items:stretch;justify-content:stretch}.share-text{margin:0 0 10px;color:var(--muted);font-size:14px;overflow-wrap:anywhere}
.bar.over{position:absolute;left:0;right:0;top:0}
.bar.clear{background:transparent}.bar.through{pointer-events:none}.bar.through button{pointer-events:auto}
.bar-row{height:44px;display:grid;grid-template-columns:minmax(min-content,1fr) minmax(0,auto) minmax(min-content,1fr);column-gap:6px;align-items:center;padding:0 7px}
.bar.left .bar-row{grid-template-columns:auto minmax(0,1fr) auto}.bar.left .title{justify-content:flex-start}
.bar-left,.bar-right{display:flex;align-items:center}.bar-right{justify-self:end;gap:4px}
.bar-button img{width:24px;height:24px;object-fit:contain}
.bar.clear .bar-button{background:#fff9;width:34px;height:34px;margin:3px}.bar.clear.light .bar-button{background:#0003}
.bar.veiled{background-image:linear-gradient(#fffb,#fff0)}.bar.veiled.light{background-image:linear-gradient(#0007,#0000)}
.bar-button{width:40px;height:40px;display:grid;place-items:center;border-radius:20px}
.bar-button:active,.capsule button:active{background:var(--press)}
.title{display:flex;min-width:44px;overflow:hidden;padding:0 4px;min-height:44px;gap:8px;align-items:center;justify-content:center;font-size:17px;font-weight:600;letter-spacing:-.01em}
.title-text{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.title img{max-height:28px;max-width:160px;display:block}
.capsule{display:flex;height:32px;border-radius:16px;border:.5px solid color-mix(in srgb,currentColor 22%,transparent);background:#fff9;overflow:hidden}.light .capsule{background:#0003}
.capsule button{width:43px;height:31px;display:grid;place-items:center}.capsule button+button{border-left:.5px solid color-mix(in srgb,currentColor 22%,transparent)}
.capsule .icon{width:19px;height:19px}
.body{position:relative;flex:1;min-height:0;z-index:1;overflow:hidden;background:var(--page)}
.layer{position:absolute;inset:0}.layer:empty{display:none}
.tabs{position:relative;z-index:3;flex:none;display:flex;background:var(--bar);border-top:.5px solid var(--line);padding-bottom:env(safe-area-inset-bottom,0px)}
.tab{flex:1;min-width:0;height:50px;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:2px;font-size:11px;color:var(--tab-color,var(--muted));position:relative}
.tab[aria-selected=true]{color:var(--tab-active,var(--accent))}
.tab img{width:24px;height:24px;object-fit:contain}.tab.plain{font-size:15px;font-weight:500}
.badge{position:absolute;top:4px;left:calc(50% + 6px);min-width:16px;height:16px;padding:0 4px;border-radius:8px;background:var(--danger);color:#fff;font-size:10px;line-height:16px;text-align:center}
.badge.dot{min-width:8px;width:8px;height:8px;padding:0;top:6px}
.spinner{width:20px;height:20px;border-radius:50%;border:2px solid color-mix(in srgb,currentColor 25%,transparent);border-top-color:currentColor;animation:turn .8s linear infinite}
.spinner{flex:none}.spinner.small{width:15px;height:15px}.spinner.big{width:34px;height:34px;border-width:3px}
@keyframes turn{to{transform:rotate(1turn)}}
.cover{position:absolute;inset:0;z-index:2;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:14px;padding:72px 28px 48px;background:var(--page);text-align:center}
.cover .app-icon{width:64px;height:64px;border-radius:16px;background:var(--accent);color:#fff;display:grid;place-items:center;font-size:28px;font-weight:600;overflow:hidden;object-fit:cover}
.cover h1{margin:0;font-size:18px;font-weight:600;text-wrap:balance}.cover p{margin:0;color:var(--muted);font-size:14px;overflow-wrap:anywhere;max-width:420px;user-select:text}
.cover .facts{display:flex;flex-wrap:wrap;gap:6px;justify-content:center;font-size:12px;color:var(--muted)}
.cover .facts span{border:1px solid var(--line);border-radius:6px;padding:2px 8px}
.cover pre{margin:0;max-width:100%;max-height:40%;overflow:auto;text-align:left;font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--card);border-radius:10px;padding:12px;white-space:pre-wrap;overflow-wrap:anywhere;user-select:text}
.action{min-width:132px;height:44px;padding:0 20px;border-radius:22px;background:var(--accent);color:#fff;font-weight:600}
.action:active{filter:brightness(.92)}
.toast{position:absolute;z-index:5;left:50%;top:46%;transform:translate(-50%,-50%);max-width:76%;min-width:88px;padding:12px 16px;border-radius:12px;background:rgba(22,23,26,.86);color:#fff;display:flex;flex-direction:column;align-items:center;gap:8px;text-align:center;font-size:14px;overflow-wrap:anywhere;pointer-events:none;animation:rise .16s ease-out}
.toast.tall{padding:20px 22px;min-width:120px}.toast .icon{width:34px;height:34px}.toast .icon-exception{border:2px solid;border-radius:50%;padding:3px}
.toast.busy{pointer-events:auto}.busy-shield{position:absolute;inset:0;z-index:4}
@keyframes rise{from{opacity:0;transform:translate(-50%,-46%)}}
.veil{position:absolute;inset:0;z-index:6;background:rgba(0,0,0,.45);display:grid;place-items:center;animation:fade .16s}
.veil.bottom{place-items:end stretch}
@keyframes fade{from{opacity:0}}@keyframes slide{from{transform:translateY(40%);opacity:.4}}@keyframes grow{from{transform:scale(.94);opacity:0}}
.dialog{width:min(300px,calc(100% - 56px));max-height:82%;display:flex;flex-direction:column;background:var(--card);border-radius:16px;overflow:hidden;box-shadow:0 16px 48px rgba(0,0,0,.24);animation:grow .16s ease-out}
.dialog-text{padding:22px 20px 20px;overflow:auto;text-align:center}
.dialog h2{margin:0;font-size:17px;font-weight:600;overflow-wrap:anywhere}.dialog .content{color:var(--muted);font-size:15px;white-space:pre-wrap;overflow-wrap:anywhere}
.dialog h2+.content{margin-top:6px}.dialog .content:empty{display:none}
.buttons{display:flex;border-top:.5px solid var(--line);flex:none}.buttons button{flex:1;min-width:0;height:50px;padding:0 8px;color:var(--text);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.buttons button+button{border-left:.5px solid var(--line)}.buttons .main{color:var(--accent);font-weight:600}.buttons button:active,.sheet .item:active{background:var(--press)}
.field{width:100%;height:42px;margin-top:14px;padding:0 12px;border:1px solid var(--line);border-radius:10px;background:var(--page);color:var(--text);font:inherit;user-select:text}
.sheet{width:100%;max-height:86%;display:flex;flex-direction:column;background:var(--card);border-radius:18px 18px 0 0;overflow:hidden;padding-bottom:env(safe-area-inset-bottom,0px);animation:slide .22s cubic-bezier(.2,.8,.2,1)}
.sheet .list{overflow:auto}.sheet .item{width:100%;min-height:54px;padding:8px 20px;border-bottom:.5px solid var(--line);overflow-wrap:anywhere;text-align:center}
.sheet .item.danger{color:var(--danger)}.sheet .item.cancel{border:0;border-top:8px solid var(--page);color:var(--muted)}
.sheet-head{padding:20px 20px 14px;display:flex;gap:12px;align-items:center}.sheet-head .app-icon{width:36px;height:36px;border-radius:9px;background:var(--accent);color:#fff;display:grid;place-items:center;font-weight:600;flex:none;object-fit:cover}
.sheet-head h2{margin:0;font-size:17px;font-weight:600;overflow-wrap:anywhere}.sheet-note{padding:14px 20px;color:var(--muted);font-size:13px;text-align:center;border-bottom:.5px solid var(--line)}
.sheet-body{padding:0 20px 8px;overflow:auto}.row{display:flex;align-items:center;justify-content:space-between;gap:12px;min-height:50px;border-bottom:.5px solid var(--line)}
.row span{display:block;overflow-wrap:anywhere}.row span::first-letter{text-transform:uppercase}
.row input[type=checkbox]{flex:none;width:22px;height:22px;accent-color:var(--accent)}
.row input[role=switch]{appearance:none;position:relative;margin:0;width:46px;height:28px;border-radius:14px;background:color-mix(in srgb,var(--text) 28%,transparent);transition:background .16s}
.row input[role=switch]::after{content:"";position:absolute;top:2px;left:2px;width:24px;height:24px;border-radius:12px;background:#fff;box-shadow:0 1px 3px rgba(0,0,0,.3);transition:translate .16s}
.row input[role=switch]:checked{background:var(--accent)}.row input[role=switch]:checked::after{translate:18px}[dir=rtl] .row input[role=switch]::after{left:20px}[dir=rtl] .row input[role=switch]:checked::after{translate:-18px}
.row input[role=switch]:focus-visible{outline-offset:2px;border-radius:14px}
.sheet-buttons{display:grid;grid-template-columns:1fr 1fr;gap:12px;padding:14px 20px 20px}.sheet-buttons button{height:48px;border-radius:12px;background:var(--page);font-weight:600}.sheet-buttons .main{background:var(--accent);color:#fff}
.columns{display:flex;gap:12px;padding:4px 20px 16px}.columns select{flex:1;min-width:0;height:46px;border-radius:10px;border:1px solid var(--line);background:var(--page);color:var(--text);font:inherit;padding:0 10px}
.sheets{position:absolute;inset:0;z-index:7;pointer-events:none}.sheets ::slotted(*){pointer-events:auto}
.viewer{position:absolute;inset:0;z-index:6;background:#000;display:grid;place-items:center;cursor:zoom-out}.viewer img{max-width:100%;max-height:100%}
.viewer span{position:absolute;bottom:28px;color:#fff;font-size:14px}
@media (prefers-reduced-motion:reduce){.toast,.veil,.dialog,.sheet{animation:none}.row input[role=switch],.row input[role=switch]::after{transition:none}}
`;
