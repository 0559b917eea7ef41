// What time it is. The server's, as long as neither clock jumps; else the box's own, if it can be right; else nobody knows.
var JUMP_MS = 5000;
var LONGEST_TICK_MS = 60000; // More between two looks is sleep, not play.
var KEPT_EVERY_S = 60;

// `read()` gives {now: seconds since 1970 or null, source: "server", "device" or "none"}.
function createClock(programme, keep, speed) {
  var learnt = null; // {date: the server's milliseconds, ran: the running time at which it said so}
  var last = { date: Date.now(), ran: runningTime() };
  var kept = keep.read("played");
  // Boxes without a battery begin in 1970 at every boot: what they have played meanwhile brings the end of the programme near all the same.
  var played = kept && kept.edition === programme.edition && kept.seconds > 0 ? kept.seconds : 0;
  var written = played;

  function isPlausible(seconds) {
    return seconds >= programme.earliest && seconds <= programme.latest;
  }

  function read() {
    if (learnt) return { now: (learnt.date + runningTime() - learnt.ran) / 1000, source: "server" };
    var device = Date.now() / 1000;
    return isPlausible(device) ? { now: device, source: "device" } : { now: null, source: "none" };
  }

  function learn(date) {
    if (date === null || !isPlausible(date / 1000)) return;
    learnt = { date: date, ran: runningTime() };
  }

  // To be called every few seconds. True where a clock has jumped: the box was set right, or slept. Whatever was learnt holds no more.
  function check() {
    var present = { date: Date.now(), ran: runningTime() };
    var passed = present.ran - last.ran;
    var hasJumped = Math.abs(present.date - last.date - passed) > JUMP_MS;
    last = present;
    if (hasJumped) learnt = null;
    if (read().source === "none") count(Math.min(Math.max(passed, 0), LONGEST_TICK_MS) / 1000);
    return hasJumped;
  }

  function count(seconds) {
    played += seconds;
    if (played - written < KEPT_EVERY_S / speed) return;
    written = played;
    keep.write("played", { edition: programme.edition, seconds: played });
  }

  return {
    read: read,
    learn: learn,
    check: check,
    // It cannot be earlier than that.
    floor: function () { return programme.earliest + played; }
  };
}
