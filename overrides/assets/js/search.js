// Fetches Material's search the first time somebody goes to the search box; no page pays for it before.
const box = document.querySelector("[data-sy-search]");
const field = box?.querySelector("input");
const WORDS = {
  "search.result.placeholder": "键入以开始搜索",
  "search.result.none": "没有找到符合条件的结果",
  "search.result.one": "找到1个符合条件的结果",
  "search.result.other": "找到#个符合条件的结果",
  "search.result.more.one": "在该页上还有1个符合条件的结果",
  "search.result.more.other": "在该页上还有#个符合条件的结果",
  "search.result.term.missing": "缺少",
};

function fetchSearch() {
  field.removeEventListener("focus", fetchSearch);
  // What Material's own document would hold for its script.
  document.body.prepend(toggle("drawer"), toggle("search"));
  box.prepend(overlay());
  lowerHeadings(box.querySelector(".md-search-result__list"));
  document.body.append(settings());
  globalThis.__md_scope = new URL(box.dataset.syRoot, location.href);
  globalThis.__md_get = () => null;
  globalThis.__md_set = () => {};
  const script = document.createElement("script");
  script.src = box.dataset.syBundle;
  script.addEventListener("load", () => { if (document.activeElement === field) refocus(); });
  script.addEventListener("error", () => { box.querySelector(".md-search-result__meta").textContent = "搜索没有取来，请稍后再试。"; });
  document.body.append(script);
}

// Material opens its results when focus comes, and it came before Material.
function refocus() {
  field.blur();
  field.focus();
}

function toggle(name) {
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", id: `__${name}`, hidden: true });
  input.dataset.mdToggle = name;
  return input;
}

// A click beside the results closes them.
function overlay() {
  const label = document.createElement("label");
  Object.assign(label, { className: "sy-search__overlay", htmlFor: "__search", ariaHidden: "true" });
  return label;
}

// Material gives every result a heading of the first level; the page has its own.
function lowerHeadings(list) {
  const lower = (heading) => {
    heading.setAttribute("role", "heading");
    heading.setAttribute("aria-level", "2");
  };
  new MutationObserver(() => list.querySelectorAll("h1:not([role])").forEach(lower)).observe(list, { childList: true, subtree: true });
}

function settings() {
  const script = document.createElement("script");
  Object.assign(script, { id: "__config", type: "application/json" });
  script.textContent = JSON.stringify({ base: box.dataset.syRoot, features: [], search: box.dataset.syWorker, translations: WORDS });
  return script;
}

field?.addEventListener("focus", fetchSearch);
if (field && document.activeElement === field) fetchSearch();
