// Keeps the screen from going to sleep while it is lit, and lets it sleep in the dark. Only secure pages may.
function keepAwake(state, notes) {
  var lock = null;
  var isAsked = false;

  function look() {
    if (!navigator.wakeLock || !navigator.wakeLock.request) return;
    var isWanted = state.get("mode") !== "dark" && document.visibilityState === "visible";
    if (isWanted && !lock && !isAsked) take();
    if (!isWanted && lock) lock.release();
  }

  function take() {
    isAsked = true;
    navigator.wakeLock.request("screen").then(function (given) {
      isAsked = false;
      lock = given;
      lock.addEventListener("release", function () { lock = null; }); // The browser takes it back whenever the page is hidden.
      look();
    }, function (error) {
      isAsked = false;
      notes.trip("wakeLock", error);
    });
  }

  state.on("mode", look);
  document.addEventListener("visibilitychange", look);
  look();
}
