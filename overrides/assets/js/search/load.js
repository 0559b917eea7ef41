// Fetches the files of the index. They are scripts that hand over their content: scripts load everywhere, from file:// too,
// and under a policy that allows the site's own scripts alone.
const FORMAT = 1;
const PATIENCE_MS = 20000;
const waiting = new Map();

window.sySearchTake = (name, edition, content) => {
  const take = waiting.get(name);
  if (take) take({ edition, content });
};

function loader(root) {
  const kept = new Map();
  let start = null;

  function fetchFile(name, stamp) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      let taken = null;
      const timer = setTimeout(() => done(), PATIENCE_MS);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(name);
        script.remove();
        if (taken) resolve(taken);
        else reject(new Error("no " + name));
      };
      waiting.set(name, (file) => { taken = file; });
      script.src = root + "search/data/" + name + ".js?" + stamp;
      script.onload = done;
      script.onerror = done;
      document.head.append(script);
    });
  }

  // What a search starts from. An hour at most may an old one serve that a server lets browsers keep.
  function begin() {
    if (!start) {
      start = fetchFile("start", Math.floor(Date.now() / 3600000)).then(({ edition, content }) => {
        if (content.version !== FORMAT) throw new Error("another format");
        return Object.assign({ edition }, content);
      });
      start.catch(() => { start = null; });
    }
    return start;
  }

  // The content of a file of the index, fetched once. A file of another edition means that the site was published anew meanwhile.
  async function load(name) {
    const { edition } = await begin();
    if (!kept.has(name)) {
      const file = fetchFile(name, edition).then((got) => {
        if (got.edition !== edition) throw new Error("another edition of " + name);
        return got.content;
      });
      kept.set(name, file);
      file.catch(() => { kept.delete(name); start = null; });
    }
    return kept.get(name);
  }

  // The value of a key in a folder whose files are chosen by the key's checksum.
  async function look(folder, key) {
    const { files } = await begin();
    const content = await load(folder + "/" + (crc32(key) % files[folder]));
    return Object.prototype.hasOwnProperty.call(content, key) ? content[key] : null;
  }

  return { begin, load, look };
}

// CRC-32 (ISO 3309) of a text in UTF-8.
function crc32(text) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ -1) >>> 0;
}
