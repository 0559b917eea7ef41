// Which slide comes after which: pure.

// The first that `may` be shown after the one called `id` (`step` 1) or before it (-1), itself last of all; null where there is none.
function choose(slides, id, step, may) {
  var at = indexOfSlide(slides, id);
  if (at < 0) at = step > 0 ? -1 : slides.length;
  for (var n = 1; n <= slides.length; n += 1) {
    var slide = slides[(((at + n * step) % slides.length) + slides.length) % slides.length];
    if (may(slide)) return slide;
  }
  return null;
}

function indexOfSlide(slides, id) {
  for (var i = 0; i < slides.length; i += 1) if (slides[i].id === id) return i;
  return -1;
}

// The ids of those that come next.
function upcoming(slides, id, count, may) {
  var ids = [];
  for (var slide = choose(slides, id, 1, may); slide && ids.length < count; slide = choose(slides, slide.id, 1, may)) ids.push(slide.id);
  return ids;
}
