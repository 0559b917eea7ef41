// A slide's video: muted, without controls, there before it is shown.
function loadVideo(video, address, tools, done) {
  var stopWaiting = tools.timers.limit(LONGEST_LOADING_MS, function () { end(TOO_LATE); });

  function end(what) {
    stop();
    if (what) tools.notes.breaks(address, what);
    else tools.notes.mend(address);
    done(what ? "视频放不出来：" + address : null);
  }

  function stop() {
    stopWaiting();
    video.onloadeddata = video.oncanplay = video.onerror = null;
  }

  video.muted = true; // The attribute alone does nothing for an element made by script.
  video.controls = false;
  video.setAttribute("muted", "");
  video.setAttribute("playsinline", "");
  video.setAttribute("webkit-playsinline", "");
  video.preload = "auto";
  video.onloadeddata = video.oncanplay = function () { end(null); };
  video.onerror = function () { end("没有，或者不是视频"); };
  video.src = address;
  video.load();
  return stop;
}

// Where it is forbidden to begin by itself the first picture stays until the slide's time is over.
function playVideo(video, notes) {
  var playing = video.play();
  if (playing && playing.then) playing.then(doNothing, function (error) { if (error.name !== "AbortError") notes.trip("video", error); });
}

// Boxes have one decoder or two: it is given back at once, not when memory is next swept.
function freeVideo(video) {
  video.onended = null;
  video.pause();
  video.removeAttribute("src");
  video.load();
}
