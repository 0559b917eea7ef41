// Whether anybody is still there: after a minute without a touch the reader closes, and says so in the last ten seconds.
var PATIENCE_MS = 60000;
var WARNING_MS = 10000;
var SHORTEST_LOOK_MS = 20;

// Calls `warn(seconds left)`, `calm()` where a touch came in time, and `leave()`. Returns {touch, isWarning, stop}.
function watchIdle(speed, warn, calm, leave) {
  var last = runningTime();
  var timer = null;
  var isWarning = false;

  function look() {
    var left = PATIENCE_MS - (runningTime() - last) * speed;
    if (left <= 0) {
      leave();
    } else if (left <= WARNING_MS) {
      isWarning = true;
      warn(Math.ceil(left / 1000));
      next(left % 1000 || 1000);
    } else {
      next(left - WARNING_MS);
    }
  }

  function next(ms) {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(ms / speed, SHORTEST_LOOK_MS));
  }

  function touch() {
    last = runningTime();
    if (!isWarning) return;
    isWarning = false;
    calm();
    look();
  }

  look();
  return {
    touch: touch,
    isWarning: function () { return isWarning; },
    stop: function () { clearTimeout(timer); }
  };
}

// What counts as a touch: fingers, mice and keys that come, go or move. A finger that rests, and dirt on the frame, do not.
var MOVED = 8;

function listenForLife(root, alive) {
  var last = { x: -MOVED, y: -MOVED };

  function moved(event) {
    var point = event.touches ? event.touches[0] : event;
    if (!point || (Math.abs(point.clientX - last.x) < MOVED && Math.abs(point.clientY - last.y) < MOVED)) return;
    last = { x: point.clientX, y: point.clientY };
    alive();
  }

  return listen(root, { touchstart: alive, touchend: alive, touchmove: moved, mousedown: alive, mousemove: moved, keydown: alive, wheel: alive });
}
