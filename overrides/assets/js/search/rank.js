// How much a hit is worth. The field it stands in counts first, then whether it is a word of its own, then how often it stands there.
const FIELD = [100, 60, 30, 10];
const EDGES = [0.05, 0.5, 0.5, 1];  // Neither end of a word, one, both: 李明 in 小李明天来 is an accident.
const WHOLE = 30;  // For a title that is the word and nothing else.
const OFTEN = 9;  // Less than the distance from one field to the next.
const SATURATION = 1.2;
const NORMALISED = 0.2;  // Twice in a long text is still more than once in a short one.
const TOGETHER = 10000;  // What stands in one piece comes before all that does not.

// `length` is that of the text, `mean` that of all texts; `share` says how much of a title the word makes up, if it stands in one.
function weigh(codes, length, mean, share) {
  let [best, times] = [0, 0];
  for (const code of codes) {
    const worth = EDGES[code & 3];
    const zone = zoneOf(code >>> 2);
    best = Math.max(best, FIELD[zone] * worth + (zone === TITLE ? WHOLE * worth * share : 0));
    times += worth;
  }
  const long = 1 - NORMALISED + NORMALISED * (length / mean);
  return best + (OFTEN * times) / (times + SATURATION * long);
}

// Where to send the reader: a place in the text, at the ends of a word if there is one.
function bestPlace(codes) {
  const inText = codes.filter((code) => zoneOf(code >>> 2) === TEXT);
  const from = inText.length ? inText : codes;
  return (from.find((code) => (code & 3) === 3) || from[0]) >>> 2;
}

// How much it is worth that the words stand one right behind the other, in the order in which they were typed: most in a title.
function together(lists, lengths) {
  let starts = lists[0].map((code) => code >>> 2);
  for (let i = 1; i < lists.length; i += 1) {
    const next = new Set(lists[i].map((code) => code >>> 2));
    const ends = starts.map((start) => start + lengths[i - 1]);
    starts = ends.filter((end) => next.has(end));
    if (!starts.length) return 0;
  }
  return TOGETHER + Math.max(...starts.map((end) => FIELD[zoneOf(end)])) * TOGETHER / 100;
}
