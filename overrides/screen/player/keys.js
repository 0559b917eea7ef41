// Keyboards, remote controls and clickers. Old engines name keys by number only, new ones may leave the number out.
var DEEDS_BY_NAME = {
  ArrowRight: "next", PageDown: "next", " ": "next", Enter: "next", MediaTrackNext: "next",
  ArrowLeft: "back", PageUp: "back", Backspace: "back", MediaTrackPrevious: "back",
  Escape: "hold", p: "hold", P: "hold", b: "hold", B: "hold", ".": "hold", MediaPlayPause: "hold",
  F5: "reload"
};
var DEEDS_BY_NUMBER = {
  39: "next", 34: "next", 32: "next", 13: "next", 176: "next", // The numbers of Android's remote controls are the same.
  37: "back", 33: "back", 8: "back", 177: "back",
  27: "hold", 80: "hold", 66: "hold", 190: "hold", 110: "hold", 179: "hold",
  116: "reload" // Some clickers send it to begin a show; a browser without a network would be left with its own error page.
};

// `deeds` are functions by name. Returns what stops it.
function listenToKeys(state, deeds) {
  function press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return; // Somebody else's: the browser's own.
    var isNamed = event.key && event.key !== "Unidentified";
    var deed = isNamed ? DEEDS_BY_NAME[event.key] : DEEDS_BY_NUMBER[event.keyCode];
    if (!deed || (state.get("reading") && deed !== "reload")) return;
    event.preventDefault();
    if (!event.repeat || deed === "next" || deed === "back") deeds[deed]();
  }

  document.addEventListener("keydown", press);
  return function stop() { document.removeEventListener("keydown", press); };
}
