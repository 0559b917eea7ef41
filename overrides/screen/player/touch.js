// Fingers on a stage that is no terminal: a stroke turns the slide, a tap holds it.
var STROKE = 60; // Pixels of the window.
var TREMBLE = 30;
var GHOST_MS = 800; // What browsers pretend of a mouse after a touch.

// Frames that pretend to be a mouse send no touches, so mice are listened to as well. How long a finger rests does not matter.
function listenToFingers(stage, deeds) {
  var began = null;
  var touchedAt = -GHOST_MS;

  function down(x, y) {
    began = { x: x, y: y };
  }

  function up(x, y) {
    var dx = began ? x - began.x : 0;
    var dy = began ? y - began.y : 0;
    if (began && Math.abs(dx) > STROKE && Math.abs(dx) > 2 * Math.abs(dy)) deeds[dx < 0 ? "next" : "back"]();
    else if (began && Math.abs(dx) < TREMBLE && Math.abs(dy) < TREMBLE) deeds.hold();
    began = null;
  }

  function isGhost() {
    return runningTime() - touchedAt < GHOST_MS;
  }

  var handlers = {
    touchstart: function (event) {
      touchedAt = runningTime();
      if (event.touches.length > 1) began = null;
      else down(event.touches[0].clientX, event.touches[0].clientY);
    },
    touchend: function (event) {
      touchedAt = runningTime();
      if (event.cancelable) event.preventDefault(); // No mouse follows.
      up(event.changedTouches[0].clientX, event.changedTouches[0].clientY);
    },
    touchcancel: function () { began = null; },
    mousedown: function (event) {
      event.preventDefault(); // Else the picture itself would be dragged, and the end of the stroke never told.
      if (!isGhost() && event.button === 0) down(event.clientX, event.clientY);
    },
    mouseup: function (event) { if (!isGhost()) up(event.clientX, event.clientY); },
    contextmenu: function (event) { event.preventDefault(); } // A finger that rests would be offered to save the picture.
  };
  stage.style.touchAction = "none"; // Else the browser takes a stroke for scrolling, and never tells its end.
  Object.keys(handlers).forEach(function (name) { stage.addEventListener(name, handlers[name]); });
  return function stop() {
    Object.keys(handlers).forEach(function (name) { stage.removeEventListener(name, handlers[name]); });
  };
}
