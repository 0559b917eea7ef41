// A list of results, the live region beside it, and the field that asks for them.
const TOO_SLOW_MS = 250; // A quicker answer comes without “searching”.

// Screen readers say what changes here, once.
function say(region, ...sentences) {
  if (region.textContent !== sentences.join("")) fill(region, ...sentences.map((words) => element("p", {}, words)));
}

// Calls `ask` when typing pauses; an input method's letters are no typing yet.
function whenTyped(field, pauseMs, ask) {
  let timer = null;
  let isComposing = false;
  const calm = () => clearTimeout(timer);
  const wait = () => {
    calm();
    if (!isComposing) timer = setTimeout(ask, pauseMs);
  };
  field.addEventListener("input", wait);
  field.addEventListener("compositionstart", () => { isComposing = true; calm(); });
  field.addEventListener("compositionend", () => { isComposing = false; wait(); });
  return calm;
}

// Runs one search after the other into `list`: of those asked meanwhile only the last is shown.
function searchesInto(list, region) {
  let turn = 0;
  let timer = null;

  function settle(state, query) {
    clearTimeout(timer);
    list.dataset.searchQuery = query;
    list.dataset.searchState = state;
  }

  return {
    async run(query, find, show, giveUp) {
      turn += 1;
      const mine = turn;
      clearTimeout(timer);
      timer = setTimeout(() => say(region, "正在搜索……"), TOO_SLOW_MS);
      list.dataset.searchState = "loading";
      let found = null;
      try {
        found = await find();
      } catch (unreachable) {
        if (mine !== turn) return;
        console.warn(unreachable); // A mistake of ours would otherwise look like a broken line.
        fill(list);
        giveUp();
        settle("failed", query);
      }
      if (found === null || mine !== turn) return;
      show(found);
      settle("done", query);
    },
    // Nothing is asked any more, and what was asked is not shown.
    drop() {
      turn += 1;
      fill(list);
      say(region);
      settle("done", "");
    },
  };
}

function resultItem(root, result, words, heading) {
  const facts = [result.label, result.district, result.date].filter(Boolean).join(" · ");
  const link = element("a", { class: "sy-hit__link", href: addressOfResult(root, result, words) }, ...markedParts(result.title));
  return element(
    "li", { class: "sy-hit", "data-search-result": true },
    element("p", { class: "sy-hit__facts" }, facts),
    element(heading, { class: "sy-hit__title" }, link),
    element("p", { class: "sy-hit__text" }, ...markedParts(result.excerpt)),
  );
}

function markedParts(parts) {
  return parts.map(({ text, isMarked }) => (isMarked ? element("mark", {}, text) : text));
}

// “Did you mean”, as a list of one line or none: each word leads to a search of its own.
function insteadLine(root, instead) {
  const links = instead.map((words) => element("a", { class: "sy-find__word", href: addressOfSearch(root, words) }, words));
  return links.length ? [element("p", { class: "sy-find__instead" }, element("span", {}, "您是不是要找："), ...links)] : [];
}

function failure(tryAgain) {
  return element("p", { class: "sy-find__failure" }, button("sy-button", "再试一次", tryAgain));
}

// What may help where nothing was found.
function advice(root) {
  const map = element("a", { href: addressOf(root, "sitemap/").href }, "网站地图");
  return element(
    "ul", { class: "sy-find__advice" },
    element("li", {}, "看看有没有错字；拿不准的字，可以打拼音。"),
    element("li", {}, "少打几个字，或者换一个说法。"),
    element("li", {}, "也可以到", map, "里找，那里有全部页面。"),
  );
}
