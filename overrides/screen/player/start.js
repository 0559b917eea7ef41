// Reads the page, and sets everything going.
var PROGRAMME_AGAIN_MS = 30000;
var HIGHEST_SPEED = 1000;

function start() {
  var asked = readQuery(location.search);
  var parts = { programme: null, clock: null, loop: null, watchdog: null };
  var notes = createNotes(function () { return parts.clock ? parts.clock.read().now : null; });
  var timers = createTimers(Math.min(Math.max(Number(asked.speed) || 1, 1), HIGHEST_SPEED), notes.trip);
  var state = createState({
    mode: "standby", slide: null, still: asked.slide || null, held: false, reading: false, lit: true, expired: false, sober: false, grey: false,
    turns: 0, beats: 0, format: null, departure: null, offline: { supported: false, edition: null, state: "none", reason: null, done: 0, total: 0 }
  }, notes.trip);
  var report = createReport(state, notes, parts);

  window.syScreen = { report: report };
  window.addEventListener("error", function (event) { if (event.message) notes.add("script：" + event.message); });
  findProgramme(notes, timers, function (programme) {
    parts.programme = programme;
    parts.clock = createClock(programme, createKeep("localStorage", keptBelow()), timers.speed);
    play(programme, { asked: asked, notes: notes, timers: timers, state: state, clock: parts.clock, parts: parts, report: report });
  });
}

// Screens of one site share a storage: each keeps what is its own below its folder.
function keptBelow() {
  return "sy-screen " + location.pathname.replace(/[^\/]*$/, "") + " ";
}

// The programme in the page; where that is spoilt the one beside it, as soon as it can be had.
function findProgramme(notes, timers, done) {
  var element = document.getElementById("programme");
  var programme = element && readProgramme(element.textContent, notes.add);
  if (programme) return done(programme);
  notes.add("页面里的节目单是坏的");
  if (location.protocol === "file:") return;
  (function again() {
    ask(PROGRAMME, "text", timers.guarded(function (answer) {
      programme = answer && readProgramme(answer.text, notes.add);
      if (programme) done(programme);
      else timers.limit(PROGRAMME_AGAIN_MS, again);
    }));
  })();
}
