// Where sentences begin and end. One sentence is one utterance: Chrome falls silent after some fifteen seconds of one.
const LONGEST = 60; // Characters; a slow voice speaks four a second.
const END = /(?:[。！？；!?;]|…+|\.(?=\s|$))+[”’"'」』）)》】]*|\n\s*\n/g;
const PAUSE = /[，、：,:]+[”’」』）)》】]*(?!\d)/g;

// The sentences of a text as [start, end] pairs, without the white space around them, none without a letter or digit.
export function sentences(text) {
  return cut(text, 0, text.length, END).reduce((found, [start, end]) => found.concat(shortened(text, start, end)), [])
    .map(([start, end]) => trimmed(text, start, end))
    .filter(([start, end]) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));
}

function cut(text, start, end, mark) {
  const parts = [];
  const part = text.slice(start, end);
  let last = start;
  for (const found of part.matchAll(mark)) {
    const at = start + found.index + found[0].length;
    parts.push([last, at]);
    last = at;
  }
  if (last < end) parts.push([last, end]);
  return parts;
}

// A very long sentence in as few pieces as its commas allow.
function shortened(text, start, end) {
  if (end - start <= LONGEST) return [[start, end]];
  const pieces = [];
  for (const [from, to] of cut(text, start, end, PAUSE)) {
    const last = pieces[pieces.length - 1];
    if (last && to - last[0] <= LONGEST) last[1] = to;
    else pieces.push([from, to]);
  }
  return pieces;
}

function trimmed(text, start, end) {
  const part = text.slice(start, end);
  return [start + part.length - part.trimStart().length, end - part.length + part.trimEnd().length];
}
