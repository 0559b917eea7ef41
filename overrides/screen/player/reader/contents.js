// The contents: every entry as a row, section by section.
function contentsView(sections) {
  var page = make("div", "sy-contents");
  append(page, [make("h1", "sy-contents__title", "目录"), numberRow()]);
  sections.forEach(function (section) {
    append(page, [make("h2", "sy-contents__section", section.title), listOfRows(section.entries)]);
  });
  return page;
}

function listOfRows(entries) {
  return append(make("ul", "sy-contents__list"), entries.map(function (entry) {
    return append(make("li", "sy-contents__item"), [entryRow(entry, "")]);
  }));
}

function numberRow() {
  var row = makeButton("sy-row", "", "pad");
  return append(row, [make("span", "sy-row__title", "输入短号"), make("span", "sy-row__note", "知道短号的，可以直接打开")]);
}

// `before` stands in front of its kicker: 下一篇.
function entryRow(entry, before) {
  var row = make("button", "sy-row");
  var title = make("span", "sy-row__title");
  row.type = "button";
  row.setAttribute("data-opens", entry.id);
  title.innerHTML = entry.headline; // The build wrote it: the title, escaped, and where it may break.
  var above = [before, entry.kicker].filter(Boolean).join("　");
  return append(row, [
    entry.number ? make("span", "sy-row__number", "短号" + entry.number) : null,
    above ? make("span", "sy-row__kicker", above) : null,
    title
  ]);
}
