// Deliberate taps. An old finger trembles and lingers: that is one. A palm, a stroke that scrolls, the tap that stops
// a scroll, and the click that browsers send after a touch are none.
var TREMBLE = 36; // Pixels of the window.
var LINGER_MS = 3000;
var STUCK_MS = 5000; // A touch that rests so long is dirt on the frame, or somebody's other hand.
var ROLLING_MS = 150;
var GHOST_MS = 800;

// Calls `tapped(element, event)`. `rolled(element)` gives {top, at}: how far it is scrolled, and the running time at which it
// last moved. Returns what stops it.
function listenForTaps(root, rolled, tapped) {
  var began = null; // {id, x, y, at, top} of the touch that may become a tap.
  var fingers = {}; // The running time at which each finger came down.
  var touchedAt = -GHOST_MS;

  function down(event) {
    var now = runningTime();
    var before = fingers;
    touchedAt = now;
    fingers = {};
    each(event.touches, function (touch) {
      fingers[touch.identifier] = before.hasOwnProperty(touch.identifier) ? before[touch.identifier] : now;
    });
    var touch = event.changedTouches[0];
    var isAlone = !Object.keys(fingers).some(function (id) {
      return Number(id) !== touch.identifier && now - fingers[id] < STUCK_MS;
    });
    var roll = rolled(event.target);
    began = isAlone && now - roll.at > ROLLING_MS ? { id: touch.identifier, x: touch.clientX, y: touch.clientY, at: now, top: roll.top } : null;
  }

  function up(event) {
    var was = began;
    var now = runningTime();
    touchedAt = now;
    each(event.changedTouches, function (touch) {
      delete fingers[touch.identifier];
      if (!was || touch.identifier !== was.id) return;
      began = null;
      var isFar = Math.abs(touch.clientX - was.x) > TREMBLE || Math.abs(touch.clientY - was.y) > TREMBLE;
      if (isFar || now - was.at > LINGER_MS || Math.abs(rolled(event.target).top - was.top) > 2) return;
      if (event.cancelable) event.preventDefault(); // No click follows.
      tapped(event.target, event);
    });
  }

  function lost() {
    began = null;
  }

  // From a mouse, from a frame that pretends to be one, and from keys.
  function click(event) {
    event.preventDefault();
    if (runningTime() - touchedAt > GHOST_MS) tapped(event.target, event);
  }

  return listen(root, { touchstart: down, touchend: up, touchcancel: lost, click: click });
}

function each(list, work) {
  for (var i = 0; i < list.length; i += 1) work(list[i]);
}

// Follows events by name, and returns what stops it. Browsers that know no options take the object for `true`: that is as good.
function listen(target, handlers) {
  var names = Object.keys(handlers);
  var options = { passive: false, capture: true };
  names.forEach(function (name) { target.addEventListener(name, handlers[name], options); });
  return function stop() {
    names.forEach(function (name) { target.removeEventListener(name, handlers[name], options); });
  };
}
