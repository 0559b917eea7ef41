// Finds where tokens stand next to each other.
const MOST_PAIRS = 6;

// entry → codes, each the position of the first token × 4 + whether a word begins there (2) and ends behind the last (1).
// `null` where a part of it is nowhere in the index.
async function findPhrase(files, tokens, isExact) {
  if (!tokens.length) return null;
  if (tokens.length === 1) {
    const code = await files.look("terms", tokens[0]);
    return code === null ? null : (isHan(tokens[0]) ? readSingle : readPlaces)(code);
  }
  const offsets = pairOffsets(tokens.length, isExact ? Infinity : MOST_PAIRS);
  const codes = await Promise.all(offsets.map((offset) => files.look("terms", termOf(tokens[offset], tokens[offset + 1]))));
  return codes.some((code) => code === null) ? null : adjoin(codes.map(readPlaces), offsets);
}

// A phrase with breaks inside: every stretch between them, at its distance from the first.
async function findSentence(files, tokens, offsets) {
  const stretches = [];
  tokens.forEach((token, i) => {
    if (i === 0 || offsets[i] !== offsets[i - 1] + 1) stretches.push({ offset: offsets[i], tokens: [] });
    stretches[stretches.length - 1].tokens.push(token);
  });
  const found = await Promise.all(stretches.map((it) => findPhrase(files, it.tokens, true)));
  return found.every(Boolean) ? adjoin(found, stretches.map((it) => it.offset), stretches.map((it) => it.tokens.length === 1 && isHan(it.tokens[0]))) : null;
}

// Which pairs of a phrase are looked for: every other one covers all its tokens. Of a long phrase some, evenly spread:
// tokens at just these distances from each other stand in no other sentence.
function pairOffsets(length, most) {
  const all = [];
  for (let offset = 0; offset < length - 1; offset += 2) all.push(offset);
  if (length % 2) all.push(length - 2);
  if (all.length <= most) return all;
  const some = [];
  for (let i = 0; i < most; i += 1) some.push(all[Math.round((i * (all.length - 1)) / (most - 1))]);
  return some;
}

// The entries in which the parts stand at these distances. Of a part without places (`isPlaceless`) it is enough that it is there.
function adjoin(parts, offsets, isPlaceless = []) {
  if (parts.length === 1) return parts[0];
  const found = new Map();
  const lead = Math.max(0, offsets.findIndex((_, i) => !isPlaceless[i]));
  const last = parts.length - 1;
  for (const [entry, codes] of parts[lead]) {
    if (!parts.every((part) => part.has(entry))) continue;
    const places = parts.map((part) => new Map(part.get(entry).map((code) => [code >>> 2, code & 3])));
    const whole = [];
    for (const code of codes) {
      const first = (code >>> 2) - offsets[lead];
      if (!parts.every((_, i) => isPlaceless[i] || places[i].has(first + offsets[i]))) continue;
      const begins = isPlaceless[0] ? 2 : places[0].get(first) & 2;
      const ends = isPlaceless[last] ? 1 : places[last].get(first + offsets[last]) & 1;
      whole.push(first * 4 + begins + ends);
    }
    if (whole.length) found.set(entry, whole);
  }
  return found.size ? found : null;
}
