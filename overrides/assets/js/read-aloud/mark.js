// Shows which sentence is being read, and keeps it in sight for whoever follows along.
import { rangeOf } from "./passages.js";

const NAME = "sy-reading";
const canHighlight = typeof Highlight === "function" && "highlights" in CSS;
let marked = null;

export function mark(sentence) {
  const wasFollowed = marked !== null && isInSight(marked);
  const isFirst = marked === null;
  unmark();
  marked = sentence;
  if (canHighlight) CSS.highlights.set(NAME, new Highlight(rangeOf(sentence)));
  else sentence.block.classList.add(NAME);
  // A reader who has scrolled away, to the buttons perhaps, is not pulled back.
  if ((isFirst || wasFollowed) && !isInSight(sentence)) bringIntoSight(sentence);
}

export function unmark() {
  if (marked === null) return;
  if (canHighlight) CSS.highlights.delete(NAME);
  else marked.block.classList.remove(NAME);
  marked = null;
}

function isInSight(sentence) {
  const { top, bottom } = rangeOf(sentence).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function bringIntoSight(sentence) {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { top } = rangeOf(sentence).getBoundingClientRect();
  scrollBy({ top: top - innerHeight / 3, behavior: isStill ? "instant" : "smooth" });
}
