// Fetches the files of the index. They are scripts that hand over their content: scripts load everywhere, from file:// too,
// and under a policy that allows the site's own scripts alone.
const FORMAT = 1;
const PATIENCE_MS = 20000;
const waiting = new Map(); // Those who wait for a file, by its name: two searches may want the same one.

window.sySearchTake = (name, edition, content) => {
  (waiting.get(name) || []).forEach((take) => take({ edition, content }));
};

// The site was published anew between two files: what was fetched before belongs to no index any more.
class Republished extends Error {}

// One edition of the index. `stamp` asks for its first file: browsers may keep that of an earlier stamp.
function loader(root, stamp) {
  const kept = new Map();
  let start = null;

  function begin() {
    if (!start) {
      start = fetchFile(root, "start", stamp).then(({ edition, content }) => {
        if (content.version !== FORMAT) throw new Error("another format");
        return Object.assign({ edition }, content);
      });
      start.catch(() => { start = null; });
    }
    return start;
  }

  // The content of a file of the index, fetched once.
  async function load(name) {
    const { edition } = await begin();
    if (!kept.has(name)) {
      const file = fetchFile(root, name, edition).then((got) => {
        if (got.edition !== edition) throw new Republished(name);
        return got.content;
      });
      kept.set(name, file);
      file.catch(() => { kept.delete(name); });
    }
    return kept.get(name);
  }

  // The value of a key in a folder whose files are chosen by the key's checksum.
  async function look(folder, key) {
    const { files } = await begin();
    const content = await load(folder + "/" + (crc32(key) % files[folder]));
    return ownValue(content, key);
  }

  return { begin, load, look };
}

function fetchFile(root, name, stamp) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const mine = waiting.get(name) || [];
    let taken = null;
    const take = (file) => { taken = file; };
    const done = () => {
      clearTimeout(timer);
      mine.splice(mine.indexOf(take), 1);
      script.onload = null;
      script.onerror = null;
      script.remove();
      if (taken) resolve(taken);
      else reject(new Error("no " + name));
    };
    const timer = setTimeout(done, PATIENCE_MS);
    mine.push(take);
    waiting.set(name, mine);
    script.src = root + "search/data/" + name + ".js?" + stamp;
    script.onload = done;
    script.onerror = done;
    document.head.append(script);
  });
}

// What an object itself has under a key; `constructor` is a word that somebody may look for.
const ownValue = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : null);

// CRC-32 (ISO 3309) of a text in UTF-8.
function crc32(text) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ -1) >>> 0;
}
