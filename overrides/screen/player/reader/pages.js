// A long page, one screenful after another: some touch frames cannot scroll.
var STEP = 0.9;

function pageCount(page) {
  var hidden = page.scrollHeight - page.clientHeight;
  return hidden > 2 ? Math.ceil(hidden / (page.clientHeight * STEP)) + 1 : 1;
}

// Counted from 1; the last as soon as the end is seen.
function pageNumber(page) {
  var count = pageCount(page);
  if (page.scrollTop >= page.scrollHeight - page.clientHeight - 2) return count;
  return Math.min(count - 1, Math.floor(page.scrollTop / (page.clientHeight * STEP) + 0.5) + 1) || 1;
}

function turnPage(page, step) {
  page.scrollTop += Math.round(step * page.clientHeight * STEP);
}

// What stands at the top of the page, and how much of it has gone by: the place a reader wants to find again in another size.
function markPlace(page, selector) {
  var top = page.getBoundingClientRect().top;
  var boxes = all(page, selector).map(function (it) { return { element: it, box: it.getBoundingClientRect() }; });
  var first = boxes.filter(function (it) { return it.box.bottom > top + 1; })[0];
  if (!first || page.scrollTop < 2) return function () {};
  var part = (top - first.box.top) / (first.box.height || 1);
  return function findAgain() {
    var scale = page.getBoundingClientRect().height / page.offsetHeight || 1;
    var box = first.element.getBoundingClientRect();
    page.scrollTop += (box.top + part * box.height - page.getBoundingClientRect().top) / scale;
  };
}
