// Asks every few minutes what the server plays. Another edition is taken when it is whole, between two slides, behind the neutral one.
var ASK_EVERY_MS = 300000;
var SPREAD = 0.2; // A hundred boxes that boot together must not ask together.
var PROGRAMME = "programme.json";
var LARGE = 16000000; // Bytes: a video would fill the memory.
var NOT_YET = "新节目还不全，接着放现在的：";

// `tools` is {state, notes, timers, clock, offline, rests, depart(edition)}. Returns {poll, stop}.
function followServer(programme, tools) {
  var stopWaiting = doNothing;
  var stopAsking = doNothing;
  var stopChecking = doNothing;

  function poll() {
    stopWaiting();
    stopAsking();
    stopWaiting = tools.timers.after(ASK_EVERY_MS * (1 - SPREAD / 2 + SPREAD * Math.random()), poll);
    stopAsking = ask(PROGRAMME, "text", tools.timers.guarded(hear));
  }

  function hear(answer) {
    var found = answer && readProgramme(answer.text, doNothing);
    if (!found) return; // Nobody, or somebody else: a hotel's login page has a clock too, but not ours.
    tools.clock.learn(answer.date);
    if (tools.offline.isUsed()) return tools.offline.take(found.edition, settle);
    if (found.edition !== programme.edition) checkFiles(found);
  }

  // Files are copied to a server one after another: the page may still be the old one.
  function settle(edition) {
    if (edition === programme.edition) return;
    stopChecking();
    stopChecking = findPage(edition, function () { tools.depart(edition); }, function () { tools.notes.add(NOT_YET + "index.html"); });
  }

  // Without a worker: all of it must be there before the old page is given up. This also brings it into the browser's own cache.
  function checkFiles(found) {
    stopChecking();
    var needed = filesNeeded(found, tools.state.get("format"));

    function check(i) {
      if (i === needed.length) return settle(found.edition);
      stopChecking = ask(needed[i].path, needed[i].bytes > LARGE ? "size" : "arraybuffer", tools.timers.guarded(function (answer) {
        if (answer && answer.bytes === needed[i].bytes) check(i + 1);
        else tools.notes.add(NOT_YET + needed[i].path);
      }));
    }

    check(0);
  }

  function again() {
    tools.rests.endAll();
    poll();
  }

  window.addEventListener("online", again);
  return {
    poll: poll,
    stop: function () {
      window.removeEventListener("online", again);
      stopWaiting();
      stopAsking();
      stopChecking();
    }
  };
}

// Of the files those that a box takes which shows `format`: the worker counts alike.
function filesNeeded(programme, format) {
  var pictures = {};
  picturesOf(programme).forEach(function (picture) { pictures[addressesOf(picture, format)[0]] = true; });
  return programme.files.filter(function (file) { return !file.format || pictures[file.path]; });
}

function picturesOf(programme) {
  var found = [];
  function add(holder) { found = found.concat(listOf(holder.pictures)); }
  programme.slides.forEach(add);
  (programme.reader ? programme.reader.sections : []).forEach(function (section) { listOf(section.entries).forEach(add); });
  return found;
}
