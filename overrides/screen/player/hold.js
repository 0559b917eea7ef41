// Somebody speaks about a slide: it stays, until he lets it go or has gone home.
var LONGEST_HOLD_MS = 600000;

// `toggle` holds or lets go; `prolong` begins the ten minutes anew. `rest` is told that a hold has begun or ended.
function createHold(state, timers, rest) {
  var stop = doNothing;

  function set(isHeld) {
    stop();
    stop = isHeld ? timers.after(LONGEST_HOLD_MS, function () { set(false); }) : doNothing;
    state.set("held", isHeld);
  }

  state.on("held", rest);
  state.on("mode", function (mode) { if (mode !== "playing" && mode !== "standby") set(false); });
  return {
    toggle: function () { if (state.get("mode") === "playing" || state.get("held")) set(!state.get("held")); },
    prolong: function () { if (state.get("held")) set(true); }
  };
}
