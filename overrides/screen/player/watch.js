// The watchdog. When the loop has taken no decision for three times what its slide takes, the page begins anew.
var LOOK_EVERY_MS = 1000;
var PATIENCE = 3;
var SHORTEST_SILENCE_MS = 60000; // Longer than any loading may take.
var SHORTEST_LIFE_MS = 60000;
var MOST_DOUBLINGS = 6; // A page that fails at once is left alone longer each time, up to an hour.
var CALM_AFTER_MS = 3600000;

// `session` keeps {count} over reloads. Returns {reloads, stop}.
function watchLoop(state, timers, session, reload) {
  var reloads = session.read("reloads") || 0;
  var beats = state.get("beats");
  var silence = 0;
  var life = 0;

  function look() {
    life += LOOK_EVERY_MS;
    if (reloads && life > CALM_AFTER_MS) session.write("reloads", reloads = 0);
    var mode = state.get("mode");
    var isWatched = (mode === "playing" || mode === "standby") && !state.get("held") && !document.hidden;
    var hasBeaten = state.get("beats") !== beats;
    beats = state.get("beats");
    silence = isWatched && !hasBeaten ? silence + LOOK_EVERY_MS : 0; // Counted in looks: a box that slept was not silent.
    var limit = Math.max(PATIENCE * (state.get("slide") ? state.get("slide").seconds : 0) * 1000, SHORTEST_SILENCE_MS);
    if (silence <= limit || life < SHORTEST_LIFE_MS * Math.pow(2, Math.min(reloads, MOST_DOUBLINGS))) return;
    silence = 0;
    session.write("reloads", reloads + 1);
    reload();
  }

  return { reloads: reloads, stop: timers.every(LOOK_EVERY_MS, look) };
}
