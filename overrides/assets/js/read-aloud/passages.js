// What of a page is read aloud, in its order: each sentence with the place where it stands.
import { sentences } from "./sentences.js";

const READ = [
  ".sy-head__title", ".sy-head__lead", ".sy-visit", ".sy-facts", ".sy-text",
  ".sy-label__title", ".sy-label__text", // Works of an exhibition.
  ".sy-front__title", ".sy-front__text", ".sy-card__title", ".sy-card__text", ".sy-tile__title", ".sy-tile__text", // Entries of lists.
].join();
const SKIPPED = ".sy-hidden, [aria-hidden='true'], sup, code, pre, svg, script, style, noscript, .headerlink, .footnote-backref, .sy-photo__credit";
const ROW = "tr, .sy-facts__row, .sy-visit__part"; // Read in one go, with a pause after each cell.
const CELL = "td, th, dt, dd";
const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, dt, dd, blockquote, figcaption > *, figcaption, summary, div, section";

export function readable(content) {
  return passages(content).reduce((found, passage) => found.concat(sentencesOf(passage)), []);
}

// The sentence that a selection begins in; the first where nothing is selected or nothing after it is read.
export function startAt(found, selected) {
  const index = selected ? found.findIndex((sentence) => rangeOf(sentence).compareBoundaryPoints(Range.START_TO_END, selected) > 0) : 0;
  return Math.max(0, index);
}

export function rangeOf({ pieces, start, end }) {
  const range = document.createRange();
  const first = pieces.find((piece) => start < piece.end);
  const last = pieces.find((piece) => end <= piece.end);
  range.setStart(first.node, Math.max(0, start - first.start));
  range.setEnd(last.node, Math.max(0, end - last.start));
  return range;
}

function passages(content) {
  const found = [];
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let isBroken = false; // A line has ended since the last word.
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE) {
      isBroken = isBroken || node.nodeName === "BR";
      continue;
    }
    const holder = node.parentElement;
    if (!node.data.trim() || !holder.closest(READ) || holder.closest(SKIPPED) || !isShown(holder)) continue;
    const block = holder.closest(ROW) || holder.closest(BLOCK);
    const last = found[found.length - 1];
    const passage = last && last.block === block ? last : { block, text: "", pieces: [], cell: null };
    if (passage !== last) found.push(passage);
    add(passage, node, holder.closest(CELL), isBroken);
    isBroken = false;
  }
  return found;
}

function add(passage, node, cell, isBroken) {
  const isApart = passage.text && (cell !== passage.cell || isBroken);
  if (isApart && !/\p{P}\s*$/u.test(passage.text)) passage.text += "，";
  passage.cell = cell;
  passage.pieces.push({ node, start: passage.text.length, end: passage.text.length + node.length });
  passage.text += node.data;
}

// What the reader does not see is not read either: a day that has passed, a part that the simple version leaves out.
function isShown(element) {
  return element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : element.getClientRects().length > 0;
}

function sentencesOf({ block, text, pieces }) {
  return sentences(text).map(([start, end]) => ({ block, pieces, start, end, text: spoken(text.slice(start, end)) }));
}

// Line ends of the source are no pauses.
function spoken(text) {
  return text.replace(/\s+/g, " ").replace(/([^\x00-\xff]) | (?=[^\x00-\xff])/g, "$1");
}
