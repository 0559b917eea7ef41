// Names that begin with what was typed, by their characters, their pinyin or its initials; and what looks alike.
const MOST_SUGGESTIONS = 8;
const LONGEST_LOOKED_AT = 8;

// Rows [key, text, label, address] whose key begins with `key`, the weightiest first.
async function namesBeginning(files, key) {
  const characters = Array.from(key);
  const [short, long] = key.charCodeAt(0) < 128 ? [2, 4] : [1, 2];
  if (characters.length < short) return [];
  const bucket = characters.slice(0, characters.length < long ? short : long).join("");
  const rows = (await files.look("names", bucket)) || [];
  return rows.filter((row) => row[0].startsWith(key));
}

const numbered = async (files, key) => (/^[0-9]{1,5}$/.test(key) ? (await files.look("names", "#" + key)) || [] : []);

async function suggestions(files, text) {
  const key = lettersOf(text) || tokensOf(text).map((token) => token.text).join("");
  if (!key) return [];
  const rows = [...await numbered(files, key), ...await namesBeginning(files, key)];
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

// Ways to write the tokens with one character changed, so that they hold a word of the lexicon; the longest words first.
// `suspects` are the places that fit to nothing.
async function alike(files, tokens, suspects) {
  const tried = new Map();
  for (const at of suspects) {
    for (let length = Math.min(LONGEST_LOOKED_AT, tokens.length); length >= 2; length -= 1) {
      for (let start = Math.max(0, at - length + 1); start <= Math.min(at, tokens.length - length); start += 1) {
        const stretch = tokens.slice(start, start + length);
        if (!stretch.every(isHan)) continue;
        const gap = stretch.map((token, i) => (start + i === at ? "*" : token)).join("");
        tried.set(gap + " " + start, { gap, start, length });
      }
    }
  }
  const looked = await Promise.all(Array.from(tried.values()).slice(0, 24).map(async ({ gap, start, length }) => {
    const words = (await files.look("near", gap)) || [];
    return words.map((word) => ({ length, tokens: [...tokens.slice(0, start), ...Array.from(word), ...tokens.slice(start + length)] }));
  }));
  return [].concat(...looked).sort((one, other) => other.length - one.length);
}
