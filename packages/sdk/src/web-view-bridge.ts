/**
 * Script for web pages that are shown in a `<web-view>` (F-WEB-4, F-WEB-5): gives the page `my.postMessage(data)`,
 * `my.onMessage = fn`, `my.getEnv(fn)`, and calls with `success`, `fail` and `complete`: `navigateTo`, `redirectTo`,
 * `navigateBack`, `switchTab`, `reLaunch`, `alert`, `showLoading`, `hideLoading`, `chooseImage`, `previewImage`,
 * `getLocation`, `openLocation`, `getNetworkType`, `tradePay`, `startShare`. Messages that come before `onMessage` is set
 * wait for it. Where the engine has the Navigation API, going back goes through the page's own history first (F-WEB-8).
 * Serve it from anywhere and load it with a script element; frames inside the page get nothing (F-WEB-6).
 */
export const webViewBridge = `(function () {
  if (window.parent === window || window.parent.parent === window.parent || window.my) return;
  var waiting = [], listener = null, seen = 0, calls = {}, next = 1, nav = window.navigation;
  function up(message) { window.parent.postMessage(message, "*"); }
  var my = {
    postMessage: function (data) { up({ berthWebView: "post", data: data }); },
    getEnv: function (done) { done({ miniprogram: true }); }
  };
  ("navigateTo redirectTo navigateBack switchTab reLaunch alert showLoading hideLoading chooseImage previewImage " +
    "getLocation openLocation getNetworkType tradePay startShare").split(" ").forEach(function (api) {
    my[api] = function (params) {
      var id = next++;
      calls[id] = params || {};
      up({ berthWebView: "call", id: id, api: api, params: JSON.parse(JSON.stringify(params || {})) });
    };
  });
  // The host keeps what it has not heard to be taken, for the page that comes after this one.
  function take() {
    while (listener && waiting.length) {
      var message = waiting.shift();
      up({ berthWebView: "taken", n: message.n });
      listener(message.data);
    }
  }
  Object.defineProperty(my, "onMessage", {
    get: function () { return listener; },
    set: function (fn) {
      listener = typeof fn === "function" ? fn : null;
      take();
    }
  });
  function history() { up({ berthWebView: "history", canGoBack: !!(nav && nav.canGoBack) }); }
  if (nav) {
    nav.addEventListener("currententrychange", history);
    window.addEventListener("pageshow", history);
    history();
  }
  // A page that comes back out of the engine's cache is there again.
  window.addEventListener("pageshow", function (event) { if (event.persisted) up({ berthWebView: "ready" }); });
  window.addEventListener("message", function (event) {
    // The host posts from two frames up; other windows are not heard.
    if (event.source !== window.parent.parent || !event.data) return;
    var data = event.data;
    if (data.berthWebView === "message") {
      if (data.n <= seen) return;
      seen = data.n;
      waiting.push(data);
      take();
    } else if (data.berthWebView === "back") {
      var taken = !!(nav && nav.canGoBack);
      up({ berthWebView: "back", id: data.id, taken: taken });
      if (taken) nav.back();
    } else if (data.berthWebView === "result") {
      var call = calls[data.id];
      delete calls[data.id];
      if (!call) return;
      var fn = data.ok ? call.success : call.fail;
      if (typeof fn === "function") fn(data.result);
      if (typeof call.complete === "function") call.complete(data.result);
    }
  });
  window.my = my;
  up({ berthWebView: "ready" });
})();
`;
