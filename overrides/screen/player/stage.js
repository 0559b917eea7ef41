// The stage on the glass: fitted and centred, or on LED walls one pixel to one device pixel from the top left corner.
var SHIFTED_EVERY_MS = 180000;
var SHIFTS = [[0, 0], [1, 0], [2, 1], [2, 2], [1, 2], [0, 1], [-1, 0], [-2, -1], [-2, -2], [-1, -2], [0, -1]]; // Device pixels, against burning in.

// Follows the window until the function returned is called. The reader lies over the stage, scaled alike.
function fitStage(programme, nodes, timers) {
  var turn = 0;

  function fit() {
    var unit = 1 / (window.devicePixelRatio || 1);
    if (programme.pixel_mapped) return place(0, 0, unit);
    var scale = Math.min(window.innerWidth / programme.width, window.innerHeight / programme.height);
    var shift = SHIFTS[turn % SHIFTS.length];
    place(
      centred(window.innerWidth, programme.width * scale, unit) + shift[0] * unit,
      centred(window.innerHeight, programme.height * scale, unit) + shift[1] * unit,
      scale
    );
  }

  function place(x, y, scale) {
    nodes.forEach(function (node) {
      dress(node, "transformOrigin", "0 0");
      dress(node, "transform", "translate(" + x + "px, " + y + "px) scale(" + scale + ")");
    });
  }

  fit();
  window.addEventListener("resize", fit);
  var stopShifting = timers.every(SHIFTED_EVERY_MS, function () {
    turn += 1;
    fit();
  });
  return function stop() {
    window.removeEventListener("resize", fit);
    stopShifting();
  };
}

// On whole device pixels: letters stay sharp.
function centred(outer, inner, unit) {
  return Math.round((outer - inner) / 2 / unit) * unit;
}
