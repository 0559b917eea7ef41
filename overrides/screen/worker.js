// Keeps a screen's whole programme in the box: all of an edition or nothing of it. Each screen registers this script for its own folder.
// Files lie under their checksums in one cache; a record, written last, says which of them are the edition that is played.
(function () {
"use strict";
var SCOPE = self.registration.scope;
var CACHE = "sy-screen " + SCOPE;
var PROGRAMME = SCOPE + "programme.json"; // Always the server's own answer: its Date is the clock of boxes that have none.
var PAGE = SCOPE + "index.html";
var RECORD = SCOPE + "?record";
var FORMATS = ["avif", "webp", "jpeg"];

var TOLD_EVERY_MS = 1000;
var LONGEST_FILE_MS = 60000; // And more for large ones:
var SLOWEST = 10; // bytes a millisecond.

// A promise of the record: {edition, format, files: {address: checksum}, before: those of the edition that a page may still be playing} or null.
var present = null;
var taking = null; // A promise of the edition that is being taken.
var progress = { done: 0, total: 0 };
var asker = null; // The port of whoever asked last.

self.addEventListener("install", function (event) { event.waitUntil(self.skipWaiting()); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });

// --- What is kept ---

function keyOf(sha256) {
  return SCOPE + "?sha256=" + sha256;
}

function openCache() {
  return caches.open(CACHE);
}

function readRecord() {
  if (!present) {
    present = openCache().then(function (cache) { return cache.match(RECORD); }).then(function (found) { return found ? found.json() : null; });
    present.then(null, function () { present = null; });
  }
  return present;
}

// The checksums that are there.
function readKept(cache) {
  return cache.keys().then(function (requests) {
    var kept = {};
    requests.forEach(function (request) { kept[request.url] = true; });
    return kept;
  });
}

function isWhole(record, kept) {
  return Object.keys(record.files).every(function (address) { return kept[keyOf(record.files[address])]; });
}

// The edition that is there to the last file; null where there is none.
function wholeEdition() {
  return readRecord().then(function (record) {
    if (!record) return null;
    return openCache().then(readKept).then(function (kept) { return isWhole(record, kept) ? record : null; });
  });
}

// --- Taking an edition ---

function take(format) {
  return askProgramme().then(function (programme) {
    return wholeEdition().then(function (record) {
      if (record && record.edition === programme.edition && record.format === format) return programme.edition;
      return takeFiles(programme, filesNeeded(programme, format)).then(function (files) {
        return finish({ edition: programme.edition, format: format, files: files });
      });
    });
  });
}

function askProgramme() {
  return fetch(PROGRAMME, { cache: "no-store", credentials: "same-origin" }).then(function (response) {
    if (!response.ok) throw new Error("节目单拿不到（" + response.status + "）");
    return response.json();
  }).then(function (programme) {
    if (programme.format !== 1 || !programme.edition || !Array.isArray(programme.files)) throw new Error("拿到的不是节目单");
    if (!programme.files.some(function (file) { return addressOf(file.path) === PAGE; })) throw new Error("节目单里没有页面本身");
    return programme;
  });
}

// The player counts alike: of each picture the smallest file that an engine which shows `format` can show.
function filesNeeded(programme, format) {
  var pictures = {};
  var formats = FORMATS.slice(Math.max(FORMATS.indexOf(format), 0));
  function add(holder) {
    (holder.pictures || []).forEach(function (picture) {
      pictures[formats.map(function (name) { return picture[name]; }).filter(Boolean)[0]] = true;
    });
  }
  programme.slides.forEach(add);
  ((programme.reader || {}).sections || []).forEach(function (section) { section.entries.forEach(add); });
  return programme.files.filter(function (file) { return !file.format || pictures[file.path]; });
}

// One after another: small boxes have little memory, and an earlier attempt's files are there already. Gives {address: checksum}.
function takeFiles(programme, needed) {
  var files = {};
  progress = { done: 0, total: needed.length };
  return openCache().then(function (cache) {
    return readKept(cache).then(function (kept) {
      return needed.reduce(function (before, file) {
        return before.then(function () {
          files[addressOf(file.path)] = file.sha256;
          return kept[keyOf(file.sha256)] ? null : takeFile(cache, file);
        }).then(function () { progress.done += 1; });
      }, Promise.resolve());
    });
  }).then(function () { return files; });
}

// What the browser has already may do, where the checksum says so; else the server is asked.
function takeFile(cache, file) {
  return fetchSound(file, "default").then(null, function () { return fetchSound(file, "reload"); }).then(function (response) {
    return cache.put(keyOf(file.sha256), response);
  }).then(null, function (error) {
    if (error.name === "QuotaExceededError") throw new Error("机器里存不下了");
    throw error;
  });
}

function fetchSound(file, mode) {
  return withinTime(file, function (signal) {
    return fetch(addressOf(file.path), { cache: mode, credentials: "same-origin", signal: signal }).then(function (response) {
      if (!response.ok) throw new Error(file.path + "拿不到（" + response.status + "）");
      return response.arrayBuffer().then(function (body) {
        return crypto.subtle.digest("SHA-256", body).then(function (digest) {
          if (hexOf(digest) !== file.sha256) throw new Error(file.path + "和节目单对不上");
          return new Response(body, { headers: headersOf(response, body) });
        });
      });
    });
  });
}

// A server that takes the question and never answers must not keep the taking from being tried again.
function withinTime(file, work) {
  var controller = self.AbortController ? new AbortController() : null;
  return new Promise(function (resolve, reject) {
    var timer = setTimeout(function () {
      reject(new Error(file.path + "等得太久"));
      if (controller) controller.abort();
    }, LONGEST_FILE_MS + file.bytes / SLOWEST);
    work(controller ? controller.signal : undefined).then(resolve, reject).then(function () { clearTimeout(timer); });
  });
}

// The body has been unpacked; what else the server said of it, such as its policy, holds on.
function headersOf(response, body) {
  var headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Transfer-Encoding");
  headers.set("Content-Length", String(body.byteLength));
  return headers;
}

function hexOf(digest) {
  return Array.prototype.map.call(new Uint8Array(digest), function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
}

// From the moment that the record is written the new edition is the one that is loaded. The page that plays goes on with the old one until
// it is loaded anew, perhaps after a night: its files stay until the edition after.
function finish(record) {
  return readRecord().then(function (old) {
    record.before = old ? old.files : {};
    return openCache();
  }).then(function (cache) {
    return cache.put(RECORD, new Response(JSON.stringify(record))).then(function () {
      present = Promise.resolve(record);
      return sweep(cache, record);
    });
  }).then(function () { return record.edition; });
}

function sweep(cache, record) {
  var used = {};
  used[RECORD] = true;
  [record.files, record.before].forEach(function (files) {
    Object.keys(files).forEach(function (address) { used[keyOf(files[address])] = true; });
  });
  return cache.keys().then(function (requests) {
    return Promise.all(requests.filter(function (request) { return !used[request.url]; }).map(function (request) { return cache.delete(request); }));
  });
}

// --- What the page asks ---

// {type: "status"} is answered once; {type: "take", format} with how far it is, and then how it ended. Asked meanwhile it tells the same.
self.addEventListener("message", function (event) {
  var port = event.ports[0];
  if (!port || !event.data) return;
  var work = event.data.type === "take" ? answerTake(event.data.format, port) : answerStatus(port);
  if (event.waitUntil) event.waitUntil(work); // As long as it is asked it lives.
});

function answerStatus(port) {
  return wholeEdition().then(null, function () { return null; }).then(function (record) {
    port.postMessage({ type: "status", edition: record ? record.edition : null });
  });
}

function answerTake(format, port) {
  asker = port;
  if (!taking) {
    var telling = setInterval(function () { asker.postMessage({ type: "taking", done: progress.done, total: progress.total }); }, TOLD_EVERY_MS);
    taking = take(format).then(function (edition) { return { type: "whole", edition: edition }; }, function (error) {
      return { type: "failed", reason: String((error && error.message) || error) };
    }).then(function (told) {
      clearInterval(telling);
      taking = null;
      asker.postMessage(told);
    });
  }
  return taking;
}

// --- What the browser asks ---

self.addEventListener("fetch", function (event) {
  var address = addressOf(event.request.url);
  if (event.request.method !== "GET" || address === PROGRAMME || address.indexOf(self.location.origin + "/") !== 0) return;
  event.respondWith(answer(event.request, address));
});

// Whatever is missing or goes wrong here, the network may have it.
function answer(request, address) {
  return readKeptAnswer(request, address).then(null, function () { return null; }).then(function (found) { return found || fetch(request); });
}

function readKeptAnswer(request, address) {
  return readRecord().then(function (record) {
    var sha256 = record && (record.files[address] || record.before[address]);
    if (!sha256) return null;
    return openCache().then(function (cache) { return cache.match(keyOf(sha256)); }).then(function (found) {
      var range = request.headers.get("Range");
      return found && range ? partOf(found, range) : found;
    });
  });
}

// Without the question and the mark; a screen's folder is its page. Relative to the screen's folder.
function addressOf(path) {
  var url = new URL(path, SCOPE);
  url.hash = "";
  if (url.href.split("?")[0] === SCOPE || url.href.split("?")[0] === PAGE) return PAGE;
  return url.href;
}

// Videos are asked for in pieces. RFC 9110, 14: what is no single range of bytes is answered with the whole.
function partOf(response, range) {
  var asked = /^bytes=(\d*)-(\d*)$/.exec(range.trim());
  if (!asked || (!asked[1] && !asked[2])) return response;
  return response.blob().then(function (body) {
    var first = asked[1] ? Number(asked[1]) : Math.max(body.size - Number(asked[2]), 0);
    var last = asked[1] && asked[2] ? Math.min(Number(asked[2]), body.size - 1) : body.size - 1;
    var headers = new Headers(response.headers);
    headers.set("Accept-Ranges", "bytes");
    if (asked[1] && asked[2] && Number(asked[2]) < Number(asked[1])) return new Response(body, { headers: headers });
    if (first >= body.size || first > last) {
      headers.set("Content-Range", "bytes */" + body.size);
      headers.set("Content-Length", "0");
      return new Response("", { status: 416, headers: headers });
    }
    headers.set("Content-Range", "bytes " + first + "-" + last + "/" + body.size);
    headers.set("Content-Length", String(last - first + 1));
    return new Response(body.slice(first, last + 1, body.type), { status: 206, headers: headers });
  });
}
})();
