// What a reader is shown of a hit, and where on its page he is sent.
const PER_FOLDER = 500;

const fragment = (files, entry, part) => files.load("text/" + Math.floor(entry / PER_FOLDER) + "/" + entry + (part ? "-" + part : ""));

async function resultOf(files, { entry, place }, words, known) {
  const first = await fragment(files, entry, 0);
  const titled = findMarks(first.t, words, first.v);
  // Who finds a page by its name wants to know what it is.
  const isIntroduced = titled.length > 0 && first.s;
  const { passage, variants } = isIntroduced ? { passage: first.p[0], variants: first.v } : await passageAt(files, entry, first, place, words);
  const [anchor, , shown] = passage || ["", "", ""];
  const [address, fixed] = first.a.split("#");
  return {
    address,
    anchor: fixed || anchor || "",
    kind: first.k,
    label: new Map(known.start.kinds).get(first.k),
    district: first.d,
    date: first.w,
    title: marked(first.t, titled),
    excerpt: excerptOf(shown, findMarks(shown, words, variants)),
  };
}

// The passage to be shown: the one at the hit's place, else the first that holds a word, else the first with any text.
async function passageAt(files, entry, first, place, words) {
  const starts = first.n || [];
  const own = starts.filter((start) => start <= place).length;
  for (const part of new Set([own, ...Array.from({ length: starts.length + 1 }, (_, i) => i)])) {
    const text = part ? await fragment(files, entry, part) : first;
    const holds = ([, heading, body]) => findMarks(heading + "\n" + body, words, text.v).length > 0;
    const before = text.p.filter((passage) => passage[3] <= place);
    const passage = place > TEXT_BEGINS && before.length && holds(before[before.length - 1]) ? before[before.length - 1] : text.p.find(holds);
    if (passage) return { passage, variants: text.v };
  }
  return { passage: first.p.find((it) => it[2]) || first.p[0], variants: first.v };
}
