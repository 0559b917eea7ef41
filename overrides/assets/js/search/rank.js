// How much a hit is worth. The field it stands in counts first, then whether it is a word of its own, then how often it stands there.
const FIELD = [100, 60, 30, 10];
const EDGES = [0.05, 0.7, 0.7, 1];  // Neither end of a word, one, both: 李明 in 小李明天来 is an accident.
const WHOLE = 30;  // For a title that is the word and nothing else.
const OFTEN = 9;  // Less than the distance from one field to the next.
const SATURATION = 1.2;
const NORMALISED = 0.2;  // With this and the next, twice in the longest text is still more than once in the shortest.
const LONGEST = 4;
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
  const long = 1 - NORMALISED + NORMALISED * Math.min(length / mean, LONGEST);
  return best + (OFTEN * times) / (times + SATURATION * long);
}

// Where to send the reader: a place in the text, at the ends of a word if there is one.
function bestPlace(codes) {
  const inText = codes.filter((code) => zoneOf(code >>> 2) === TEXT);
  const from = inText.length ? inText : codes;
  return (from.find((code) => (code & 3) === 3) || from[0]) >>> 2;
}

// How much it is worth that several words stand in one piece, at these places: most in a title.
function together(codes) {
  return TOGETHER + Math.max(...codes.map((code) => FIELD[zoneOf(code >>> 2)])) * TOGETHER / 100;
}
