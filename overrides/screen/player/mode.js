// What the screen is doing, for everybody who asks: one word, and the classes that the style sheet goes by.
var SLEEPS_AFTER_MS = 3000; // Once the dark has covered it the picture is taken away: decoder and memory rest too.

function nameMode(state) {
  if (state.get("still")) return "still";
  if (!state.get("lit")) return "dark";
  if (state.get("expired")) return "expired";
  if (state.get("reading")) return "reading";
  return state.get("slide") ? "playing" : "standby";
}

// Keeps `mode`, the classes and the dark in step with the state.
function followMode(state, nodes) {
  var root = document.documentElement;

  function look() {
    var mode = nameMode(state);
    root.classList.toggle("is-held", state.get("held"));
    root.classList.toggle("is-reading", mode === "reading");
    root.classList.toggle("is-dark", mode === "dark");
    root.classList.toggle("is-standby", !state.get("slide"));
    root.classList.toggle("is-sober", state.get("sober"));
    root.classList.toggle("is-grey", state.get("grey"));
    nodes.dark.classList.toggle("is-on", mode === "dark");
    state.set("mode", mode);
  }

  ["still", "lit", "expired", "reading", "slide", "held", "sober", "grey"].forEach(function (name) { state.on(name, look); });
  look();
}

// Runs the loop while there is something to play to somebody, from the first slide; and stops it else.
function conductLoop(state, loop, timers) {
  var stopSleeping = doNothing;
  var isRunning = false;

  function look() {
    var mode = state.get("mode");
    var shallRun = mode === "playing" || mode === "standby";
    if (shallRun === isRunning && mode !== "expired") return;
    isRunning = shallRun;
    stopSleeping();
    if (shallRun) return loop.start();
    loop.stop();
    if (mode === "expired") loop.clear(doNothing);
    if (mode === "dark") stopSleeping = timers.after(SLEEPS_AFTER_MS, function () { loop.clear(doNothing); });
  }

  state.on("mode", look);
  look();
}
