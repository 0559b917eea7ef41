// Time that passes. ?speed=20 divides it all; what waits for a disk or a network keeps a second at least.
var SHORTEST_TICK_MS = 50;
var SHORTEST_LIMIT_MS = 1000;
var UNPAINTED_MS = 200; // A page that nobody sees gets no frames.

// Milliseconds that only grow, whatever happens to the clock of the box.
function runningTime() {
  return window.performance && performance.now ? performance.now() : Date.now();
}

// Every method returns what stops it. `trip` is told of work that fails.
function createTimers(speed, trip) {
  function guarded(work) {
    return function () {
      try {
        work.apply(null, arguments);
      } catch (error) {
        trip("timer", error);
      }
    };
  }

  function wait(ms, work) {
    var id = setTimeout(guarded(work), ms);
    return function stop() { clearTimeout(id); };
  }

  // When the next frame is painted.
  function frame(work) {
    if (!window.requestAnimationFrame) return wait(UNPAINTED_MS, work);
    var id = requestAnimationFrame(function () { stop(); guarded(work)(); });
    var late = setTimeout(function () { stop(); guarded(work)(); }, UNPAINTED_MS);
    function stop() {
      cancelAnimationFrame(id);
      clearTimeout(late);
    }
    return stop;
  }

  return {
    speed: speed,
    guarded: guarded,
    frame: frame,
    wait: wait, // Of real time.
    after: function (ms, work) { return wait(ms / speed, work); },
    limit: function (ms, work) { return wait(Math.max(ms / speed, SHORTEST_LIMIT_MS), work); },
    every: function (ms, work) {
      var id = setInterval(guarded(work), Math.max(ms / speed, SHORTEST_TICK_MS));
      return function stop() { clearInterval(id); };
    },
    // As `runningTime`, but as fast as everything else.
    ran: function () { return runningTime() * speed; }
  };
}

function doNothing() {}
