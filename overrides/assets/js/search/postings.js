// Reads postings as carriers/search/FORMAT.md describes them.
const VLQ = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Uint8Array(128);
for (let i = 0; i < 64; i += 1) VALUES[VLQ.charCodeAt(i)] = i;

const TEXT_BEGINS = 8192;
const ZONES = [512, 2048, 8192];  // Title, names, headings end there; the text begins at the last.
const [TITLE, NAMES, HEADINGS, TEXT] = [0, 1, 2, 3];

const zoneOf = (position) => (position >= TEXT_BEGINS ? TEXT : position >= ZONES[1] ? HEADINGS : position >= ZONES[0] ? NAMES : TITLE);

// A function that reads one number after another, and `undefined` at the end.
function numbersIn(code) {
  let at = 0;
  return () => {
    if (at >= code.length) return undefined;
    let [value, shift, digit] = [0, 0, 0];
    do {
      digit = VALUES[code.charCodeAt(at)];
      at += 1;
      value += (digit & 31) * 2 ** shift;
      shift += 5;
    } while (digit & 32);
    return value;
  };
}

const allNumbers = (code) => {
  const [next, all] = [numbersIn(code), []];
  for (let number = next(); number !== undefined; number = next()) all.push(number);
  return all;
};

// Where a term of two tokens, or one that is no Han character, stands: entry → codes, each position × 4 + edges.
function readPlaces(code) {
  const [next, found] = [numbersIn(code), new Map()];
  let entry = 0;
  for (let step = next(); step !== undefined; step = next()) {
    entry += step;
    const head = next();
    let position = head & 1 ? 0 : TEXT_BEGINS;
    const codes = [];
    for (let left = (head >>> 1) + 1; left > 0; left -= 1) {
      const number = next();
      position += number >>> 2;
      codes.push(position * 4 + (number & 3));
    }
    found.set(entry, codes);
  }
  return found;
}

// What is known of a single character: entry → places made up to weigh as the true ones do.
function readSingle(code) {
  const [next, found] = [numbersIn(code), new Map()];
  let entry = 0;
  for (let step = next(); step !== undefined; step = next()) {
    entry += step;
    const number = next();
    const codes = [];
    const add = (how, position) => { if (how) codes.push(position * 4 + (how === 2 ? 3 : 0)); };
    add((number >>> 5) & 3, 0);
    add((number >>> 7) & 3, ZONES[0]);
    add((number >>> 9) & 3, ZONES[1]);
    const text = number & 3;
    add(text, TEXT_BEGINS);
    for (let more = text ? (number >>> 2) & 7 : 0; more > 0; more -= 1) codes.push(TEXT_BEGINS * 4);
    found.set(entry, codes);
  }
  return found;
}
