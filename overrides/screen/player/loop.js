// One slide after another, for months. Whatever goes wrong with one, the next is shown; with none, the neutral slide.
var LOOK_AGAIN_MS = 5000; // While there is nothing to show.
var AFTER_FAILURE_MS = 1000;
var TOLD_AHEAD = 3;

// `tools` is {state, notes, timers, layers, rests, clock, prepare(slide, done)}. It sets `slide` (the one that is seen), `turns`
// (slides shown) and `beats` (decisions taken: what the watchdog listens to), and heeds `held` and `departure`.
function createLoop(programme, tools) {
  var state = tools.state;
  var isRunning = false;
  var at = null; // Where in the programme it is: the id of the slide shown last, or being waited for.
  var aim = null; // The slide that is being made ready,
  var isDue = false; // and whether it is waited for.
  var ready = null; // The layer that comes next, painted already.
  var stopDwelling = doNothing;
  var stopPreparing = doNothing;

  function may(slide) {
    return mayPlay(slide, programme.zone, tools.clock.read().now) && !tools.rests.isResting(slide);
  }

  function beat() {
    state.set("beats", state.get("beats") + 1);
  }

  function safely(work) {
    try {
      work();
    } catch (error) {
      tools.notes.trip("loop", error);
      forget();
      wake(AFTER_FAILURE_MS);
    }
  }

  // The next turn, after nominal milliseconds.
  function wake(ms) {
    stopDwelling();
    stopDwelling = isRunning ? tools.timers.after(ms, function () { turn(1); }) : doNothing;
  }

  function forget() {
    stopPreparing();
    stopPreparing = doNothing;
    if (ready) ready.drop();
    ready = aim = null;
    isDue = false;
  }

  // --- What is seen ---

  function dwell(slide) {
    wake(slide.seconds * 1000);
    if (state.get("held")) stopDwelling();
  }

  function show(layer) {
    ready = null;
    at = layer.slide.id;
    tools.rests.end(layer.slide);
    state.set("slide", layer.slide);
    state.set("turns", state.get("turns") + 1);
    beat();
    dwell(layer.slide);
    layer.whenEnded(function () { if (isRunning && !state.get("held")) turn(1); });
    layer.play();
    tools.layers.show(layer, function () { safely(prefetch); });
  }

  // The only slide there is comes again: the audience sees no change.
  function stay(slide) {
    forget();
    at = slide.id;
    state.set("turns", state.get("turns") + 1);
    beat();
    dwell(slide);
    tools.layers.present().restart();
    prefetch();
  }

  function goNeutral() {
    forget();
    beat();
    state.set("slide", null);
    tools.layers.clear(doNothing);
    wake(LOOK_AGAIN_MS);
  }

  // --- What comes ---

  function prefetch() {
    if (!isRunning || ready || aim) return;
    var slide = choose(programme.slides, at, 1, may);
    if (slide && slide !== state.get("slide")) fetchSlide(slide);
  }

  function fetchSlide(slide) {
    aim = slide;
    stopPreparing = tools.prepare(slide, function (what, layer) {
      safely(function () { receive(slide, what, layer); });
    });
    if (!aim) stopPreparing = doNothing; // It was done at once.
  }

  function receive(slide, what, layer) {
    var wasDue = isDue;
    aim = null;
    isDue = false;
    stopPreparing = doNothing;
    if (!what && wasDue) return show(layer);
    ready = layer;
    if (!what) return;
    tools.notes.add(what);
    tools.rests.begin(slide);
    beat();
    if (wasDue) turn(1);
    else prefetch();
  }

  // The next slide (1) or the one before (-1), as soon as it is ready.
  function turn(step) {
    safely(function () {
      if (state.get("departure") && !state.get("held")) state.get("departure")();
      else move(step);
    });
  }

  function move(step) {
    stopDwelling();
    var slide = choose(programme.slides, at, step, may);
    if (!slide) return goNeutral();
    if (slide === state.get("slide")) return stay(slide);
    if (ready && ready.slide === slide) return show(ready);
    if (aim !== slide) forget();
    at = slide.id;
    isDue = true;
    if (!aim) fetchSlide(slide);
  }

  function stop() {
    isRunning = false;
    stopDwelling();
    forget();
    if (tools.layers.present()) tools.layers.present().pause();
  }

  return {
    // From the first slide.
    start: function () {
      stop();
      isRunning = true;
      at = null;
      turn(1);
    },
    stop: stop,
    // Back to the neutral slide; for who has stopped it.
    clear: function (done) {
      state.set("slide", null);
      tools.layers.clear(done);
    },
    step: function (step) {
      if (!isRunning) return;
      tools.layers.finish();
      turn(step);
    },
    // When a hold has begun or ended.
    rest: function () {
      var present = tools.layers.present();
      if (!present || !isRunning) return;
      if (state.get("held")) present.pause();
      else present.play();
      dwell(present.slide);
    },
    next: function () { return upcoming(programme.slides, at, TOLD_AHEAD, may); }
  };
}
