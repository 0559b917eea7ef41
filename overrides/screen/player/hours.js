// What the hour brings: whether the screen is lit, expired, sober or grey. Looked at every few seconds, since clocks jump.
var TICK_MS = 2000;

// `jumped` is called where a clock has jumped. Returns what stops it.
function followHours(programme, clock, state, timers, jumped) {
  function look() {
    if (clock.check()) jumped();
    var now = clock.read().now;
    state.set("lit", isLit(programme.hours, programme.zone, now));
    state.set("expired", isExpired(programme, now, clock.floor()));
    state.set("sober", isDuring(programme.sober, now));
    state.set("grey", isDuring(programme.grey, now));
  }

  look();
  return timers.every(TICK_MS, look);
}
