// The search itself: from what was typed to pages in their order.
const SYNONYM = 0.8;
const OTHER_WORDS = 100000; // Pages that hold a synonym alone come after those with the reader's own word.
const OTHER_NUMERALS = 0.95;
const MAIN_PART = 0.6;
const BY_THE_WAY = 0.5; // For the text of ordinary pages: 关于, the handbooks.
const MOST_SCATTERED = 16; // Tokens of a word that is looked for in stretches: each pair may be a file of its own.
const LONGEST_SUGGESTED = 12;

// The search over the index below `root`. Where the site is published anew meanwhile, it begins again with the new index.
function openEngine(root) {
  let index = openIndex(loader(root, Math.floor(Date.now() / 3600000)));

  async function inOneEdition(work) {
    const used = index;
    try {
      return await work(used);
    } catch (error) {
      if (!(error instanceof Republished)) throw error;
      if (index === used) index = openIndex(loader(root, Date.now()));
      return work(index);
    }
  }

  return {
    search: (query, filters) => inOneEdition((it) => it.search(query, filters)),
    suggest: (text) => inOneEdition((it) => it.suggest(text)),
    prepare: () => inOneEdition((it) => it.prepare()),
  };
}

// One edition of the index.
function openIndex(files) {
  let columns = null;

  async function readColumns() {
    if (!columns) {
      const [start, raw] = await Promise.all([files.begin(), files.load("entries")]);
      const read = { start };
      for (const name of ["kind", "district", "year", "length", "title"]) read[name] = allNumbers(raw[name]);
      read.lengths = read.length.map((steps) => 2 ** (steps / 2));
      columns = read;
    }
    return columns;
  }

  // --- One word ---

  // All ways to find a word: {hits: entry → codes, tokens, weight}, the word itself first.
  async function readingsOf(word) {
    if (word.isExact) return waysThatHit([{ tokens: word.tokens, offsets: word.offsets, text: word.text, weight: 1, isExact: true }]);
    const ways = [{ tokens: word.tokens, weight: 1 }, ...(await synonymsOf(word))];
    const numerals = otherNumerals(word.tokens).map((tokens) => ({ tokens, weight: OTHER_NUMERALS }));
    if (isNumber(word.tokens)) ways.push(...numerals.splice(0));
    const found = await waysThatHit(ways);
    if (found.length) return found;
    return waysThatHit(numerals);
  }

  async function waysThatHit(ways) {
    await Promise.all(ways.map(seek));
    return ways.filter((way) => way.hits);
  }

  async function seek(way) {
    const hasBreaks = way.offsets && way.offsets.some((offset, i) => offset !== i);
    way.hits = hasBreaks ? await findSentence(files, way.tokens, way.offsets) : await findPhrase(files, way.tokens, way.isExact);
  }

  async function synonymsOf(word) {
    const { synonyms } = await files.begin();
    const key = word.tokens.join("");
    const found = [];
    for (const group of synonyms) {
      const others = group.map((text) => ({ text, tokens: tokensOf(text).map((token) => token.text) }));
      if (!others.some((it) => it.tokens.join("") === key)) continue;
      for (const it of others) if (it.tokens.join("") !== key) found.push({ tokens: it.tokens, weight: SYNONYM, synonym: it.text });
    }
    return found;
  }

  // What of the tokens can be found at all, in stretches as long as possible: [{tokens, at}]; what stands alone is left out.
  async function stretchesOf(tokens) {
    await Promise.all(tokens.slice(1).map((token, i) => files.look("terms", termOf(tokens[i], token)))); // All at once, then from memory.
    const found = [];
    for (let at = 0; at < tokens.length;) {
      let length = 1;
      while (at + length < tokens.length && await findPhrase(files, tokens.slice(at, at + length + 1), true)) length += 1;
      const stretch = tokens.slice(at, at + length);
      if (length > 1 || (!isHan(stretch[0]) && await findPhrase(files, stretch))) found.push({ tokens: stretch, at });
      at += length;
    }
    return found;
  }

  // A stretch, its synonyms, and the stretch without its first or last character: the 到 of 到东方绿舟.
  async function readingsOfStretch(tokens) {
    const ways = [{ tokens, weight: 1 }, ...await synonymsOf({ tokens })];
    if (tokens.length > 3) ways.push({ tokens: tokens.slice(1), weight: 0.9 }, { tokens: tokens.slice(0, -1), weight: 0.9 });
    return waysThatHit(ways);
  }

  // --- All words ---

  // What is to be found of each word: {word, readings, isOptional}. What had to be changed for it is told in `notices` and `instead`.
  async function unitsOf(words, notices, instead) {
    const units = [];
    for (const word of words) units.push(...await unitsOfWord(word, notices, instead));
    return units;
  }

  async function unitsOfWord(word, notices, instead) {
    let [sought, readings] = [word, await readingsOf(word)];
    if (!readings.length) {
      const simplified = await simplify(files, word.tokens);
      const simple = simplified && { ...word, tokens: simplified, text: written(simplified) };
      const found = simple ? await readingsOf(simple) : [];
      // What finds nothing in simplified characters either stays as it was, but where the old ones are in no page at all.
      if (found.length) [sought, readings] = [simple, found];
      else if (simple && !(await findPhrase(files, word.tokens.slice(0, 2)))) sought = simple;
    }
    if (readings.length || sought.isExact) {
      const others = readings.filter((it) => it.synonym).map((it) => it.synonym);
      if (others.length) notices.push({ type: "synonym", word: sought.text, others });
      return [{ word: sought, readings }];
    }
    return unitsOfPieces(sought, notices, instead);
  }

  // For a word that stands nowhere in one piece: with one character changed, or in stretches.
  async function unitsOfPieces(word, notices, instead) {
    const tokens = word.tokens.slice(0, MOST_SCATTERED);
    const stretches = tokens.length > 2 ? await stretchesOf(tokens) : [];
    const covered = stretches.reduce((sum, it) => sum + it.tokens.length, 0);
    const corrected = covered < tokens.length ? await correct(word, stretches, instead) : null;
    if (corrected) {
      notices.push({ type: "corrected", word: word.text, instead: corrected.text });
      return [{ word: corrected, readings: corrected.readings }];
    }
    if (2 * covered < tokens.length && !stretches.some((it) => it.tokens.length > 3)) return [{ word, readings: [] }];
    if (stretches.length) notices.push({ type: "scattered", word: word.text, pieces: stretches.map((it) => written(it.tokens)) });
    const longest = Math.max(...stretches.map((it) => it.tokens.length));
    return Promise.all(stretches.map(async (it) => ({
      word: { tokens: it.tokens, text: written(it.tokens) },
      readings: await readingsOfStretch(it.tokens),
      isOptional: it.tokens.length < longest * MAIN_PART,
    })));
  }

  // The word with one character changed, where that is found; what else it might be goes into `instead`.
  async function correct(word, stretches, instead) {
    const held = new Set();
    for (const it of stretches) it.tokens.forEach((_, i) => held.add(it.at + i));
    const suspects = word.tokens.map((_, i) => i).filter((i) => !held.has(i) && isHan(word.tokens[i])).slice(0, 4);
    const found = [];
    for (const length of LENGTHS_LOOKED_AT) {
      if (length > word.tokens.length) continue;
      const candidates = await alike(files, word.tokens, suspects, length);
      for (const tokens of candidates.slice(0, 12)) {
        const text = written(tokens);
        const hits = found.some((it) => it.text === text) ? null : await findPhrase(files, tokens);
        if (hits) found.push({ tokens, text, readings: [{ tokens, weight: 1, hits }] });
      }
      if (found.length) break;
    }
    // A word of two characters shares one with too many others to choose among them.
    const isSure = found.length > 0 && word.tokens.length > 2;
    instead.push(...found.slice(isSure ? 1 : 0, 4).map((it) => it.text));
    return isSure ? found[0] : null;
  }

  // [{entry, score, place}] of the entries with all units that are not optional, or with any; the best first.
  async function combine(units, isAny, known) {
    const scores = new Map();
    const needed = units.filter((unit) => isAny || !unit.isOptional);
    const others = units.filter((unit) => !needed.includes(unit));
    for (const unit of needed) addUnit(scores, unit, units.length, known);
    const hits = Array.from(scores.values()).filter((hit) => isAny || hit.count === needed.length);
    const kept = new Map(hits.map((hit) => [hit.entry, hit]));
    for (const unit of others) addUnit(kept, unit, units.length, known, true);
    const joined = !isAny && needed.length > 1 && hits.length ? await inOnePiece(needed) : null;
    for (const hit of hits) {
      if (isAny) hit.score += hit.count * TOGETHER;
      else if (joined && joined.has(hit.entry)) hit.score += together(joined.get(hit.entry));
      if (hit.isOther) hit.score -= OTHER_WORDS;
    }
    return hits.sort((one, other) => other.score - one.score || other.entry - one.entry);
  }

  // Where the words stand one right behind the other, in the order in which they were typed.
  const inOnePiece = (units) => findPhrase(files, [].concat(...units.map((unit) => unit.word.tokens)));

  function addUnit(scores, unit, count, { lengths, title, kind, start }, onlyKnown) {
    const entries = new Set();
    for (const way of unit.readings) for (const entry of way.hits.keys()) entries.add(entry);
    const rarity = count > 1 ? Math.log(1 + start.count / (entries.size || 1)) : 1;
    for (const entry of entries) {
      if (onlyKnown && !scores.has(entry)) continue;
      let [score, codes, own] = [-1, null, null];
      for (const way of unit.readings) {
        const places = way.hits.get(entry);
        if (!places || (own && way.synonym && !own.synonym)) continue;
        const worth = way.weight * weigh(places, lengths[entry], start.length, Math.min(1, way.tokens.length / title[entry]));
        if (worth > score || (own.synonym && !way.synonym)) [score, codes, own] = [worth, places, way];
      }
      // What a handbook says of a brand by the way is not what its readers look for.
      if (score <= FIELD[TEXT] + OFTEN && start.kinds[kind[entry]][0] === "page") score *= BY_THE_WAY;
      const hit = scores.get(entry) || { entry, score: 0, count: 0, rarest: 0, isOther: false, isNamed: false };
      hit.score += score * rarity;
      hit.count += 1;
      hit.isOther = hit.isOther || Boolean(own.synonym);
      hit.isNamed = hit.isNamed || codes.some((code) => (code & 3) === 3 && zoneOf(code >>> 2) <= NAMES);
      if (rarity > hit.rarest) [hit.rarest, hit.place] = [rarity, bestPlace(codes)];
      scores.set(entry, hit);
    }
  }

  // --- A query ---

  async function search(query, filters = {}) {
    const known = await readColumns();
    const { words, clipped } = parseQuery(query);
    const [notices, instead] = [clipped ? [{ type: "clipped", length: clipped }] : [], []];
    let units = await unitsOf(words, notices, instead);
    let hits = words.length ? await combine(units, false, known) : [];
    const [name, ...others] = await namesSounding(files, lettersOf(query), hits.length > 0);
    if (name) {
      notices.push({ type: "pinyin", word: query.trim(), instead: name });
      instead.push(...others.filter((it) => it.length <= LONGEST_SUGGESTED).slice(0, 4));
      const named = await unitsOf(parseQuery(name).words, [], []);
      hits = merged(hits, await combine(named, false, known));
      units = [...named, ...units];
    }
    const isFound = (unit) => unit.readings.length > 0;
    if (!hits.length && units.some(isFound) && units.every((unit) => isFound(unit) || !unit.word.isExact)) {
      hits = await combine(units.filter(isFound), true, known);
      if (words.length > 1) notices.push({ type: "any", missing: units.filter((unit) => !isFound(unit)).map((unit) => unit.word.text) });
    }
    const [row] = words.length === 1 && !words[0].isExact ? await numbered(files, words[0].tokens.join("")) : [];
    if (row) {
      notices.push({ type: "number", word: row[0], instead: row[1] });
      hits = [{ entry: row[4], score: Infinity, place: 0 }, ...hits.filter((hit) => hit.entry !== row[4])];
    }
    const marks = Array.from(new Set([].concat(...units.map((unit) => unit.readings.map((way) => way.text || written(way.tokens))))));
    const shown = hits.filter((hit) => passes(hit, filters, known));
    return {
      query,
      total: shown.length,
      words: marks,
      notices,
      instead: Array.from(new Set(instead)),
      facets: facetsOf(hits, filters, known),
      results: (from, count) => Promise.all(shown.slice(from, from + count).map((hit) => resultOf(files, hit, marks, known))),
    };
  }

  // What has the typed letters in its name, then what sounds like them, then what has them anywhere.
  function merged(literal, sounding) {
    const found = new Map();
    for (const hit of [...literal.filter((it) => it.isNamed), ...sounding, ...literal]) if (!found.has(hit.entry)) found.set(hit.entry, hit);
    return Array.from(found.values());
  }

  return { search, suggest: (text) => suggestions(files, text), prepare: readColumns };
}
