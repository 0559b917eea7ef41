// What a result shows: its title and a piece of its text, with the words marked.
const AROUND = 34;
const SHOWN = 110;

// [start, end) of every place in `text` where one of `words` stands, sorted, none overlapping.
function findMarks(text, words, variants) {
  const tokens = tokensOf(text, variants);
  const sought = words.map((word) => tokensOf(word)).filter((word) => word.length);
  const marks = [];
  for (let i = 0; i < tokens.length; i += 1) {
    let longest = 0;
    for (const word of sought) {
      if (word.length > longest && standsAt(tokens, i, word)) longest = word.length;
    }
    if (longest) {
      marks.push([tokens[i].start, tokens[i + longest - 1].end]);
      i += longest - 1;
    }
  }
  return marks;
}

// Whether the word's tokens stand there at the same distances.
function standsAt(tokens, at, word) {
  const shift = tokens[at].position - word[0].position;
  return word.every((part, k) => tokens[at + k] && tokens[at + k].text === part.text && tokens[at + k].position === part.position + shift);
}

// `text` from `from` on as parts that are marked or not.
function marked(text, marks, from = 0, to = text.length) {
  const parts = [];
  const add = (start, end, isMarked) => { if (end > start) parts.push({ text: text.slice(start, end).replace(/\n/g, " "), isMarked }); };
  let at = from;
  for (const [start, end] of marks) {
    if (end <= from || start >= to) continue;
    add(at, Math.max(start, at), false);
    add(Math.max(start, at), Math.min(end, to), true);
    at = Math.min(end, to);
  }
  add(at, to, false);
  return parts;
}

// The stretch of `text` with most of the marks, from the beginning of a sentence where one is near.
function excerptOf(text, marks) {
  const first = marks.length ? densest(marks) : 0;
  let from = Math.max(0, first - AROUND);
  const sentence = Math.max(...["。", "！", "？", "\n"].map((end) => text.lastIndexOf(end, Math.max(first - 1, 0))));
  if (first && sentence + 1 >= from - AROUND / 2) from = sentence + 1;
  if (first - from > SHOWN / 2) from = first - AROUND;
  let to = Math.min(text.length, from + SHOWN);
  if (text.length - to < 12) to = text.length;
  if (to === text.length) from = Math.max(0, Math.min(from, to - SHOWN));
  const parts = marked(text, marks, from, to);
  if (from > 0 && sentence + 1 !== from) parts.unshift({ text: "…", isMarked: false });
  if (to < text.length) parts.push({ text: "…", isMarked: false });
  return parts;
}

// The start of the mark after which most others follow within an excerpt.
function densest(marks) {
  let [best, most] = [marks[0][0], 0];
  let after = 0;
  marks.forEach(([start], i) => {
    while (after < marks.length && marks[after][1] < start + SHOWN - AROUND) after += 1;
    if (after - i > most) [best, most] = [start, after - i];
  });
  return best;
}
