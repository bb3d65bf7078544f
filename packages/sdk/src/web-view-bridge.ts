/**
 * Script for web pages that are shown in a `<web-view>` (F-WEB-4): gives the page `my.postMessage(data)`,
 * `my.onMessage = fn` and `my.getEnv(fn)`. Messages that come before `onMessage` is set wait for it. Serve it from
 * anywhere and load it with a script element.
 */
export const webViewBridge = `(function () {
  if (window.parent === window || window.my) return;
  var waiting = [], listener = null;
  var my = {
    postMessage: function (data) { window.parent.postMessage({ berthWebView: "post", data: data }, "*"); },
    getEnv: function (done) { done({ miniprogram: true }); }
  };
  Object.defineProperty(my, "onMessage", {
    get: function () { return listener; },
    set: function (fn) {
      listener = typeof fn === "function" ? fn : null;
      while (listener && waiting.length) listener(waiting.shift());
    }
  });
  window.addEventListener("message", function (event) {
    // The host posts from two frames up; other windows are not heard.
    if (event.source !== window.parent.parent || !event.data || event.data.berthWebView !== "message") return;
    if (listener) listener(event.data.data); else waiting.push(event.data.data);
  });
  window.my = my;
})();
`;
