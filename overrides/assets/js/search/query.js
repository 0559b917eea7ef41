// What a reader typed, as words to be found.
const MOST_TOKENS = 40;
const QUOTED = /[“”"「『]([^“”"」』]+)[“”"」』]/g;

// {words: [{tokens, text, isExact}], clipped: how many characters count, 0 where all do}
function parseQuery(query) {
  const words = [];
  let rest = "";
  let at = 0;
  QUOTED.lastIndex = 0;
  for (let match = QUOTED.exec(query); match; match = QUOTED.exec(query)) {
    rest += query.slice(at, match.index) + " ";
    addWords(words, match[1], true);
    at = match.index + match[0].length;
  }
  rest += query.slice(at);
  for (const piece of rest.split(/\s+/)) addWords(words, piece, false);
  return clip(unique(words), query);
}

// A word for every stretch of neighbouring tokens.
function addWords(words, text, isExact) {
  let [stretch, before] = [[], null];
  const add = () => {
    if (stretch.length) words.push({ tokens: stretch.map((it) => it.text), text: text.slice(stretch[0].start, stretch[stretch.length - 1].end), isExact });
  };
  for (const token of tokensOf(text)) {
    if (before && token.position !== before.position + 1) {
      add();
      stretch = [];
    }
    stretch.push(token);
    before = token;
  }
  add();
}

function unique(words) {
  const seen = new Set();
  return words.filter((word) => {
    const key = word.tokens.join(" ");
    return !seen.has(key) && seen.add(key);
  });
}

function clip(words, query) {
  const kept = [];
  let left = MOST_TOKENS;
  for (const word of words) {
    if (left <= 0) break;
    const tokens = word.tokens.slice(0, left);
    left -= tokens.length;
    kept.push(tokens.length === word.tokens.length ? word : { tokens, text: tokens.join(""), isExact: word.isExact });
  }
  const isClipped = words.reduce((sum, word) => sum + word.tokens.length, 0) > MOST_TOKENS;
  return { words: kept, clipped: isClipped ? Math.min(MOST_TOKENS, query.length) : 0 };
}

// Whether nothing but letters was typed, as on a keyboard without Chinese; the letters, or "".
function lettersOf(query) {
  const plain = query.normalize("NFKC").trim().toLowerCase();
  return /^[a-zü'’ ]+$/.test(plain) ? plain.replace(/ü/g, "v").replace(/[^a-z]/g, "") : "";
}
