// One answer of the server, past the browser's cache.
var LONGEST_ANSWER_MS = 30000;

// `done` gets {text, bytes, date} of an answer with status 200, or null. The function returned gives the asking up.
// `kind` is "text", "arraybuffer", or "size" for what is too large to be fetched only to be counted. `date` is the server's time in
// milliseconds, null where it does not tell.
function ask(address, kind, done) {
  var request = new XMLHttpRequest();

  function end(answer) {
    request.onload = request.onerror = request.ontimeout = null;
    done(answer);
  }

  request.onload = function () { end(request.status === 200 ? answerOf(request, kind) : null); };
  request.onerror = request.ontimeout = function () { end(null); };
  try {
    request.open(kind === "size" ? "HEAD" : "GET", address);
    request.setRequestHeader("Cache-Control", "no-cache");
    request.timeout = LONGEST_ANSWER_MS;
    request.responseType = kind === "size" ? "" : kind;
    request.send();
  } catch (refused) {
    end(null);
  }
  return function stop() {
    request.onload = request.onerror = request.ontimeout = null;
    request.abort();
  };
}

function answerOf(request, kind) {
  var told = Date.parse(request.getResponseHeader("Date") || "");
  var age = Number(request.getResponseHeader("Age")) || 0; // A cache on the way says so how long it has had the answer.
  return {
    text: kind === "text" ? String(request.response || "") : "",
    bytes: kind === "size" ? Number(request.getResponseHeader("Content-Length")) : (request.response || "").byteLength || 0,
    date: isNaN(told) ? null : told + age * 1000
  };
}
