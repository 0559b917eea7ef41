/* 键盘。写字的时候不抢键。 */
"use strict";

var Keys = (function () {
  var by = function (id) { return document.getElementById(id); };

  function isTyping(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  function step(by) {
    if (Side.isOpen()) Side.move(by); else State.go(State.get().at + by);
  }

  function score(value) {
    if (!State.score(Side.at(), value)) Stage.say("这件已回避。要评分，先按 X 取消回避。");
  }

  function escape() {
    if (Side.isOpen()) Side.leave(); else if (Stage.isZoomed()) Stage.toggleZoom(); else help(false);
  }

  function help(open) {
    by("keys").hidden = !open;
    by("help").setAttribute("aria-expanded", String(open));
  }

  var ways = {
    ArrowLeft: function () { step(-1); },
    ArrowRight: function () { step(1); },
    Home: function () { State.go(1); },
    End: function () { State.go(State.count); },
    Delete: function () { score(0); },
    Backspace: function () { score(0); },
    Escape: escape,
    u: function () { Side.leave(); Stage.unscored(); },
    x: function () { State.recuse(Side.at()); },
    n: function () { Side.leave(); by("remark").focus(); },
    z: function () { if (!Side.isOpen()) Stage.toggleZoom(); },
    c: function () { if (!Side.isOpen()) State.pick(State.get().at); },
    v: function () { if (Side.isOpen()) Side.leave(); else Side.enter(); },
    "?": function () { help(by("keys").hidden); }
  };

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (Stage.isZoomed() && /^(Arrow|Home|End)/.test(event.key)) return;
    var way = /^[0-9]$/.test(event.key) ? function () { score(Number(event.key) || 10); } : ways[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!way) return;
    event.preventDefault();
    way();
  }

  return {
    start: function () {
      document.addEventListener("keydown", press);
      by("help").addEventListener("click", function () { help(by("keys").hidden); });
    }
  };
})();
