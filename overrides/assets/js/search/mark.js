// On a page opened from a result: marks the words, and shows the first of them.
const NOT_MARKED = "script, style, noscript, svg, select, textarea, button, [hidden], [aria-hidden=true], .sy-hidden, .sy-crumbs, .sy-turn";
const BLOCK_OF_TEXT = "p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, caption, figcaption, blockquote, summary, label, pre, div, section, article, header, footer, aside, nav, main";
const SIGHT = [0.1, 0.75]; // Between these shares of the window's height nothing need be scrolled.

function markPage() {
  const content = document.querySelector("#content");
  const blocks = textBlocks(content);
  const words = marksInAddress().filter((word) => blocks.some(({ text }) => findMarks(text, [word]).length));
  if (!words.length) return;
  const marks = blocks.reduce((made, block) => made.concat(markBlock(block, words)), []);
  content.prepend(marksLine(words, marks, content));
  if (!isFreshVisit()) return;
  bringIntoSight(firstMark(marks));
  // Until it is loaded, the browser may yet go to the place the address names.
  whenLoaded(() => { if (isAtTarget()) bringIntoSight(firstMark(marks)); });
}

// The text of each paragraph, with the nodes it is made of: words may run on through links.
function textBlocks(content) {
  const blocks = [];
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let last = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeName === "BR" && last) last.text += "\n";
    if (node.nodeType !== Node.TEXT_NODE || node.parentElement.closest(NOT_MARKED)) continue;
    const holder = node.parentElement.closest(BLOCK_OF_TEXT);
    if (!last || last.holder !== holder) {
      last = { holder, text: "", pieces: [] };
      blocks.push(last);
    }
    last.pieces.push({ node, start: last.text.length });
    last.text += node.data;
  }
  return blocks;
}

function markBlock({ text, pieces }, words) {
  const found = findMarks(text, words);
  if (!found.length) return [];
  // From the end: what is split off behind moves nothing in front.
  return pieces.slice().reverse().reduce((marks, { node, start }) => {
    const parts = found.map(([from, to]) => [Math.max(0, from - start), Math.min(node.length, to - start)]).filter(([from, to]) => from < to);
    if (parts.length) keepTogether(node);
    return parts.reverse().map(([from, to]) => markPart(node, from, to)).concat(marks);
  }, []);
}

// In a row of a flex layout each part of the text would become a column of its own.
function keepTogether(node) {
  if (!getComputedStyle(node.parentElement).display.includes("flex")) return;
  const whole = element("span", {});
  node.replaceWith(whole);
  whole.append(node);
}

function markPart(node, from, to) {
  if (to < node.length) node.splitText(to);
  const part = from ? node.splitText(from) : node;
  const mark = element("mark", { class: "sy-found" });
  part.replaceWith(mark);
  mark.append(part);
  return mark;
}

function marksLine(words, marks, content) {
  const line = element("p", { class: "sy-marks" }, `标出了${listed(words)}。`);
  line.append(button("sy-marks__undo", "去掉标记", () => {
    line.remove();
    marks.forEach(unmark);
    changeAddress("replaceState", history.state, addressWithoutMarks());
    content.focus({ preventScroll: true });
  }));
  return line;
}

// The text nodes stay apart: reading aloud may be standing in one of them.
function unmark(mark) {
  mark.replaceWith(...mark.childNodes);
}

// Whoever comes back, or reloads, finds the page where he left it.
function isFreshVisit() {
  const [visit] = performance.getEntriesByType("navigation");
  return !visit || visit.type === "navigate";
}

// The first that is seen at the place the address names, or on the whole page.
function firstMark(marks) {
  const target = document.querySelector(":target");
  const isThere = (mark) => !target || target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  return marks.find((mark) => mark.getClientRects().length && isThere(mark));
}

// When the page is loaded and has been drawn once more.
function whenLoaded(job) {
  const draw = () => requestAnimationFrame(() => requestAnimationFrame(job));
  if (document.readyState === "complete") draw();
  else addEventListener("load", draw, { once: true });
}

// Whoever has scrolled on himself is not pulled back.
function isAtTarget() {
  const target = document.querySelector(":target");
  const { top } = target ? target.getBoundingClientRect() : { top: -1 };
  return top >= 0 && top < innerHeight * SIGHT[0];
}

function bringIntoSight(mark) {
  if (!mark) return;
  const { top, bottom } = mark.getBoundingClientRect();
  if (top < innerHeight * SIGHT[0] || bottom > innerHeight * SIGHT[1]) scrollBy({ top: top - innerHeight / 4, behavior: "instant" });
}
