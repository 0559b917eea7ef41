// A slide made ready: pictures and video there and decoded, the whole painted. Nothing is left to do in the fade.
var FRAMES_TO_PAINT = 2;

// `done(null, layer)` or `done(what)`, once; the function returned gives it up. `tools` is {notes, timers, layers, format}.
function prepareLayer(slide, tools, done) {
  var layer = createLayer(slide, tools.notes);
  var left = 1;
  var isOver = false;
  var stops = [];

  function stopAll() {
    isOver = true;
    stops.forEach(function (stop) { stop(); });
  }

  function end(what) {
    if (isOver) return;
    stopAll();
    if (what) layer.drop();
    done(what || null, what ? null : layer);
  }

  function count(what) {
    left -= 1;
    if (what) end(what);
    else if (!left && !isOver) paint(FRAMES_TO_PAINT);
  }

  function paint(frames) {
    if (frames === FRAMES_TO_PAINT) tools.layers.add(layer);
    if (!frames) return end(null);
    stops.push(tools.timers.frame(function () { paint(frames - 1); }));
  }

  layer.images.forEach(function (img) {
    var picture = slide.pictures[Number(img.getAttribute("data-picture"))];
    if (isOver) return;
    left += 1;
    if (!picture) return count(slide.id + "里的图片没有地址");
    stops.push(loadPicture(img, addressesOf(picture, tools.format), tools, count));
  });
  if (layer.video && !isOver) {
    left += 1;
    stops.push(loadVideo(layer.video, slide.video || "", tools, count));
  }
  count(null);
  return function giveUp() {
    if (isOver) return;
    stopAll();
    layer.drop();
  };
}

function createLayer(slide, notes) {
  var node = document.createElement("div");
  node.className = "sy-layer";
  node.innerHTML = slide.html;
  var images = Array.prototype.slice.call(node.querySelectorAll("img[data-picture]"));
  var video = node.querySelector("video[data-video]");

  return {
    slide: slide,
    node: node,
    images: images,
    video: video,
    play: function () { if (video) playVideo(video, notes); },
    pause: function () { if (video) video.pause(); },
    restart: function () { if (video) { video.currentTime = 0; playVideo(video, notes); } },
    whenEnded: function (work) { if (video) video.onended = work; },
    // Old engines keep the pictures of what is taken away until they are told. New ones, told so of a picture that was never
    // in the page, keep its element for ever (measured in Chromium 156).
    drop: function () {
      if (video) freeVideo(video);
      if (!node.parentNode) return;
      images.forEach(function (img) { img.removeAttribute("src"); });
      node.parentNode.removeChild(node);
    }
  };
}
