// Keys, where there is a keyboard. Old engines name them by number only.
var KEY_NAMES = { 8: "Backspace", 9: "Tab", 13: "Enter", 27: "Escape", 116: "F5" };

function nameOfKey(event) {
  var code = event.keyCode;
  if (event.key && event.key !== "Unidentified") return event.key;
  if (KEY_NAMES.hasOwnProperty(code)) return KEY_NAMES[code];
  if (code >= 48 && code <= 57) return String(code - 48);
  return code >= 96 && code <= 105 ? String(code - 96) : ""; // The digits beside the letters.
}

// Tab goes round inside: there is nothing else to use on the screen.
function keepFocusInside(root, event) {
  var stops = all(root, "button, a[href], [tabindex='0']").filter(function (it) { return it.offsetWidth > 0; });
  var last = stops.length - 1;
  var at = stops.indexOf(document.activeElement);
  if (event.shiftKey ? at !== 0 : at !== last) return;
  event.preventDefault();
  stops[event.shiftKey ? last : 0].focus();
}
