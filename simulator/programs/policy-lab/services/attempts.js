// Each attempt tries one way out and resolves with { out, by, text }:
// out  - true when something left the sandbox that should not have
// by   - what stopped it (or let it through, for the ways that are allowed)
// text - what the program saw

const LISTED = 'https://api.shop.test';
const UNLISTED = 'https://elsewhere.test';

const absent = (name) => ({ out: false, by: 'absent', text: `${name} does not exist here` });
const stopped = (by, error) => ({ out: false, by, text: String((error && (error.errorMessage || error.message)) || error) });
const escaped = (text) => ({ out: true, by: 'nothing', text });

// Names shadowed in modules may still be reached through the global scope; the attempts look for them there, too.
function globalScope() {
  try {
    return (0, eval)('this');
  } catch (_) {
    /* refused, as it should be */
  }
  try {
    return Function('return this')();
  } catch (_) {
    /* refused, as it should be */
  }
  return (function () {
    return this;
  })();
}

function find(name) {
  const scope = globalScope();
  return scope ? scope[name] : undefined;
}

function within(ms, promise, late) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve(late), ms))]);
}

function request(url, options) {
  return new Promise((resolve) => {
    my.request({
      url,
      timeout: 6000,
      dataType: 'text',
      ...options,
      success: (res) => resolve({ ok: true, res }),
      fail: (err) => resolve({ ok: false, err }),
    });
  });
}

const allowed = (url) => () =>
  request(url).then(({ ok, res, err }) =>
    ok ? { out: false, by: 'allowed', text: `Status ${res.status}: the list admits it` } : { out: false, by: 'broken', text: err.errorMessage },
  );

const refused = (url, options) => () =>
  request(url, options).then(({ ok, res, err }) =>
    ok ? escaped(`Answered with status ${res.status}`) : stopped(err.error === 4 || err.error === 11 ? 'list' : err.error === 2 ? 'scheme' : 'network', err),
  );

export const groups = [
  {
    name: 'Through my.request',
    tries: [
      { name: 'Listed host', note: LISTED, run: allowed(`${LISTED}/v1/settings`) },
      { name: 'Redirect to a listed host', note: `${LISTED}/lab/hop-inside`, run: allowed(`${LISTED}/lab/hop-inside`) },
      { name: 'Host that is not listed', note: UNLISTED, run: refused(`${UNLISTED}/collect`) },
      { name: 'Redirect to an unlisted host', note: `${LISTED}/lab/hop-outside`, run: refused(`${LISTED}/lab/hop-outside`) },
      { name: 'Redirect to this machine', note: `${LISTED}/lab/hop-private`, run: refused(`${LISTED}/lab/hop-private`) },
      { name: 'Subdomain of a listed host', note: 'https://x.api.shop.test', run: refused('https://x.api.shop.test/') },
      { name: 'Listed name before an @', note: 'https://api.shop.test@elsewhere.test', run: refused('https://api.shop.test@elsewhere.test/') },
      { name: 'Backslash instead of a slash', note: 'https://elsewhere.test\\@api.shop.test', run: refused('https://elsewhere.test\\@api.shop.test/') },
      { name: 'Plain http', note: 'http://api.shop.test', run: refused('http://api.shop.test/') },
      { name: 'Other port', note: 'https://api.shop.test:8443', run: refused('https://api.shop.test:8443/') },
      { name: 'Address of this machine', note: 'https://127.0.0.1', run: refused('https://127.0.0.1/') },
    ],
  },
  {
    name: 'Past my.request',
    tries: [
      {
        name: 'fetch',
        note: `fetch("${UNLISTED}")`,
        run: () => {
          const f = typeof fetch === 'function' ? fetch : find('fetch');
          if (!f) return absent('fetch');
          return within(4000, f(UNLISTED, { mode: 'no-cors' }).then(() => escaped('Sent'), (e) => stopped('sandbox', e)), stopped('sandbox', 'never answered'));
        },
      },
      {
        name: 'XMLHttpRequest',
        note: 'new XMLHttpRequest()',
        run: () => {
          const X = typeof XMLHttpRequest === 'function' ? XMLHttpRequest : find('XMLHttpRequest');
          if (!X) return absent('XMLHttpRequest');
          return within(4000, new Promise((resolve) => {
            const x = new X();
            x.onload = () => resolve(escaped('Answered'));
            x.onerror = () => resolve(stopped('sandbox', 'network error'));
            x.open('GET', UNLISTED);
            x.send();
          }), stopped('sandbox', 'never answered'));
        },
      },
      {
        name: 'WebSocket',
        note: 'new WebSocket("wss://elsewhere.test")',
        run: () => {
          const W = typeof WebSocket === 'function' ? WebSocket : find('WebSocket');
          if (!W) return absent('WebSocket');
          return within(4000, new Promise((resolve) => {
            const s = new W('wss://elsewhere.test');
            s.onopen = () => resolve(escaped('Connected'));
            s.onerror = () => resolve(stopped('sandbox', 'connection refused'));
          }), stopped('sandbox', 'never connected'));
        },
      },
      {
        name: 'EventSource',
        note: 'new EventSource()',
        run: () => {
          const E = typeof EventSource === 'function' ? EventSource : find('EventSource');
          return E ? within(3000, new Promise((resolve) => {
            const s = new E(UNLISTED);
            s.onopen = () => resolve(escaped('Connected'));
            s.onerror = () => { s.close(); resolve(stopped('sandbox', 'connection refused')); };
          }), stopped('sandbox', 'never connected')) : absent('EventSource');
        },
      },
      {
        name: 'importScripts',
        note: `importScripts("${UNLISTED}/x.js")`,
        run: () => {
          const f = typeof importScripts === 'function' ? importScripts : find('importScripts');
          if (!f) return absent('importScripts');
          f(`${UNLISTED}/x.js`);
          return escaped('A foreign script ran');
        },
      },
      {
        name: 'import()',
        note: 'a module from elsewhere',
        // Hidden from the compiler, which would look for the module at build time.
        run: () => within(4000, Promise.resolve().then(() => Function('u', 'return import(u)')(`${UNLISTED}/x.mjs`)).then(() => escaped('A foreign module ran')), stopped('sandbox', 'never loaded')),
      },
      {
        name: 'A worker of its own',
        note: 'new Worker(blob)',
        run: () => {
          const W = typeof Worker === 'function' ? Worker : find('Worker');
          if (!W) return absent('Worker');
          const worker = new W('data:text/javascript,postMessage(1)');
          return within(2000, new Promise((resolve) => {
            worker.onmessage = () => resolve(escaped('A second worker runs'));
            worker.onerror = () => resolve(stopped('sandbox', 'worker refused'));
          }), stopped('sandbox', 'worker never answered'));
        },
      },
      {
        name: 'sendBeacon',
        note: 'navigator.sendBeacon()',
        run: () => {
          const n = typeof navigator === 'object' ? navigator : find('navigator');
          if (!n || !n.sendBeacon) return absent('sendBeacon');
          return n.sendBeacon(UNLISTED, 'x') ? escaped('Sent') : stopped('sandbox', 'refused');
        },
      },
    ],
  },
  {
    name: 'Code and memory',
    tries: [
      { name: 'eval', note: 'eval("1 + 1")', run: () => escaped(`Gave ${(0, eval)('1 + 1')}`) },
      { name: 'new Function', note: 'Function("return 1")', run: () => escaped(`Gave ${Function('return 1')()}`) },
      {
        name: 'setTimeout with text',
        note: 'setTimeout("…")',
        run: () => within(600, new Promise((resolve) => {
          my.berthLabText = () => resolve(escaped('The text ran'));
          setTimeout('my.berthLabText()', 0);
        }), stopped('sandbox', 'The text did not run')),
      },
      {
        name: 'indexedDB',
        note: 'indexedDB.open()',
        run: () => {
          const db = typeof indexedDB === 'object' ? indexedDB : find('indexedDB');
          if (!db) return absent('indexedDB');
          return within(2000, new Promise((resolve) => {
            const open = db.open('lab');
            open.onsuccess = () => resolve(escaped('A database outside of my.*Storage'));
            open.onerror = () => resolve(stopped('sandbox', 'refused'));
          }), stopped('sandbox', 'never opened'));
        },
      },
      {
        name: 'caches',
        note: 'caches.open()',
        run: () => {
          const c = typeof caches === 'object' ? caches : find('caches');
          if (!c) return absent('caches');
          return c.open('lab').then(() => escaped('A cache of its own'));
        },
      },
      {
        name: 'BroadcastChannel',
        note: 'talk to other programs',
        run: () => {
          const B = typeof BroadcastChannel === 'function' ? BroadcastChannel : find('BroadcastChannel');
          if (!B) return absent('BroadcastChannel');
          new B('lab').postMessage('hello');
          return escaped('A channel that every program hears');
        },
      },
      {
        name: 'window and document',
        note: 'the page around us',
        run: () => (typeof window === 'undefined' && typeof document === 'undefined' ? absent('The page') : escaped('A document is in reach')),
      },
      {
        name: 'The port to the host',
        note: 'postMessage of the worker',
        run: () => {
          const send = typeof postMessage === 'function' ? postMessage : find('postMessage');
          if (!send) return absent('postMessage');
          send(['call', 1, 'request', { url: UNLISTED }, 1]);
          return stopped('nobody listens', 'Said to nobody: the host listens on a port of its own');
        },
      },
    ],
  },
];

/** Runs one attempt; a throw or rejection means that the engine or the sandbox stopped it. */
export function run(attempt) {
  return Promise.resolve()
    .then(() => attempt.run())
    .catch((error) => stopped('sandbox', error));
}
