// One picture of a slide into its element: there, whole and decoded, in the best format that can be had.
var FORMATS = ["avif", "webp", "jpeg"];
var LONGEST_LOADING_MS = 20000;
var TOO_LATE = "等得太久";
var LONGEST_DECODING_MS = 3000; // Decoding waits for frames, which a hidden page does not get.

// The addresses of a picture that an engine which shows `format` may try, the smallest first.
function addressesOf(picture, format) {
  return FORMATS.slice(Math.max(FORMATS.indexOf(format), 0)).map(function (name) { return picture[name]; }).filter(Boolean);
}

// `done(null)` or `done(what)`; the function returned gives it up.
function loadPicture(img, addresses, tools, done) {
  var stop = doNothing;

  function attempt(rest) {
    if (!rest.length) return done("图片读不出来：" + addresses[addresses.length - 1]);
    stop = loadAddress(img, rest[0], tools, function (what) {
      if (what) tools.notes.breaks(rest[0], what);
      if (what === TOO_LATE) done("图片等得太久：" + rest[0]); // So would be the other formats.
      else if (what) attempt(rest.slice(1));
      else end(rest);
    });
  }

  // What was broken may be mended; of the formats that are no longer needed nobody knows.
  function end(rest) {
    rest.forEach(tools.notes.mend);
    done(null);
  }

  attempt(addresses);
  return function giveUp() { stop(); };
}

function loadAddress(img, address, tools, done) {
  var stopWaiting = tools.timers.limit(LONGEST_LOADING_MS, function () { end(TOO_LATE); });

  var isOver = false;

  function end(what) {
    if (isOver) return; // A decoder that hung may answer yet.
    stop();
    done(what);
  }

  function stop() {
    isOver = true;
    stopWaiting();
    img.onload = img.onerror = null;
  }

  img.onload = function () {
    if (!img.naturalWidth) return end("不是图片");
    img.onload = null;
    if (!img.decode) return end(null);
    stopWaiting();
    stopWaiting = tools.timers.limit(LONGEST_DECODING_MS, function () { end(null); });
    img.decode().then(function () { end(null); }, function () { end("图片是坏的"); });
  };
  img.onerror = function () { end("没有，或者不是图片"); };
  img.src = address;
  return stop;
}
