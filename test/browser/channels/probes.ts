/**
 * Ways by which code could make something leave the device, each as a few statements. `U` is the address that counts
 * a contact with this probe, `W` the same for WebSockets, `T` an address at which any connection counts, `S` a UDP one.
 * `add(html)` puts markup into the document, `css(text)` a style sheet; `got()` says that the probe read or stored what
 * it must not, where success is no contact.
 */
export interface Probe {
  /** Row of the channel table (sandbox.md section 6). */
  group: string;
  code: string;
  /** Would end its document or hold up its worker, so it gets one to itself. */
  alone?: boolean;
}

type Table = Record<string, Record<string, string>>;

/** A style of an element whose `@` is the address. */
const image = (style: string): string =>
  `css("#t{display:list-item;" + ${JSON.stringify(style)}.replace("@", "url(" + U + ")") + "}"); add("<div id=t>x</div>")`;

/** In a document. */
const together: Table = {
  "CH-01": {
    fetch: "fetch(U)",
    "fetch-no-cors": "fetch(U, {mode:'no-cors'})",
    "fetch-keepalive": "fetch(U, {mode:'no-cors', keepalive:true})",
    "fetch-later": "fetchLater(U, {activateAfter:0})",
    xhr: "const x = new XMLHttpRequest(); x.open('GET', U); x.send()",
    websocket: "new WebSocket(W)",
    "websocket-stream": "await new WebSocketStream(W).opened",
    eventsource: "new EventSource(U)",
    beacon: "navigator.sendBeacon(U, 'x')",
    webtransport: "await new WebTransport('https://' + S).ready",
  },
  "CH-02": {
    img: "new Image().src = U",
    srcset: "add('<img srcset=\"'+U+' 1x\">')",
    picture: "add('<picture><source srcset=\"'+U+'\"><img></picture>')",
    "input-image": "add('<input type=image src=\"'+U+'\">')",
    "body-background": "document.body.setAttribute('background', U)",
    "css-background": image("background-image:@"),
    "css-list-style": image("list-style-image:@"),
    "css-border-image": image("border:1px solid;border-image:@ 1"),
    "css-content": image("content:@"),
    "css-mask": image("mask-image:@"),
    "css-shape": image("float:left;shape-outside:@"),
    "css-filter": image("filter:@"),
    "css-cursor": image("cursor:@,auto"),
    "css-image-set": image("background:image-set(@ 1x)"),
    icon: "add('<link rel=icon href=\"'+U+'\">')",
    "media-session": "navigator.mediaSession.metadata = new MediaMetadata({title:'x', artwork:[{src:U}]})",
    "style-attribute": "add('<div style=\"background:url('+U+')\">x</div>')",
    "adopted-sheet":
      "const s = new CSSStyleSheet(); s.replaceSync('body{background:url('+U+')}'); document.adoptedStyleSheets = [s]",
    "svg-image": "add('<svg><image href=\"'+U+'\" width=9 height=9 /></svg>')",
    "svg-use": "add('<svg><use href=\"'+U+'#a\"/></svg>')",
    "fe-image":
      "add('<svg><filter id=f><feImage href=\"'+U+'\"/></filter><rect width=9 height=9 filter=\"url(#f)\"/></svg>')",
  },
  "CH-03": {
    video: "add('<video src=\"'+U+'\" preload=auto>')",
    poster: "add('<video poster=\"'+U+'\">')",
    audio: "new Audio(U).load()",
    track:
      "add('<video><track default src=\"'+U+'\"></video>'); document.querySelector('track').track.mode = 'showing'",
  },
  "CH-04": {
    sheet: "add('<link rel=stylesheet href=\"'+U+'\">')",
    "css-import": "css('@import \"'+U+'\";')",
    "font-face": "css('@font-face{font-family:q;src:url('+U+')} body{font-family:q}'); add('<p>q</p>')",
    "font-api": "await new FontFace('z', 'url('+U+')').load()",
  },
  "CH-05": {
    script: "const s = document.createElement('script'); s.src = U; document.body.append(s)",
    module: "const s = document.createElement('script'); s.type = 'module'; s.src = U; document.body.append(s)",
    import: "await import(U)",
    "import-blob": "await import(URL.createObjectURL(new Blob(['import \"'+U+'\"'], {type:'text/javascript'})))",
    "worker-address": "new Worker(U)",
    "worker-blob":
      "new Worker(URL.createObjectURL(new Blob(['fetch(\"'+U+'\",{mode:\"no-cors\"})'], {type:'text/javascript'})))",
    "shared-worker": "new SharedWorker(U)",
    "service-worker": "await navigator.serviceWorker.register(U)",
    worklet: "await new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(U)",
    "paint-worklet": "await CSS.paintWorklet.addModule(U)",
    "import-map":
      "const s = document.createElement('script'); s.type = 'importmap'; s.textContent = JSON.stringify({imports:{probe:U}}); document.head.append(s); await import('probe')",
    "svg-script":
      "add('<svg></svg>'); const s = document.createElementNS('http://www.w3.org/2000/svg', 'script'); s.setAttribute('href', U); document.querySelector('svg').append(s)",
    xslt: "const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob(['<?xml version=\"1.0\"?><?xml-stylesheet type=\"text/xsl\" href=\"'+U+'\"?><a/>'], {type:'text/xml'})); document.body.append(f)",
  },
  "CH-06": {
    preload: "add('<link rel=preload as=image href=\"'+U+'\">')",
    modulepreload: "add('<link rel=modulepreload href=\"'+U+'\">')",
    prefetch: "add('<link rel=prefetch href=\"'+U+'\">')",
    manifest: "add('<link rel=manifest href=\"'+U+'\">')",
    prerender: "add('<link rel=prerender href=\"'+U+'\">')",
    dictionary: "add('<link rel=compression-dictionary href=\"'+U+'\">')",
    "speculation-prerender":
      "const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({prerender:[{urls:[U],eagerness:'immediate'}]}); document.body.append(s)",
    speculation:
      "const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({prefetch:[{urls:[U],eagerness:'immediate'}]}); document.body.append(s)",
  },
  "CH-07": {
    iframe: "add('<iframe src=\"'+U+'\"></iframe>')",
    srcdoc: "const f = document.createElement('iframe'); f.srcdoc = '<img src=\"'+U+'\">'; document.body.append(f)",
    "frame-data":
      "const f = document.createElement('iframe'); f.src = 'data:text/html,<img src=\"'+U+'\">'; document.body.append(f)",
    "frame-blob":
      "const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob(['<img src=\"'+U+'\">'], {type:'text/html'})); document.body.append(f)",
    "frame-blank":
      "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.fetch(U, {mode:'no-cors'})",
    object: "add('<object data=\"'+U+'\"></object>')",
    embed: "add('<embed src=\"'+U+'\">')",
    "fenced-frame":
      "const f = document.createElement('fencedframe'); document.body.append(f); f.config = new FencedFrameConfig(U)",
    portal: "const f = document.createElement('portal'); f.src = U; document.body.append(f)",
  },
  "CH-08": {
    javascript:
      "const f = document.createElement('iframe'); f.src = 'javascript:\"<img src=\\''+U+'\\'>\"'; document.body.append(f)",
  },
  "CH-09": {
    form: "add('<form id=f action=\"'+U+'\"></form>'); document.getElementById('f').submit()",
    "form-blank":
      "add('<form id=g target=_blank method=post action=\"'+U+'\"></form>'); document.getElementById('g').requestSubmit()",
    "form-top": "add('<form id=h target=_top action=\"'+U+'\"></form>'); document.getElementById('h').submit()",
    "form-parent": "add('<form id=i target=_parent action=\"'+U+'\"></form>'); document.getElementById('i').submit()",
    "form-frame":
      "add('<iframe name=q></iframe><form id=j target=q action=\"'+U+'\"></form>'); document.getElementById('j').submit()",
    "form-action":
      "add('<form id=k><button id=l formaction=\"'+U+'\">l</button></form>'); document.getElementById('l').click()",
    "form-image":
      "add('<form action=\"'+U+'\"><input id=m type=submit formtarget=_blank></form>'); document.getElementById('m').click()",
  },
  "CH-10": {
    open: "if (window.open(U) !== null) got()",
    "read-top": "if (top.document !== undefined) got()",
    "read-top-address": "if (top.location.href !== '') got()",
    confirm: "confirm(U)",
    print: "print()",
    "blob-download":
      "add('<a id=d download=x href=\"'+URL.createObjectURL(new Blob([U]))+'\">d</a>'); document.getElementById('d').click()",
    top: "top.location = U",
    parent: "parent.location = U",
    "blank-link": "add('<a id=b target=_blank href=\"'+U+'\">b</a>'); document.getElementById('b').click()",
  },
  "CH-11": {
    "local-storage": "localStorage.setItem('x', '1'); got()",
    "session-storage": "sessionStorage.setItem('x', '1'); got()",
    cookie: "document.cookie = 'x=1'; if (document.cookie !== '') got()",
    "indexed-db":
      "await new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = no }); got()",
    opfs: "await navigator.storage.getDirectory(); got()",
    locks: "await navigator.locks.request('x', got)",
    "clipboard-read": "await navigator.clipboard.readText(); got()",
    "clipboard-write": "await navigator.clipboard.writeText(U); got()",
    geolocation: "navigator.geolocation.getCurrentPosition(got, () => {})",
    camera: "await navigator.mediaDevices.getUserMedia({video:true, audio:true}); got()",
  },
  "CH-12": {
    eval: "(0, eval)('fetch(\"'+U+'\",{mode:\"no-cors\"})')",
    wasm: "await WebAssembly.compile(new Uint8Array([0,97,115,109,1,0,0,0])); await fetch(U, {mode:'no-cors'})",
  },
  "CH-14": {
    preconnect: "add('<link rel=preconnect href=\"'+T+'\">')",
    "preconnect-cors": "add('<link rel=preconnect crossorigin href=\"'+T+'\">')",
  },
  "CH-16": {
    stun: "const c = new RTCPeerConnection({iceServers:[{urls:'stun:'+S}]}); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); self.kept = c",
    turn: "const c = new RTCPeerConnection({iceServers:[{urls:'turn:'+new URL(T).host+'?transport=tcp',username:'u',credential:'p'}]}); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); self.kept2 = c",
    // Its document is of another origin, so only a script in it gets at its names.
    child:
      "const f = document.createElement('iframe'); f.srcdoc = '<script>const c = new RTCPeerConnection({iceServers:[{urls:\"stun:'+S+'\"}]}); c.createDataChannel(\"x\"); c.createOffer().then((o) => c.setLocalDescription(o)); self.kept = c</'+'script>'; document.body.append(f); await new Promise((r) => { f.onload = r })",
  },
  "CH-17": {
    payment:
      "await new PaymentRequest([{supportedMethods:U}], {total:{label:'x',amount:{currency:'EUR',value:'1'}}}).canMakePayment()",
    fedcm: "await navigator.credentials.get({identity:{providers:[{configURL:U, clientId:'x'}]}})",
    "interest-group":
      "await navigator.joinAdInterestGroup({owner:new URL(U).origin, name:'x', updateURL:U, lifetimeMs:9000}, 9)",
    attribution: "add('<img attributionsrc=\"'+U+'\">')",
  },
  // Does nothing: a contact of its own would show that the count is wrong.
  "CH-18": { blank: "U" },
};

const alone: Table = {
  "CH-01": {
    ping: "add('<a id=p href=\"#x\" ping=\"'+U+'\">a</a>'); document.getElementById('p').click()",
  },
  "CH-08": {
    base: "add('<base href=\"'+U+'/\">'); new Image().src = 'x'",
    "document-write": "document.open(); document.write('<img src=\"'+U+'\">'); document.close()",
    "location-blob": "location = URL.createObjectURL(new Blob(['<img src=\"'+U+'\">'], {type:'text/html'}))",
    "location-data": "location = 'data:text/html,<img src=\"'+U+'\">'",
    "location-javascript": "location = 'javascript:\"<img src=\\''+U+'\\'>\"'",
    hash: "location.hash = U",
  },
  "CH-17": {
    "report-uri":
      "const m = document.createElement('meta'); m.httpEquiv = 'Content-Security-Policy'; m.content = 'img-src x:; report-uri ' + U; document.head.append(m); new Image().src = 'y'",
  },
  "CH-13": {
    location: "location.href = U",
    replace: "location.replace(U)",
    refresh: "add('<meta http-equiv=refresh content=\"0;url='+U+'\">')",
    "link-click": "add('<a id=a href=\"'+U+'\">a</a>'); document.getElementById('a').click()",
    "download-link": "add('<a id=a download href=\"'+U+'\">a</a>'); document.getElementById('a').click()",
    "svg-link":
      "add('<svg><a id=a href=\"'+U+'\"><text>a</text></a></svg>'); document.getElementById('a').dispatchEvent(new MouseEvent('click'))",
    navigation: "navigation.navigate(U)",
    guarded: "addEventListener('beforeunload', () => {}); window.location.assign(U)",
  },
};

/** In a worker that has every name. */
const inWorker: Table = {
  "CH-21": {
    fetch: "await fetch(U)",
    "fetch-no-cors": "await fetch(U, {mode:'no-cors'})",
    "fetch-keepalive": "await fetch(U, {mode:'no-cors', keepalive:true})",
    xhr: "const x = new XMLHttpRequest(); x.open('GET', U); x.send()",
    websocket: "new WebSocket(W)",
    "websocket-stream": "await new WebSocketStream(W).opened",
    eventsource: "new EventSource(U)",
    font: "await new FontFace('z', 'url('+U+')').load()",
    webtransport: "await new WebTransport('https://' + S).ready",
    beacon: "navigator.sendBeacon(U, 'x')",
  },
  "CH-22": {
    import: "await import(U)",
    "import-blob": "await import(URL.createObjectURL(new Blob(['import \"'+U+'\"'], {type:'text/javascript'})))",
    "worker-address": "new Worker(U)",
    "worker-blob":
      "new Worker(URL.createObjectURL(new Blob(['fetch(\"'+U+'\",{mode:\"no-cors\"})'], {type:'text/javascript'})))",
    "worker-data": "new Worker('data:text/javascript,fetch(\"'+U+'\",{mode:\"no-cors\"})')",
    "worker-import":
      "new Worker(URL.createObjectURL(new Blob(['importScripts(\"'+U+'\")'], {type:'text/javascript'})))",
    eval: "(0, eval)('fetch(\"'+U+'\",{mode:\"no-cors\"})')",
    function: "new Function('fetch(\"'+U+'\",{mode:\"no-cors\"})')()",
    timeout: "setTimeout('fetch(\"'+U+'\",{mode:\"no-cors\"})', 0)",
  },
  "CH-23": {
    "blob-fetch": "await (await fetch(URL.createObjectURL(new Blob(['x'])))).text(); got()",
    "indexed-db":
      "await new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = no }); got()",
    opfs: "await navigator.storage.getDirectory(); got()",
    "data-fetch": "await fetch('data:,x'); got()",
    // The page that embeds the program listens.
    broadcast: "new BroadcastChannel('berth').postMessage('got:CH-23.broadcast')",
    caches: "const c = await caches.open('x'); await c.add(U)",
  },
  "CH-24": {
    location: "location.href = U",
    rtc: "const c = new RTCPeerConnection({iceServers:[{urls:'stun:'+S}]}); c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer())",
    notification: "new Notification('x', {icon:U})",
    usb: "if ((await navigator.usb.getDevices()) !== undefined) got()",
  },
};

/** These make the worker wait, so what comes after them would wait with it. */
const waiting: Table = {
  "CH-21": {
    "xhr-sync": "const x = new XMLHttpRequest(); x.open('GET', U, false); x.send()",
  },
  "CH-22": {
    "import-scripts": "importScripts(U)",
  },
};

function listed(table: Table, isAlone: boolean): Record<string, Probe> {
  const probes: Record<string, Probe> = {};
  for (const [group, codes] of Object.entries(table)) {
    for (const [name, code] of Object.entries(codes)) {
      probes[`${group}.${name}`] = isAlone ? { group, code, alone: true } : { group, code };
    }
  }
  return probes;
}

/** Probes for code in a document, by id. */
export const documentProbes: Readonly<Record<string, Probe>> = { ...listed(together, false), ...listed(alone, true) };

/** Probes for code in a document that do no more than have a name looked up, so only the engine's own log sees them. */
export const nameProbes: Readonly<Record<string, Probe>> = listed(
  {
    "CH-15": {
      "dns-prefetch": "add('<link rel=dns-prefetch href=\"'+U+'\">')",
      "dns-prefetch-head":
        "const l = document.createElement('link'); l.rel = 'dns-prefetch'; l.href = U.replace('http:', ''); document.head.append(l)",
      anchor: "add('<a href=\"'+U+'\">x</a>')",
      "anchor-control": "add('<meta http-equiv=x-dns-prefetch-control content=on>'); add('<a href=\"'+U+'\">x</a>')",
    },
  },
  false,
);

/** Probes for code in a worker, by id. */
export const workerProbes: Readonly<Record<string, Probe>> = { ...listed(inWorker, false), ...listed(waiting, true) };

/** Where one probe is counted. */
export interface ProbeTargets {
  http: string;
  tcp: string;
  udp: string;
}

/**
 * Statements that run probes one after the other, each caught, and then `done`, when all have come to their end or had
 * three seconds for it. `say` is a function that tells the id of a probe that got what it must not.
 */
export function probeScript(
  probes: Readonly<Record<string, Probe>>,
  targets: (id: string) => ProbeTargets,
  say: string,
  done: string,
): string {
  const runs = Object.entries(probes).map(([id, { code }]) => {
    const { http, tcp, udp } = targets(id);
    const names = `const U=${JSON.stringify(http)},W=U.replace('http','ws'),T=${JSON.stringify(tcp)},S=${JSON.stringify(udp)},got=()=>say(${JSON.stringify(id)});`;
    return `all.push((async()=>{${names}${code}})().catch(()=>{}));`;
  });
  return `(async()=>{const all=[],say=${say};
    const add=(h)=>{const d=document.createElement("div");d.innerHTML=h;document.body.append(d)};
    const css=(t)=>{const s=document.createElement("style");s.textContent=t;document.head.append(s)};
    ${runs.join("\n")}
    await Promise.race([Promise.allSettled(all),new Promise((r)=>setTimeout(r,3000))]);${done}})()`;
}
