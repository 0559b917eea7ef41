// Categories of the results with their counts. One value of each can be chosen.
const FACET_NAMES = { kind: "类别", district: "区", year: "年份" };

// The choices that narrow the answer; `choose({kind: "story"})` is called with what was pressed, empty where it is taken back.
function facetPanel(outcome, asked, isOpen, choose) {
  const facets = FACETS.filter((facet) => asked[facet] || outcome.facets[facet].length > 1);
  if (!facets.length) return "";
  const chosen = FACETS.filter((facet) => asked[facet]);
  const words = chosen.length ? `筛选：${chosen.map((facet) => labelOf(outcome, facet, asked[facet])).join("、")}` : `按${facets.map((facet) => FACET_NAMES[facet]).join("、")}筛选`;
  const panel = element("details", { class: "sy-facets", open: isOpen || !outcome.total }, element("summary", { class: "sy-facets__summary" }, words));
  for (const facet of facets) panel.append(facetGroup(facet, choicesOf(outcome, facet, asked[facet]), asked[facet], choose));
  if (chosen.length) panel.append(button("sy-button sy-facets__clear", "去掉筛选", () => choose({ kind: "", district: "", year: "" })));
  return panel;
}

// What is chosen is there even where nothing has it, so that it can be taken back.
function choicesOf(outcome, facet, chosen) {
  const values = outcome.facets[facet];
  const isThere = !chosen || values.some(({ value }) => value === chosen);
  return isThere ? values : [...values, { value: chosen, label: chosen, count: 0 }];
}

function labelOf(outcome, facet, chosen) {
  return choicesOf(outcome, facet, chosen).find(({ value }) => value === chosen).label;
}

function facetGroup(facet, choices, chosen, choose) {
  const id = `sy-facet-${facet}`;
  return element(
    "div", { class: "sy-facets__group", role: "group", "aria-labelledby": id },
    element("p", { class: "sy-facets__name", id }, FACET_NAMES[facet]),
    element("div", { class: "sy-facets__choices" }, ...choices.map((choice) => facetButton(facet, choice, choice.value === chosen, choose))),
  );
}

function facetButton(facet, { value, label, count }, isChosen, choose) {
  const made = button("sy-facets__choice", label, () => choose({ [facet]: isChosen ? "" : value }));
  made.append(element("span", { class: "sy-facets__count" }, String(count), element("span", { class: "sy-hidden" }, "条")));
  made.setAttribute("aria-pressed", isChosen);
  made.dataset.syFacet = `${facet}=${value}`;
  return made;
}
