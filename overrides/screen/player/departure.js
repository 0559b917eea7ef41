// From one edition to the next: the neutral slide comes over the picture, and what follows the reload begins with it. Nobody sees a seam.
var LONGEST_RELOAD_MS = 60000;

// `depart(edition)` leaves as soon as nobody is disturbed: between two slides, after a hold, after a reader, and after the dark,
// since the new page begins bright.
function createDeparture(state, loop, timers, notes) {
  return function depart(edition) {
    var stopWaiting = doNothing;

    function isQuiet() {
      return state.get("mode") === "standby" || state.get("mode") === "expired";
    }

    function leave() {
      if (state.get("departure") !== leave) return; // The loop and the mode may both call it.
      stopFollowing();
      state.set("departure", null);
      loop.stop();
      loop.clear(function () {
        stopWaiting = timers.wait(LONGEST_RELOAD_MS, resume);
        reloadSurely(edition, resume);
      });
    }

    function resume() {
      stopWaiting();
      notes.add("新节目打不开，接着放现在的");
      if (state.get("mode") === "playing" || state.get("mode") === "standby") loop.start();
    }

    if (state.get("departure")) return; // What it will load is the newest anyway.
    state.set("departure", leave);
    var stopFollowing = state.on("mode", function () { if (isQuiet()) leave(); });
    if (isQuiet()) leave();
  };
}
