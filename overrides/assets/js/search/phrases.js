// Finds where tokens stand next to each other.

// entry → codes, each the position of the first token × 4 + whether a word begins there (2) and ends behind the last (1).
// `null` where a part of it is nowhere in the index.
async function findPhrase(files, tokens) {
  if (tokens.length === 1) {
    const code = await files.look("terms", tokens[0]);
    return code === null ? null : (isHan(tokens[0]) ? readSingle : readPlaces)(code);
  }
  const offsets = [];
  for (let offset = 0; offset < tokens.length - 1; offset += 2) offsets.push(offset);
  if (tokens.length % 2) offsets.push(tokens.length - 2);
  const codes = await Promise.all(offsets.map((offset) => files.look("terms", termOf(tokens[offset], tokens[offset + 1]))));
  if (codes.some((code) => code === null)) return null;
  return adjoin(codes.map(readPlaces), offsets);
}

function adjoin(parts, offsets) {
  if (parts.length === 1) return parts[0];
  const found = new Map();
  const [first, last] = [parts[0], parts[parts.length - 1]];
  for (const [entry, codes] of first) {
    if (!parts.every((part) => part.has(entry))) continue;
    const middles = parts.slice(1, -1).map((part) => new Set(part.get(entry).map((code) => code >>> 2)));
    const ends = new Map(last.get(entry).map((code) => [code >>> 2, code & 1]));
    const whole = [];
    for (const code of codes) {
      const position = code >>> 2;
      const end = ends.get(position + offsets[offsets.length - 1]);
      if (end !== undefined && middles.every((middle, i) => middle.has(position + offsets[i + 1]))) whole.push(position * 4 + (code & 2) + end);
    }
    if (whole.length) found.set(entry, whole);
  }
  return found.size ? found : null;
}
