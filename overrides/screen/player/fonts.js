// The page's own fonts, there before the first slide: engines that load them when they are first needed would show a slide without words.
var LONGEST_FONTS_MS = 5000;

// `done` is called once, after all of them or after five seconds.
function whenFontsAreThere(notes, timers, done) {
  var stopWaiting = timers.limit(LONGEST_FONTS_MS, function () { end("字体等得太久，先用机器自己的字"); });

  function end(problem) {
    stopWaiting();
    if (problem) notes.add(problem);
    done();
    done = doNothing;
  }

  function failed() {
    end("字体读不出来，用机器自己的字");
  }

  if (!document.fonts || !document.fonts.forEach || !window.Promise) return end(null);
  var loading = [];
  document.fonts.forEach(function (face) { loading.push(face.load()); });
  Promise.all(loading).then(function () { end(null); }, failed);
}
