// Names that begin with what was typed, by their characters, their pinyin or its initials; and what looks alike.
const MOST_SUGGESTIONS = 8;
// How long a word with a wrong character may be, in the order in which lengths are tried: most names first.
const LENGTHS_LOOKED_AT = [4, 3, 5, 6, 2, 7, 8];

// Rows [key, text, label, address] whose key begins with `key`, the weightiest first.
async function namesBeginning(files, key) {
  const characters = Array.from(key);
  const length = (key.charCodeAt(0) < 128 ? [4, 3, 2] : [2, 1]).find((it) => it <= characters.length);
  if (!length) return [];
  const rows = (await files.look("names", characters.slice(0, length).join(""))) || [];
  return rows.filter((row) => row[0].startsWith(key));
}

const numbered = async (files, key) => (/^[0-9]{1,5}$/.test(key) ? (await files.look("names", "#" + key)) || [] : []);

async function suggestions(files, text) {
  const tokens = tokensOf(text.normalize("NFC")).map((token) => token.text);
  const key = lettersOf(text) || tokens.join("");
  if (!key) return [];
  let rows = [...await numbered(files, key), ...await namesBeginning(files, key)];
  const simplified = rows.length ? null : await simplify(files, tokens);
  if (simplified) rows = await namesBeginning(files, simplified.join(""));
  const seen = new Set();
  const found = [];
  for (const [, name, label, address] of rows) {
    if (seen.has(name + address) || (!address && seen.has(name))) continue;
    seen.add(name + address).add(name);
    found.push({ text: name, label, address });
    if (found.length === MOST_SUGGESTIONS) break;
  }
  return found;
}

// What these letters are the pinyin of: names that sound so altogether, else, unless `onlyWhole`, those that begin so.
async function namesSounding(files, letters, onlyWhole) {
  const rows = (await namesBeginning(files, letters)).filter((row) => !row[1].toLowerCase().startsWith(letters));
  const whole = rows.filter((row) => row[0] === letters);
  return Array.from(new Set((whole.length || onlyWhole ? whole : rows).map((row) => row[1])));
}

// The tokens in simplified characters; null where they are so already.
async function simplify(files, tokens) {
  if (!tokens.some(isHan)) return null;
  const pairs = Array.from(await files.load("variants"));
  const simple = new Map();
  for (let i = 0; i < pairs.length; i += 2) simple.set(pairs[i], pairs[i + 1]);
  const changed = tokens.map((token) => simple.get(token) || token);
  return changed.some((token, i) => token !== tokens[i]) ? changed : null;
}

// Ways to write the tokens with one character changed, so that they hold a word of the lexicon: [tokens].
// `suspects` are the places that fit to nothing; `length` is that of the word.
async function alike(files, tokens, suspects, length) {
  const stretches = [];
  for (const at of suspects) {
    for (let start = Math.max(0, at - length + 1); start <= Math.min(at, tokens.length - length); start += 1) {
      const stretch = tokens.slice(start, start + length);
      if (stretch.every(isHan)) stretches.push({ start, gap: stretch.map((token, i) => (start + i === at ? "*" : token)).join("") });
    }
  }
  const looked = await Promise.all(stretches.map(async ({ start, gap }) => {
    const words = (await files.look("near", gap)) || [];
    return words.map((word) => [...tokens.slice(0, start), ...Array.from(word), ...tokens.slice(start + length)]);
  }));
  return [].concat(...looked);
}
