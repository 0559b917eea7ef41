// Puts the reader's choices and the day's tone on <html> before the first paint: blocking on purpose, in syntax that
// any browser reads. Where storage is forbidden a choice lasts as long as the page.
(function (root) {
  "use strict";
  // Below its own path: two districts on one domain keep apart.
  var KEY = document.currentScript.src.replace(/^[a-z-]+:\/\/[^\/]*/, "").replace(/assets\/js\/[^\/]*$/, "") + "sy-preferences";
  // Besides defaults.
  var VALUES = {
    size: ["125", "150", "175", "200"],
    scheme: ["light", "dark", "contrast"],
    pointer: ["large"],
    simple: ["on"],
    rate: ["slow", "fast"],
    slash: ["off"]
  };
  var chosen = {};

  function read() {
    var name, found;
    try { found = JSON.parse(localStorage.getItem(KEY)) || {}; } catch (forbidden) { return chosen; }
    chosen = {};
    for (name in VALUES) if (VALUES[name].indexOf(found[name]) >= 0) chosen[name] = found[name];
    return chosen;
  }

  // Whether it could be kept for the next page.
  function write() {
    try { localStorage.setItem(KEY, JSON.stringify(chosen)); } catch (forbidden) { return false; }
    return true;
  }

  function put(name, value) {
    if (value === undefined) root.removeAttribute("data-sy-" + name);
    else if (root.getAttribute("data-sy-" + name) !== value) root.setAttribute("data-sy-" + name, value);
  }

  function show() {
    for (var name in VALUES) put(name, chosen[name]);
  }

  // The date where the site is; every browser knows American order.
  function today() {
    var offset = root.getAttribute("data-sy-offset");
    // Loading time zones would cost some twenty milliseconds.
    if (offset !== null) return new Date(Date.now() + offset * 60000).toISOString().slice(0, 10);
    var options = { timeZone: root.getAttribute("data-sy-zone"), year: "numeric", month: "2-digit", day: "2-digit" };
    return new Date().toLocaleDateString("en-US", options).replace(/(\d+)\D+(\d+)\D+(\d+)/, "$3-$1-$2");
  }

  // A page built days ago is right on the day, and right again after it.
  function mindTheDay() {
    if (!root.hasAttribute("data-sy-zone")) return;
    var day = today();
    var from = root.getAttribute("data-sy-grey-from"), until = root.getAttribute("data-sy-grey-until");
    var solemn = (root.getAttribute("data-sy-solemn") || "").split(/\s+/);
    put("tone", solemn.indexOf(day) >= 0 ? "solemn" : undefined);
    put("grey", from && until && from <= day && day <= until ? "" : undefined);
  }

  function refresh() { read(); show(); mindTheDay(); }

  window.syPreferences = {
    key: KEY,
    read: read,
    refresh: refresh,
    keep: function (name, value) {
      read();
      if (VALUES[name].indexOf(value) >= 0) chosen[name] = value; else delete chosen[name];
      show();
      return write();
    },
    forget: function () { chosen = {}; show(); return write(); }
  };

  // Modules follow: not for old browsers, nor from file:.
  if ("noModule" in document.createElement("script") && location.protocol !== "file:") {
    root.className = root.className.replace(/\bno-js\b/, "js");
  }
  refresh();
  addEventListener("pageshow", refresh); // Also when it comes back out of the browser's memory.
  document.addEventListener("visibilitychange", mindTheDay);
})(document.documentElement);
