// What a public terminal must not do: menus on a long press, selections, dragged pictures, zoomed pages.
function stilled(target) {
  return listen(target, {
    contextmenu: prevent,
    selectstart: prevent,
    dragstart: prevent,
    gesturestart: prevent, // Safari's pinch.
    touchmove: function (event) { if (event.touches.length > 1) prevent(event); },
    wheel: function (event) { if (event.ctrlKey) prevent(event); }
  });
}

function prevent(event) {
  if (event.cancelable) event.preventDefault();
}

// Takes away what has run out since the build, such as the notice of a base. Where nobody knows the time, everything stays.
function removePast(view, programme) {
  var now = Date.now() / 1000;
  if (!(now >= programme.earliest && now <= programme.latest)) return;
  all(view, "[data-until]").forEach(function (it) {
    if (Number(it.getAttribute("data-until")) <= now) it.parentNode.removeChild(it);
  });
}
