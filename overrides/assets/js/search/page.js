// The search's own page. Its address says what is asked for; typing and choosing change it.
const PAGE_PAUSE_MS = 250;
const STEP = 10; // Results at a time.

function startPage(root, page) {
  const parts = pageParts(page);
  const { field, region, help, answer, narrowing, before, list, after } = parts;
  const engine = openEngine(root);
  const searches = searchesInto(list, region);
  const title = document.title;
  let asked = readAddress();
  let standing = null; // The outcome whose results stand there.

  function ask(next, count = STEP, then = () => {}) {
    asked = next;
    document.title = asked.query ? `${quoted(asked.query)} - ${title}` : title;
    help.hidden = Boolean(asked.query);
    if (!asked.query) return clear();
    searches.run(asked.query, () => findForPage(engine, next, count), (found) => { show(found); then(); }, giveUp);
  }

  function clear() {
    searches.drop();
    for (const holder of [narrowing, before, after]) fill(holder);
    answer.classList.remove("sy-find__answer--awaited");
  }

  function show({ outcome, results }) {
    const isNarrowed = FACETS.some((facet) => asked[facet]);
    standing = outcome;
    showFacets(narrowing, outcome, asked, getComputedStyle(answer).display === "grid", choose);
    fill(before, ...insteadLine(root, outcome.instead));
    fill(list);
    fill(after);
    if (outcome.total) add(outcome, results);
    else if (!isNarrowed) fill(after, advice(root));
    say(region, countSentence(outcome, isNarrowed), ...noticeSentences(outcome.notices));
    answer.classList.remove("sy-find__answer--awaited");
  }

  function add(outcome, results) {
    list.append(...results.map((result) => resultItem(root, result, outcome.words, "h2")));
    const left = outcome.total - list.children.length;
    fill(after, ...(left > 0 ? [button("sy-button", left < STEP ? `再看${left}条` : "再看十条", () => showMore(outcome))] : []));
  }

  async function showMore(outcome) {
    const from = list.children.length;
    try {
      const results = await outcome.results(from, STEP);
      // Pressed twice, or something else was asked for meanwhile.
      if (list.children.length !== from || standing !== outcome) return;
      add(outcome, results);
      list.children[from].querySelector("a").focus();
    } catch (unreachable) {
      console.warn(unreachable);
      fill(after, element("p", {}, UNREACHED), failure(() => showMore(outcome)));
    }
  }

  function giveUp() {
    clear();
    fill(after, failure(() => ask(asked)));
    say(region, UNREACHED);
  }

  function choose(next) {
    changeAddress("pushState", {}, searchOf({ ...asked, ...next }));
    ask({ ...asked, ...next });
  }

  // A word typed over another gets a place of its own in the browser's history, its letters do not.
  function remember(next, isTyping) {
    const isSame = searchOf(next) === searchOf(asked);
    const isUnderWay = !asked.query || (history.state && history.state.isTyping);
    changeAddress(isSame || isUnderWay ? "replaceState" : "pushState", { isTyping }, searchOf(next));
  }

  // Other words begin without categories.
  function take(isTyping) {
    const query = field.value.trim();
    if (isTyping && query === asked.query) return;
    const next = query === asked.query ? asked : { query };
    remember(next, isTyping);
    ask(next);
  }

  const calm = whenTyped(field, PAGE_PAUSE_MS, () => take(true));
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    calm();
    take(false);
    if (matchMedia("(hover: none)").matches) field.blur(); // The keyboard on the screen makes room for the results.
  });
  // Somebody who comes back finds as many results, at the same height.
  list.addEventListener("click", () => changeAddress("replaceState", { ...history.state, count: list.children.length, top: scrollY }, location.href));
  addEventListener("popstate", ({ state }) => {
    const next = readAddress();
    if (searchOf(next) === searchOf(asked)) return;
    field.value = next.query;
    ask(next, (state || {}).count);
  });

  if (location.protocol === "file:") for (const link of document.querySelectorAll("main a")) link.href = addressOf(root, link.href).href;
  page.classList.add("sy-find--ready");
  const { count, top } = history.state || {};
  field.value = asked.query;
  ask(asked, count, () => { if (top) scrollTo({ top, behavior: "instant" }); });
  if (!asked.query) field.focus({ preventScroll: true });
}

function pageParts(page) {
  const find = (name) => page.querySelector(`[data-sy-${name}]`);
  const parts = {
    field: page.querySelector("input"), region: find("said"), help: find("help"), answer: find("answer"),
    narrowing: element("div", {}), before: element("div", {}), after: element("div", { class: "sy-find__after" }),
    list: element("ol", { class: "sy-hits", "aria-label": "搜到的页面" }),
  };
  fill(parts.answer, parts.narrowing, parts.before, parts.list, parts.after);
  return parts;
}

async function findForPage(engine, { query, kind, district, year }, count) {
  const outcome = await engine.search(query, { kind, district, year });
  return { outcome, results: await outcome.results(0, count) };
}

// Anew for each answer, as open as it was, with the focus where it was. At first it is open where it stands beside the results.
function showFacets(holder, outcome, asked, isBeside, choose) {
  const was = holder.querySelector("details");
  const focused = holder.contains(document.activeElement) ? document.activeElement : null;
  fill(holder, facetPanel(outcome, asked, was ? was.open : isBeside, choose));
  if (!focused) return;
  const same = [...holder.querySelectorAll("[data-sy-facet]")].find((it) => it.dataset.syFacet === focused.dataset.syFacet);
  (same || holder.querySelector("summary") || holder).focus();
}
