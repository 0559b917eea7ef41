// The search over the page: a field, names that begin as it does, and the first results.
const PAUSE_MS = 200;  // Each pause fetches what begins so: shorter ones cost the slow typist more than they give.
const MOST_SUGGESTED = 5;
const MOST_IN_DIALOG = 10;
let searchDialog = null; // It keeps its words while the page stays.

function openDialog(root, opener) {
  if (!window.HTMLDialogElement) {
    location.assign(opener.href);
    return;
  }
  if (!searchDialog) searchDialog = createDialog(root);
  const { dialog, field } = searchDialog;
  if (!dialog.open) showOver(dialog, opener);
  field.focus();
  field.select();
}

function createDialog(root) {
  const parts = dialogParts(root);
  const { dialog, field, hint, region, suggestions, before, list, rest } = parts;
  const engine = openEngine(root);
  const searches = searchesInto(list, region);
  let asked = "";
  engine.prepare().catch(() => {}); // While the reader types; what fails is said when he asks.

  function ask() {
    const query = field.value.trim();
    if (query === asked) return;
    asked = query;
    hint.hidden = Boolean(query);
    if (query) searches.run(query, () => findForDialog(engine, query), show, giveUp);
    else clear();
  }

  function clear() {
    searches.drop();
    clearAround();
  }

  function clearAround() {
    suggestions.hidden = true;
    fill(before);
    fill(rest);
  }

  function show({ outcome, suggested, results }) {
    const others = newSuggestions(suggested, outcome.query, results);
    suggestions.hidden = !others.length;
    fill(suggestions.lastChild, ...others.map((it) => suggestionItem(root, it)));
    const instead = outcome.instead.filter((words) => others.every(({ text }) => text !== words));
    fill(before, ...insteadLine(root, instead));
    fill(list, ...results.map((result) => resultItem(root, result, outcome.words, "h3")));
    fill(rest, outcome.total ? allLink(root, outcome) : advice(root));
    say(region, countSentence(outcome, false), ...noticeSentences(outcome.notices));
  }

  function giveUp() {
    clearAround();
    fill(rest, failure(tryAgain));
    say(region, UNREACHED);
  }

  function tryAgain() {
    asked = "";
    field.focus();
    ask();
  }

  whenTyped(field, PAUSE_MS, ask);
  dialog.addEventListener("keydown", (event) => walkByKey(event, parts));
  dialog.addEventListener("mousedown", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("click", (event) => { if (leadsToThisPage(event.target.closest("a"))) dialog.close(); });
  return parts;
}

function dialogParts(root) {
  const field = element("input", {
    class: "sy-find__field", id: "sy-query", type: "search", name: "q", autofocus: true,
    autocapitalize: "off", autocomplete: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "search",
    "aria-describedby": "sy-dialog-hint",
  });
  const form = element(
    "form", { class: "sy-find__form", role: "search", action: addressOf(root, "search/").href },
    element("label", { class: "sy-hidden", for: "sy-query" }, "搜什么"),
    field,
    element("button", { class: "sy-find__submit", type: "submit" }, "搜索"),
  );
  const hint = element("p", { class: "sy-dialog__hint", id: "sy-dialog-hint" }, "可以打名称、拼音、短号；几个词用空格隔开；一字不差的原话加引号“……”。");
  const region = element("div", { class: "sy-find__said", role: "status" });
  const suggestions = element(
    "div", { class: "sy-suggestions", hidden: true },
    element("p", { class: "sy-suggestions__name", id: "sy-suggested" }, "可能要找"),
    element("ul", { class: "sy-suggestions__list", "aria-labelledby": "sy-suggested" }),
  );
  const before = element("div", {});
  const list = element("ol", { class: "sy-hits", "aria-label": "搜到的页面" });
  const rest = element("div", { class: "sy-dialog__rest" });
  const close = button("sy-dialog__close", "关闭", () => dialog.close());
  const head = element("div", { class: "sy-dialog__head" }, element("h2", { class: "sy-dialog__title", id: "sy-dialog-title" }, "搜索"), close, form);
  const sheet = element("div", { class: "sy-dialog__sheet" }, head, hint, region, suggestions, before, list, rest);
  const dialog = element("dialog", { class: "sy-dialog", "aria-labelledby": "sy-dialog-title" }, sheet);
  document.body.append(dialog);
  return { dialog, field, hint, region, suggestions, before, list, rest };
}

async function findForDialog(engine, query) {
  const suggesting = engine.suggest(query).catch(() => []);
  const outcome = await engine.search(query, {});
  const [suggested, results] = await Promise.all([suggesting, outcome.results(0, MOST_IN_DIALOG)]);
  return { outcome, suggested, results };
}

function suggestionItem(root, { text, label, address }) {
  const href = address ? addressOf(root, address).href : addressOfSearch(root, text);
  const parts = [element("span", { class: "sy-suggestions__text" }, text), " ", element("span", { class: "sy-suggestions__label" }, label)];
  return element("li", {}, element("a", { class: "sy-suggestions__link", href }, ...parts));
}

// Those that neither repeat what was typed nor lead where the first results lead.
function newSuggestions(suggested, query, results) {
  const there = results.slice(0, 3).map(({ address }) => address);
  return suggested.filter(({ text, address }) => (address ? !there.includes(address) : text !== query)).slice(0, MOST_SUGGESTED);
}

function allLink(root, { query, total }) {
  return element("a", { class: "sy-dialog__all", href: addressOfSearch(root, query) }, `全部${total}条结果、按类别筛选`);
}

// The page behind stands still meanwhile, and has the focus again afterwards.
function showOver(dialog, opener) {
  const before = document.activeElement;
  const still = innerWidth > document.documentElement.clientWidth ? "sy-still sy-still--barred" : "sy-still";
  document.documentElement.classList.add(...still.split(" "));
  dialog.addEventListener("close", () => {
    document.documentElement.classList.remove("sy-still", "sy-still--barred");
    if (before !== document.body) before.focus({ preventScroll: true });
    else if (opener.getBoundingClientRect().bottom > 0) opener.focus({ preventScroll: true }); // Safari's click gives no focus.
  }, { once: true });
  dialog.showModal();
}

// Arrows go through what can be opened, and back to the field. An input method's keys are its own.
function walkByKey(event, { dialog, field }) {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") dialog.close(); // At once: browsers would first empty the field.
  else if (step) goTo([field, ...dialog.querySelectorAll("a, .sy-find__failure button")], step);
  else return;
  event.preventDefault();
}

function goTo(stops, step) {
  const next = stops.indexOf(document.activeElement) + step;
  stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
}

function leadsToThisPage(link) {
  return Boolean(link) && link.href.split("#")[0] === location.href.split("#")[0];
}
