// The search itself: from what was typed to pages in their order.
const PER_FOLDER = 500;
const SYNONYM = 0.8;
const OTHER_WORDS = 100000;  // Pages that hold a synonym alone come after those with the reader's own word.
const MAIN_PART = 0.6;

function openEngine(root) {
  const files = loader(root);
  let columns = null;

  async function readColumns() {
    const [start, raw] = await Promise.all([files.begin(), files.load("entries")]);
    if (!columns || columns.raw !== raw) {
      columns = { raw, start };
      for (const name of ["kind", "district", "year", "length", "title"]) columns[name] = allNumbers(raw[name]);
      columns.lengths = columns.length.map((steps) => 2 ** (steps / 2));
      columns.titles = columns.title.map((steps) => 2 ** (steps / 2));
    }
    return columns;
  }

  // --- One word ---

  // All ways to find a word: {hits: entry → codes, tokens, weight}, the word itself first.
  async function readingsOf(word) {
    const ways = [{ tokens: word.tokens, weight: 1 }];
    if (!word.isExact) ways.push(...(await synonymsOf(word)));
    const numerals = word.isExact ? [] : otherNumerals(word.tokens).map((tokens) => ({ tokens, weight: 1 }));
    if (isNumber(word.tokens)) ways.push(...numerals.splice(0));
    await Promise.all(ways.map(seek));
    if (!ways[0].hits) {
      const simplified = await simplify(word.tokens);
      if (simplified) {
        word.tokens = simplified;
        word.text = written(simplified);
        return readingsOf(word);
      }
    }
    if (!ways.some((way) => way.hits)) {
      await Promise.all(numerals.map(seek));
      ways.push(...numerals);
    }
    return ways.filter((way) => way.hits);
  }

  async function seek(way) {
    way.hits = await findPhrase(files, way.tokens);
  }

  async function synonymsOf(word) {
    const { synonyms } = await files.begin();
    const key = word.tokens.join("");
    const found = [];
    for (const group of synonyms) {
      const keys = group.map((it) => tokensOf(it).map((token) => token.text));
      if (keys.some((tokens) => written(tokens) === key)) {
        group.forEach((text, i) => { if (keys[i].join("") !== key) found.push({ tokens: keys[i], weight: SYNONYM, synonym: text }); });
      }
    }
    return found;
  }

  // The tokens in simplified characters; null where they are so already.
  async function simplify(tokens) {
    if (!tokens.some(isHan)) return null;
    const pairs = Array.from(await files.load("variants"));
    const simple = {};
    for (let i = 0; i < pairs.length; i += 2) simple[pairs[i]] = pairs[i + 1];
    const changed = tokens.map((token) => simple[token] || token);
    return changed.some((token, i) => token !== tokens[i]) ? changed : null;
  }

  // What of a word can be found at all, in stretches as long as possible: [{tokens, at, readings}]; what stands alone is left out.
  async function stretchesOf(word) {
    const found = [];
    const { tokens } = word;
    for (let at = 0; at < tokens.length;) {
      let [length, readings] = [1, isHan(tokens[at]) ? [] : await readingsOf({ tokens: [tokens[at]], isExact: true })];
      while (at + length < tokens.length) {
        const longer = await readingsOf({ tokens: tokens.slice(at, at + length + 1), isExact: true });
        if (!longer.length) break;
        length += 1;
        readings = longer;
      }
      if (readings.length) found.push({ tokens: tokens.slice(at, at + length), at, readings });
      at += length;
    }
    return found;
  }

  // A stretch, its synonyms, and the stretch without its first or last character: the 到 of 到东方绿舟.
  async function readingsOfStretch(tokens) {
    const ways = [{ tokens, weight: 1 }, ...await synonymsOf({ tokens })];
    if (tokens.length > 3) ways.push({ tokens: tokens.slice(1), weight: 0.9 }, { tokens: tokens.slice(0, -1), weight: 0.9 });
    await Promise.all(ways.map(seek));
    return ways.filter((way) => way.hits);
  }

  // --- All words ---

  async function wordsFound(words, notices, instead) {
    const units = [];
    for (const word of words) {
      let readings = await readingsOf(word);
      if (readings.length || word.isExact) {
        // A lone letter beside other words is most often left over from something pasted.
        units.push({ word, readings, isOptional: words.length > 1 && /^[a-z]$/.test(word.tokens.join("")) });
        const others = readings.filter((it) => it.synonym).map((it) => it.synonym);
        if (others.length) notices.push({ type: "synonym", word: word.text, others });
        continue;
      }
      const stretches = word.tokens.length > 2 ? await stretchesOf(word) : [];
      const covered = stretches.reduce((sum, it) => sum + it.tokens.length, 0);
      const corrected = covered < word.tokens.length ? await correct(word, stretches, instead) : null;
      if (corrected) {
        notices.push({ type: "corrected", word: word.text, instead: corrected.text });
        units.push({ word: corrected, readings: corrected.readings });
      } else if (2 * covered >= word.tokens.length || stretches.some((it) => it.tokens.length > 3)) {
        notices.push({ type: "scattered", word: word.text, pieces: stretches.map((it) => written(it.tokens)) });
        const longest = Math.max(...stretches.map((it) => it.tokens.length));
        for (const { tokens } of stretches) units.push({ word: { tokens, text: written(tokens) }, readings: await readingsOfStretch(tokens), isOptional: tokens.length < longest * MAIN_PART });
      } else units.push({ word, readings: [] });
    }
    return units;
  }

  // The word with one character changed, where that is found; what else it might be goes into `instead`.
  async function correct(word, stretches, instead) {
    const held = new Set();
    for (const it of stretches) it.tokens.forEach((_, i) => held.add(it.at + i));
    const suspects = word.tokens.map((_, i) => i).filter((i) => !held.has(i) && isHan(word.tokens[i]));
    const found = [];
    for (const { tokens } of (await alike(files, word.tokens, suspects.slice(0, 4))).slice(0, 12)) {
      const text = written(tokens);
      if (found.some((it) => it.text === text)) continue;
      const readings = await readingsOf({ tokens, text, isExact: true });
      if (readings.length) found.push({ tokens, text, readings });
      if (found.length === 4) break;
    }
    // A word of two characters shares one with too many others to choose among them.
    const isSure = found.length > 0 && word.tokens.length > 2;
    instead.push(...found.slice(isSure ? 1 : 0).map((it) => it.text));
    return isSure ? found[0] : null;
  }

  // [{entry, score, place}] of the entries with all units that are not optional, or with any; the best first.
  function combine(units, isAny, known) {
    const scores = new Map();
    const needed = units.filter((unit) => isAny || !unit.isOptional);
    const others = units.filter((unit) => !needed.includes(unit));
    for (const unit of needed) addUnit(scores, unit, units.length, known);
    const hits = Array.from(scores.values()).filter((hit) => isAny || hit.count === needed.length);
    const kept = new Map(hits.map((hit) => [hit.entry, hit]));
    for (const unit of others) addUnit(kept, unit, units.length, known, true);
    for (const hit of hits) {
      if (isAny) hit.score += hit.count * TOGETHER;
      else if (needed.length > 1) hit.score += together(hit.lists.slice(0, needed.length), hit.lengths);
      if (hit.isOther) hit.score -= OTHER_WORDS;
    }
    return hits.sort((one, other) => other.score - one.score || other.entry - one.entry);
  }

  function addUnit(scores, unit, count, { lengths, titles, start }, onlyKnown) {
    const entries = new Set([].concat(...unit.readings.map((way) => Array.from(way.hits.keys()))));
    const rarity = count > 1 ? Math.log(1 + start.count / (entries.size || 1)) : 1;
    for (const entry of entries) {
      if (onlyKnown && !scores.has(entry)) continue;
      let [score, codes, own] = [-1, null, null];
      for (const way of unit.readings) {
        const places = way.hits.get(entry);
        if (!places || (own && way.synonym && !own.synonym)) continue;
        const worth = way.weight * weigh(places, lengths[entry], start.length, Math.min(1, way.tokens.length / titles[entry]));
        if (worth > score || (own.synonym && !way.synonym)) [score, codes, own] = [worth, places, way];
      }
      const hit = scores.get(entry) || { entry, score: 0, count: 0, lists: [], lengths: [], rarest: 0, isOther: false };
      hit.score += score * rarity;
      hit.count += 1;
      hit.lists.push(codes);
      hit.lengths.push(own.tokens.length);
      hit.isOther = hit.isOther || Boolean(own.synonym);
      if (rarity > hit.rarest) [hit.rarest, hit.place] = [rarity, bestPlace(codes)];
      scores.set(entry, hit);
    }
  }

  // --- A query ---

  async function search(query, filters = {}) {
    const known = await readColumns();
    const { words, clipped } = parseQuery(query);
    const [notices, instead] = [clipped ? [{ type: "clipped", length: clipped }] : [], []];
    let units = [];
    let hits = [];
    if (words.length) {
      units = await wordsFound(words, notices, instead);
      hits = combine(units, false, known);
    }
    const sounding = await namesSounding(files, lettersOf(query), hits.length > 0);
    if (sounding.length) {
      notices.push({ type: "pinyin", word: query.trim(), instead: sounding[0] });
      instead.push(...sounding.slice(1, 5));
      const named = await wordsFound(parseQuery(sounding[0]).words, [], []);
      const found = combine(named, false, known);
      const there = new Set(found.map((hit) => hit.entry));
      hits = [...found, ...hits.filter((hit) => !there.has(hit.entry))];
      units = [...named, ...units];
    }
    if (!hits.length && units.some((unit) => unit.readings.length) && !words.some((word) => word.isExact && !hasReadings(units, word))) {
      hits = combine(units.filter((unit) => unit.readings.length), true, known);
      if (words.length > 1) notices.push({ type: "any", missing: units.filter((unit) => !unit.readings.length).map((unit) => unit.word.text) });
    }
    const [row] = await numbered(files, words.length === 1 ? words[0].tokens.join("") : "");
    if (row) {
      notices.push({ type: "number", word: row[0], instead: row[1] });
      hits = [{ entry: row[4], score: Infinity, place: 0 }, ...hits.filter((hit) => hit.entry !== row[4])];
    }
    const marks = Array.from(new Set([].concat(...units.map((unit) => unit.readings.map((way) => written(way.tokens))))));
    const shown = hits.filter((hit) => passes(hit, filters, known));
    return {
      query,
      total: shown.length,
      words: marks,
      notices,
      instead: Array.from(new Set(instead)),
      facets: facetsOf(hits, filters, known),
      results: (from, count) => Promise.all(shown.slice(from, from + count).map((hit) => resultOf(hit, marks, known))),
    };
  }

  const hasReadings = (units, word) => units.some((unit) => unit.word === word && unit.readings.length);

  // --- Facets ---

  function valuesOf(entry, { kind, district, year, start }) {
    return {
      kind: start.kinds[kind[entry]][0],
      district: district[entry] ? start.districts[district[entry] - 1][0] : "",
      year: year[entry] ? String(start.years[year[entry] - 1]) : "",
    };
  }

  function passes(hit, filters, known, except = "") {
    const values = valuesOf(hit.entry, known);
    return Object.keys(values).every((name) => name === except || !filters[name] || values[name] === filters[name]);
  }

  // For each facet the values among the hits that pass the other facets, most first, years newest first.
  function facetsOf(hits, filters, known) {
    const facets = {};
    const labels = { kind: new Map(known.start.kinds), district: new Map(known.start.districts) };
    for (const name of ["kind", "district", "year"]) {
      const counts = new Map();
      for (const hit of hits) {
        const value = valuesOf(hit.entry, known)[name];
        if (value && passes(hit, filters, known, name)) counts.set(value, (counts.get(value) || 0) + 1);
      }
      facets[name] = Array.from(counts, ([value, count]) => ({ value, label: labels[name] ? labels[name].get(value) : value + "年", count }))
        .sort((one, other) => (name === "year" ? other.value - one.value : other.count - one.count));
    }
    return facets;
  }

  // --- Results ---

  const fragment = (entry, part) => files.load("text/" + Math.floor(entry / PER_FOLDER) + "/" + entry + (part ? "-" + part : ""));

  async function resultOf({ entry, place: hitAt }, words, known) {
    let place = hitAt;
    const first = await fragment(entry, 0);
    const titled = findMarks(first.t, words, first.v);
    if (titled.length && first.s) place = 0;  // Who finds the page by its name wants to know what it is.
    const part = place >= TEXT_BEGINS ? (first.n || []).filter((start) => start <= place).length : 0;
    const text = part ? await fragment(entry, part) : first;
    const passage = titled.length && first.s ? first.p[0] : passageAt(text, place, words);
    const [anchor, , shown] = passage || ["", "", ""];
    const marks = findMarks(shown, words, text.v);
    const [address, fixed] = first.a.split("#");
    return {
      address,
      anchor: fixed || anchor || "",
      kind: first.k,
      label: new Map(known.start.kinds).get(first.k),
      district: first.d,
      date: first.w,
      title: marked(first.t, titled),
      excerpt: excerptOf(shown, marks),
    };
  }

  // The passage to be shown: where the hit is, or the first with a word in it, or the first with any text.
  function passageAt(text, place, words) {
    const isIn = ([, heading, body]) => findMarks(heading + "\n" + body, words, text.v).length > 0;
    const before = text.p.filter((passage) => passage[3] <= place);
    const there = place > TEXT_BEGINS && before.length ? before[before.length - 1] : null;
    if (there && isIn(there)) return there;
    return text.p.find(isIn) || text.p.find((passage) => passage[2]) || text.p[0];
  }

  return { search, suggest: (text) => suggestions(files, text), prepare: readColumns };
}
