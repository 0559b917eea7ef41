// The reader: what a touched terminal opens. It gives everything back when it closes; nothing of one reader is left for the next.
// The build joins its parts in here, so that their names stay their own; to whoever reads this file alone those lines are comments.
function startReader(state, programme) {
  //{{ "\n" }}{% for part in ["elements", "taps", "idle", "pictures", "pages", "contents", "pad", "bar", "keys", "terminal"] %}{% include "screen/player/reader/" ~ part ~ ".js" %}{% endfor %}

  var SIZES = 3;
  var MOST_STEPS = 30; // Back goes so far; then to the contents.
  var SETTLE_MS = 450; // The second tap of somebody who taps twice is not for what the first one opened.
  var SCROLL_MS = 100;
  var BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, tr, figure"; // Among them one finds one's place again.

  var root = document.getElementById("reader");
  var stage = document.getElementById("stage");
  var sections = (programme.reader || {}).sections || [];
  var entries = sections.reduce(function (found, section) { return found.concat(section.entries); }, []);
  var reading = null; // What stops the reader that is open.
  var closedAt = -SETTLE_MS;
  var STILL = { top: 0, at: -Infinity }; // What never rolls.

  if (!programme.touch || !root || !stage || !entries.length) return null;
  stilled(document);
  listenForTaps(stage, function () { return STILL; }, function () { open((state.get("slide") || {}).opens); });
  state.on("mode", function (mode) { if (isShut(mode)) close(); });

  // At night, after its last day, and where one slide is shown for a photograph, there is nothing to open.
  function isShut(mode) {
    return mode === "dark" || mode === "expired" || mode === "still";
  }

  function entryOf(id) {
    return entries.filter(function (entry) { return entry.id === id; })[0] || null;
  }

  // At the entry called `id`; where there is none, at the contents.
  function open(id) {
    if (reading || isShut(state.get("mode")) || runningTime() - closedAt < SETTLE_MS) return;
    reading = openReader(entryOf(id));
    stage.setAttribute("aria-hidden", "true");
    state.set("reading", true);
  }

  function close() {
    var stop = reading;
    if (!stop) return;
    reading = null;
    closedAt = runningTime();
    stop();
    stage.removeAttribute("aria-hidden");
    state.set("reading", false);
  }

  return { open: open, close: close };

  function openReader(first) {
    var frame = createFrame(programme.site || programme.title, programme.height > programme.width);
    var page = frame.page;
    var buttons = frame.buttons;
    var before = document.activeElement;
    var steps = []; // Where one came from, the contents last of all.
    var here = null; // {view, id, top}
    var pad = null;
    var pictures = null;
    var size = 0;
    var isLow = false;
    var changedAt = 0;
    var roll = STILL;
    var rolling = null;

    // --- Views ---

    function go(view, id) {
      here.top = page.scrollTop;
      steps = steps.concat(here).slice(-MOST_STEPS);
      show({ view: view, id: id, top: 0 });
    }

    function back() {
      if (steps.length) show(steps.pop());
      else if (here.view !== "contents") show({ view: "contents", top: 0 });
      else close();
    }

    function show(place) {
      clear();
      frame.root.classList.remove("sy-reader--" + here.view);
      frame.root.classList.add("sy-reader--" + place.view);
      here = place;
      page.appendChild(viewOf(place));
      if (place.view === "entry") hang(entryOf(place.id));
      page.setAttribute("aria-label", (page.querySelector("h1") || page).textContent);
      page.scrollTop = place.top;
      changedAt = runningTime();
      look();
      page.focus();
    }

    function viewOf(place) {
      if (place.view === "contents") return contentsView(sections);
      if (place.view === "pad") return (pad = createPad(programme.reader.elsewhere || "")).element;
      return entryView(entryOf(place.id));
    }

    function entryView(entry) {
      var view = make("article", "sy-entry");
      view.innerHTML = entry.html; // The build wrote it.
      removePast(view, programme);
      var next = nextOf(entry);
      return append(view, [next && append(make("div", "sy-entry__next"), [entryRow(next, "下一篇")])]);
    }

    function nextOf(entry) {
      var section = sections.filter(function (it) { return it.entries.indexOf(entry) >= 0; })[0];
      return section.entries[section.entries.indexOf(entry) + 1] || null;
    }

    function hang(entry) {
      pictures = hangPictures(page, entry.pictures, state.get("format"));
    }

    function clear() {
      if (pictures) pictures.stop();
      pictures = pad = null;
      empty(page);
    }

    // --- What one sees of it ---

    function look() {
      var count = pageCount(page);
      var number = pageNumber(page);
      roll = { top: page.scrollTop, at: roll.at };
      empty(frame.position);
      append(frame.position, [make("span", "", count > 1 ? "第" + number + "屏，共" + count + "屏" : "")]);
      setEnabled(buttons.up, page.scrollTop > 0);
      setEnabled(buttons.down, number < count);
      setEnabled(buttons.smaller, size > 0);
      setEnabled(buttons.larger, size < SIZES - 1);
      setEnabled(buttons.contents, here.view !== "contents");
      setEnabled(buttons.pad, here.view !== "pad");
      if (pictures) pictures.see();
    }

    function scrolled() {
      roll = { top: page.scrollTop, at: runningTime() };
      if (!rolling) rolling = setTimeout(function () { rolling = null; look(); }, SCROLL_MS);
    }

    function turn(step) {
      turnPage(page, step);
      look();
    }

    function resize(step) {
      var findAgain = markPlace(page, BLOCKS);
      frame.root.classList.remove("sy-reader--size" + size);
      size = Math.max(0, Math.min(SIZES - 1, size + step));
      frame.root.classList.add("sy-reader--size" + size);
      fit(findAgain);
    }

    function lower() {
      var findAgain = markPlace(page, BLOCKS);
      isLow = !isLow;
      setClass(frame.root, "sy-reader--low", isLow);
      buttons.low.firstChild.data = isLow ? "画面还原" : "画面放低";
      fit(findAgain);
    }

    function fit(findAgain) {
      if (pictures) pictures.fit();
      findAgain();
      look();
    }

    // --- Taps and keys ---

    var deeds = {
      back: back,
      contents: function () { if (here.view !== "contents") go("contents"); },
      pad: function () { if (here.view !== "pad") go("pad"); },
      end: close,
      up: function () { turn(-1); },
      down: function () { turn(1); },
      smaller: function () { resize(-1); },
      larger: function () { resize(1); },
      low: lower,
      number: openNumber
    };

    function openNumber() {
      var number = Number(pad.typed());
      var found = entries.filter(function (entry) { return entry.number === number; })[0];
      if (found) go("entry", found.id);
      else if (pad.typed()) pad.miss();
      look();
    }

    function tapped(element, event) {
      var wasWarning = idle.isWarning();
      idle.touch();
      if (event.type !== "click" || event.detail) frame.root.classList.remove("sy-reader--keys"); // A finger needs no ring around what it touched.
      if (wasWarning || runningTime() - changedAt < SETTLE_MS) return; // Whoever was asked to touch anywhere means nothing else by it.
      var opener = nearest(element, "data-opens", root);
      var doer = nearest(element, "data-do", root);
      if (opener && entryOf(opener.getAttribute("data-opens"))) go("entry", opener.getAttribute("data-opens"));
      else if (doer && doer.getAttribute("aria-disabled") !== "true") doDeed(doer.getAttribute("data-do"));
    }

    function doDeed(deed) {
      if (deed.slice(0, 4) === "key:") pad.press(deed.slice(4));
      else deeds[deed]();
    }

    function key(event) {
      var name = nameOfKey(event);
      frame.root.classList.add("sy-reader--keys");
      if (name !== "F5") event.stopPropagation(); // The player's own keys rest meanwhile, but for that one.
      if (name === "Tab") keepFocusInside(frame.root, event);
      else if (name === "Escape") close();
      else if (pad && isDigit(name)) pad.press(name);
      else if (name === "Backspace") stepBack();
      else if (pad && name === "Enter" && document.activeElement === page) openNumber();
      else return;
      if (name !== "Tab") event.preventDefault();
    }

    // Old engines would go back to the page before.
    function stepBack() {
      if (pad && pad.typed()) pad.press("退一格");
      else back();
    }

    // --- The end ---

    function warn(seconds) {
      if (frame.notice.hidden) append(frame.notice, noticeParts());
      frame.notice.hidden = false;
      frame.notice.lastChild.firstChild.data = seconds + "秒后回到开头";
    }

    function noticeParts() {
      var left = make("span", "sy-reader__left", " ");
      left.setAttribute("aria-hidden", "true"); // Or a screen reader would count aloud.
      return [make("span", "sy-reader__asked", "还在看吗？点一下屏幕，就接着看。"), left];
    }

    function calm() {
      frame.notice.hidden = true;
      empty(frame.notice);
    }

    frame.root.classList.add("sy-reader--size" + size);
    root.appendChild(frame.root);
    root.hidden = false;
    here = { view: "contents", top: 0 };
    var idle = watchIdle(Math.max(Number(readQuery(location.search).speed) || 1, 1), warn, calm, close);
    var stops = [
      listenForLife(root, function () { if (!idle.isWarning()) idle.touch(); }),
      listenForTaps(root, function (element) { return page.contains(element) ? roll : STILL; }, tapped),
      listen(root, { keydown: key }),
      listen(page, { scroll: scrolled }),
      idle.stop,
      function () { clearTimeout(rolling); }
    ];

    function stop() {
      stops.forEach(function (stopPart) { stopPart(); });
      clear();
      empty(root);
      root.hidden = true;
      if (before && before !== document.body && before.focus) before.focus();
    }

    try {
      show(first ? { view: "entry", id: first.id, top: 0 } : here);
    } catch (spoilt) {
      stop(); // An entry that cannot be shown must not cover the loop.
      throw spoilt;
    }
    return stop;
  }
}
