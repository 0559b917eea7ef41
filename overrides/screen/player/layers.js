// The slide that is seen and the one that comes. The old one stays whole beneath until the new one covers it: never black, never half.
var UNSEEN = "0.001"; // Less than one step of any colour, yet painted: what is wholly transparent would be painted in the middle of the fade.
var LATE_MS = 300; // Hidden pages, and some old engines, forget to say that a transition is over.

// `fadeMs` is real time, 0 for none.
function createLayers(holder, fadeMs, timers) {
  var present = null;
  var finish = doNothing; // Ends the change that is under way, at once.

  function add(layer) {
    layer.node.style.opacity = UNSEEN;
    layer.node.style.willChange = "opacity"; // For good: taking it back would paint the slide anew after the fade.
    dress(layer.node, "transitionDuration", fadeMs + "ms");
    holder.appendChild(layer.node);
  }

  // What was added covers what was there; `done` when it is opaque.
  function show(layer, done) {
    finish();
    var old = present;
    present = layer;
    if (old) old.whenEnded(null);
    layer.node.style.opacity = "";
    layer.node.className = "sy-layer is-shown";
    change(layer.node, function () {
      if (old) old.drop();
      done();
    });
  }

  // What is there goes, and the neutral slide beneath is seen.
  function clear(done) {
    finish();
    var old = present;
    present = null;
    if (!old) return done();
    old.whenEnded(null);
    old.node.className = "sy-layer";
    change(old.node, function () {
      old.drop();
      done();
    });
  }

  function change(node, done) {
    var stop = fadeMs > 0 ? timers.wait(fadeMs + LATE_MS, end) : doNothing;

    function end() {
      stop();
      node.removeEventListener("transitionend", ended);
      finish = doNothing;
      done();
    }

    function ended(event) {
      if (event.target === node && event.propertyName === "opacity") end();
    }

    node.addEventListener("transitionend", ended);
    finish = end;
    if (!(fadeMs > 0)) end();
  }

  return {
    add: add,
    show: show,
    clear: clear,
    finish: function () { finish(); },
    present: function () { return present; }
  };
}

// Engines before 2015 know some properties under their own name only.
function dress(node, name, value) {
  node.style["webkit" + name.charAt(0).toUpperCase() + name.slice(1)] = value;
  node.style[name] = value;
}
