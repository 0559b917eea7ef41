// Pictures of an entry. Each keeps its place before it is there. Only those near what one sees are loaded: a wall of two
// hundred would fill the memory of a small box.
var NEAR = 1.5; // Heights of the page around it.
var FAR = 4;
var HIGHEST = 0.78; // Of the page's height: a picture is seen whole.

// `files` are the entry's pictures, `format` the best that the engine shows. Returns {see, stop}.
function hangPictures(page, files, format) {
  var hung = all(page, "img[data-picture]").map(function (image) {
    return hang(image, page, addressesOf(files[Number(image.getAttribute("data-picture"))] || {}, format));
  });

  // To be called whenever another part of the page may be seen.
  function see() {
    var height = page.clientHeight;
    hung.forEach(function (it) {
      var above = it.frame.getBoundingClientRect().bottom - page.getBoundingClientRect().top;
      var scale = page.getBoundingClientRect().height / height || 1;
      var distance = above / scale < 0 ? -above / scale : Math.max(0, above / scale - it.frame.offsetHeight - height);
      if (distance < NEAR * height) it.show();
      else if (distance > FAR * height) it.hide();
    });
  }

  // To be called where the page is as high or as wide as it was not.
  function fit() {
    hung.forEach(function (it) { it.fit(); });
    see();
  }

  hung.forEach(function (it) { it.fit(); });
  return {
    see: see,
    fit: fit,
    stop: function () { hung.forEach(function (it) { it.hide(); }); }
  };
}

function hang(image, page, addresses) {
  var frame = image.parentNode;
  var at = 0;
  var isShown = false;
  var ratio = Number(image.getAttribute("height")) / Number(image.getAttribute("width"));

  // As wide as the style sheet has it, or narrower: it is seen whole.
  function fit() {
    frame.style.width = "";
    var width = Math.min(frame.clientWidth, page.clientHeight * HIGHEST / ratio);
    frame.style.width = width + "px";
    frame.style.paddingTop = width * ratio + "px";
  }

  function show() {
    if (isShown || at >= addresses.length) return;
    isShown = true;
    image.onerror = broken;
    image.src = addresses[at];
  }

  // Another format may do; where none does the place goes too, and the words stay.
  function broken() {
    isShown = false;
    at += 1;
    if (at < addresses.length) show();
    else leave();
  }

  function leave() {
    image.onerror = null;
    if (frame.parentNode) frame.parentNode.removeChild(frame);
  }

  function hide() {
    if (!isShown) return;
    isShown = false;
    image.onerror = null;
    image.removeAttribute("src");
  }

  if (!addresses.length) leave();
  return { frame: frame, fit: fit, show: show, hide: hide };
}
