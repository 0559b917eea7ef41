// The programme out of its text. What is spoilt in it is left out and told; null where it is no programme at all.
var FORMAT = 1;
var DEFAULT_SIZE = [1920, 1080];
var DEFAULT_FADE_MS = 800;
var DEFAULT_ZONE = [[0, 480]]; // Peking time.

function readProgramme(text, complain) {
  var raw;
  try {
    raw = JSON.parse(text);
  } catch (broken) {
    return null;
  }
  if (!isProgramme(raw)) return null;
  var hasSize = isAbove(raw.width, 0) && isAbove(raw.height, 0);
  if (!hasSize) complain("节目单没有写屏幕大小，按1920×1080放");
  return {
    edition: raw.edition,
    title: String(raw.title || ""),
    site: String(raw.site || ""),
    code: String(raw.code || ""),
    width: hasSize ? raw.width : DEFAULT_SIZE[0],
    height: hasSize ? raw.height : DEFAULT_SIZE[1],
    pixel_mapped: raw.pixel_mapped === true,
    touch: raw.touch === true,
    fade_ms: isAbove(raw.fade_ms, -1) ? raw.fade_ms : DEFAULT_FADE_MS,
    zone: isZone(raw.zone) ? raw.zone : DEFAULT_ZONE,
    earliest: raw.earliest,
    valid_until: raw.valid_until,
    latest: raw.latest,
    hours: listOf(raw.hours).filter(function (it) { return it && isDays(it.days) && isNumber(it.on) && isNumber(it.off); }),
    sober: listOf(raw.sober).filter(isPair),
    grey: listOf(raw.grey).filter(isPair),
    slides: slidesOf(raw, complain),
    reader: raw.reader && Array.isArray(raw.reader.sections) ? raw.reader : null,
    fonts: listOf(raw.fonts),
    files: listOf(raw.files).filter(function (it) { return it && typeof it.path === "string"; })
  };
}

// A hotel's login page, or an error in good JSON, is none.
function isProgramme(raw) {
  return Boolean(raw) && raw.format === FORMAT && /^[0-9a-f]{16}$/.test(raw.edition) && Array.isArray(raw.slides) &&
    isNumber(raw.earliest) && isNumber(raw.valid_until) && isNumber(raw.latest);
}

function slidesOf(raw, complain) {
  var known = {};
  return raw.slides.filter(function (slide, i) {
    var isSound = isSlide(slide) && !known.hasOwnProperty(slide.id);
    if (isSound) known[slide.id] = true;
    else complain("节目单第" + (i + 1) + "页是坏的，不放");
    return isSound;
  });
}

function isSlide(slide) {
  return Boolean(slide) && typeof slide.id === "string" && typeof slide.html === "string" && isAbove(slide.seconds, 0) &&
    isDays(slide.days) && isNumberOrNull(slide.from) && isNumberOrNull(slide.until) && isNumberOrNull(slide.first) &&
    isNumberOrNull(slide.last) && typeof slide.everyday === "boolean" && Array.isArray(slide.pictures) && slide.pictures.every(isPicture) &&
    (slide.video === null || typeof slide.video === "string");
}

function isPicture(it) {
  return Boolean(it) && typeof it.jpeg === "string";
}

function isNumber(value) {
  return typeof value === "number" && isFinite(value);
}

function isNumberOrNull(value) {
  return value === null || isNumber(value);
}

function isAbove(value, least) {
  return isNumber(value) && value > least;
}

function isDays(value) {
  return Array.isArray(value) && value.every(function (day) { return isAbove(day, 0) && day < 8; });
}

function isPair(value) {
  return Array.isArray(value) && isNumber(value[0]) && isNumber(value[1]);
}

function isZone(value) {
  return Array.isArray(value) && value.length > 0 && value.every(isPair);
}

function listOf(value) {
  return Array.isArray(value) ? value : [];
}
