// The worker that keeps a whole programme in the box. It is asked again and again: a browser may end it in the middle, and it goes on from there.
var ASKED_EVERY_MS = 20000; // Each asking keeps it alive for a while.
var SILENT_MS = 90000;
var LONGEST_INSTALLING_MS = 30000;

// Sets `offline`: {supported, edition, state: "none", "taking", "whole" or "failed", reason, done, total}.
function createOffline(state, timers) {
  var registration = null;
  var isTaking = false;

  function tell(changes) {
    var told = {};
    [state.get("offline"), changes].forEach(function (from) {
      Object.keys(from).forEach(function (name) { told[name] = from[name]; });
    });
    state.set("offline", told);
  }

  function refuse(reason) {
    tell({ supported: false, state: "none", reason: reason });
  }

  // `ready` is called once: with a worker or without.
  function register(ready) {
    var stopWaiting = timers.limit(LONGEST_INSTALLING_MS, function () { refused("等得太久"); });

    function end() {
      stopWaiting();
      ready();
      ready = doNothing;
    }

    function refused(error) {
      refuse("装不上：" + String((error && error.message) || error));
      end();
    }

    function found(it) {
      registration = it;
      tell({ supported: true, state: "none", reason: "还没有存" });
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist().then(doNothing, doNothing);
      send({ type: "status" }, function (told) { if (told.edition) tell({ edition: told.edition, state: "whole", reason: null }); });
      end();
    }

    if (!navigator.serviceWorker || window.isSecureContext === false) {
      refuse(window.isSecureContext === false ? "网址不是https" : "这个浏览器没有");
      return end();
    }
    try {
      navigator.serviceWorker.register("../worker.js", { scope: "./" }).then(null, refused);
      navigator.serviceWorker.ready.then(found, refused);
    } catch (error) {
      refused(error);
    }
  }

  // To whoever is active now: a new worker may have taken the old one's place. Returns what stops listening.
  function send(message, heard) {
    var channel = new MessageChannel();
    channel.port1.onmessage = timers.guarded(function (event) { heard(event.data || {}); });
    registration.active.postMessage(message, [channel.port2]);
    return function stop() { channel.port1.close(); };
  }

  // Calls `whole(edition)` when the newest edition on the server is in the box; `edition` is the one that is known to be there.
  function take(edition, whole) {
    var present = state.get("offline");
    if (isTaking || (present.state === "whole" && present.edition === edition)) return;
    isTaking = true;
    var heardAt = runningTime();
    var stopHearing = doNothing;
    var stopRepeating = timers.every(ASKED_EVERY_MS, again);

    function again() {
      if (runningTime() - heardAt > SILENT_MS) return end({ state: "failed", reason: "没有回音" });
      stopHearing();
      stopHearing = send({ type: "take", format: state.get("format") }, hear);
    }

    function hear(told) {
      heardAt = runningTime();
      if (told.type === "taking") tell({ state: "taking", reason: null, done: told.done, total: told.total });
      else if (told.type === "failed") end({ state: "failed", reason: told.reason });
      else if (told.type === "whole") end({ state: "whole", reason: null, edition: told.edition });
    }

    function end(changes) {
      isTaking = false;
      stopRepeating();
      stopHearing();
      tell(changes);
      if (changes.state === "whole") whole(changes.edition);
    }

    tell({ state: "taking", reason: null, done: 0, total: 0 });
    again();
  }

  return { register: register, refuse: refuse, take: take, isUsed: function () { return Boolean(registration); } };
}
