// What outlives the page. Storage may be missing, forbidden (the getter itself throws) or full: then it lives as long as the page does.
function createKeep(name, prefix) {
  var own = {};

  function store() {
    try {
      return window[name];
    } catch (forbidden) {
      return null;
    }
  }

  function read(key) {
    if (own.hasOwnProperty(key)) return own[key];
    try {
      return JSON.parse(store().getItem(prefix + key));
    } catch (missing) {
      return null;
    }
  }

  function write(key, value) {
    own[key] = value;
    try {
      store().setItem(prefix + key, JSON.stringify(value));
    } catch (full) {
      // The page goes on with its own copy.
    }
  }

  return { read: read, write: write };
}
