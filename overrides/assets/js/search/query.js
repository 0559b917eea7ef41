// What a reader typed, as words to be found.
const MOST_TOKENS = 40;
const PIECE = /[“”"「『]([^“”"」』]+)[“”"」』]|[^\s“”"「『]+|[“”"「『]/g;
const TAG = /<\/?[a-z][^<>]*>/gi;

// {words: [{tokens, offsets, text, isExact}] in the order in which they were typed, clipped: how many tokens count, 0 where all do}.
// `offsets` say how far each token is behind the first: a break in the sentence takes a place too.
function parseQuery(query) {
  const words = [];
  const typed = withoutTags(query.normalize("NFC"));
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(typed); match; match = PIECE.exec(typed)) {
    if (match[1] !== undefined) words.push(...wordOf(tokensOf(match[1]), match[1], true));
    else for (const stretch of stretchesBetweenBreaks(tokensOf(match[0]))) words.push(...wordOf(stretch, match[0], false));
  }
  return clip(unique(words));
}

// Pasted markup is nothing that a page would say; where there is nothing else, it is taken as it stands.
function withoutTags(query) {
  const rest = query.replace(TAG, " ");
  return tokensOf(rest).length ? rest : query;
}

function wordOf(found, text, isExact) {
  if (!found.length) return [];
  const [first, last] = [found[0], found[found.length - 1]];
  return [{
    tokens: found.map((it) => it.text),
    offsets: found.map((it) => it.position - first.position),
    text: text.slice(first.start, last.end),
    isExact,
  }];
}

function stretchesBetweenBreaks(found) {
  const stretches = [];
  found.forEach((token, i) => {
    if (i === 0 || token.position !== found[i - 1].position + 1) stretches.push([]);
    stretches[stretches.length - 1].push(token);
  });
  return stretches;
}

function unique(words) {
  const seen = new Set();
  return words.filter((word) => {
    const key = word.isExact + word.tokens.join(" ");
    return !seen.has(key) && seen.add(key);
  });
}

function clip(words) {
  const kept = [];
  let left = MOST_TOKENS;
  for (const word of words) {
    if (left <= 0) break;
    const tokens = word.tokens.slice(0, left);
    left -= tokens.length;
    kept.push(tokens.length === word.tokens.length ? word : { tokens, offsets: word.offsets.slice(0, tokens.length), text: written(tokens), isExact: word.isExact });
  }
  const all = words.reduce((sum, word) => sum + word.tokens.length, 0);
  return { words: kept, clipped: all > MOST_TOKENS ? MOST_TOKENS : 0 };
}

// Whether nothing but letters was typed, as on a keyboard without Chinese; the letters, or "".
function lettersOf(query) {
  const plain = query.normalize("NFKC").trim().toLowerCase();
  return /^[a-zü'’ ]+$/.test(plain) ? plain.replace(/ü/g, "v").replace(/[^a-z]/g, "") : "";
}
