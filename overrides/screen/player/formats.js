// The best format this engine shows. The site's policy forbids pictures inside the script, so real ones are tried, until one is shown.
var MOST_TRIED = 2; // Of each format: one may be missing.
var LONGEST_TRIAL_MS = 5000;

// `done` gets "avif", "webp" or "jpeg". It is remembered for this engine and this edition.
function findFormat(programme, keep, tools, done) {
  var known = keep.read("format");
  if (known && known.agent === navigator.userAgent && known.edition === programme.edition && FORMATS.indexOf(known.format) >= 0) {
    return done(known.format);
  }
  var candidates = [];
  FORMATS.forEach(function (format) {
    addressesIn(programme, format).slice(0, MOST_TRIED).forEach(function (address) { candidates.push([format, address]); });
  });
  tryFormats(candidates, tools, function (format, isSure) {
    if (isSure) keep.write("format", { agent: navigator.userAgent, edition: programme.edition, format: format });
    done(format);
  });
}

function addressesIn(programme, format) {
  return Array.prototype.concat.apply([], programme.slides.map(function (slide) {
    return slide.pictures.map(function (picture) { return picture[format]; }).filter(Boolean);
  }));
}

// A picture that fails may be of a format that is not known; one that hangs says nothing, and nor do all together: the server may be ill.
function tryFormats(candidates, tools, done) {
  var isSure = true;

  function attempt(rest) {
    if (!rest.length) return done("jpeg", false);
    var img = new Image();
    var stop = tools.timers.limit(LONGEST_TRIAL_MS, function () {
      isSure = false;
      end(false);
    });

    function end(isShown) {
      stop();
      img.onload = img.onerror = null;
      if (isShown) done(rest[0][0], isSure);
      else attempt(rest.slice(1));
    }

    img.onload = function () { end(img.naturalWidth > 0); };
    img.onerror = function () { end(false); };
    img.src = rest[0][1];
  }

  attempt(candidates);
}
