// What holds at a moment: pure functions of the programme and of `now`, seconds since 1970 or null while nobody knows the time.
// Days and minutes are those of the site's zone by the programme's own table, never those of the box.
var DAY_MINUTES = 1440;
var DAY_SECONDS = 86400;
var DAYS_AHEAD = 8; // A week, and the day on which a span of the last one ends.

// Minutes from UTC at a moment.
function offsetAt(zone, now) {
  var minutes = zone[0][1];
  zone.forEach(function (entry) { if (entry[0] <= now) minutes = entry[1]; });
  return minutes;
}

// {minutes: of the day, weekday: 1 (周一) to 7 (周日)}
function localTime(zone, now) {
  var local = now + offsetAt(zone, now) * 60;
  var day = Math.floor(local / DAY_SECONDS);
  return { minutes: Math.floor((local - day * DAY_SECONDS) / 60), weekday: (day + 3) % 7 + 1 }; // 1970 began on a Thursday.
}

// Whether a local time lies in a span of minutes; where that goes over midnight, `days` are those on which it begins.
function isInSpan(days, from, until, local) {
  var begin = from === null ? 0 : from;
  var end = until === null ? DAY_MINUTES : until;
  if (begin < end) return isDay(days, local.weekday) && begin <= local.minutes && local.minutes < end;
  if (local.minutes >= begin) return isDay(days, local.weekday);
  return local.minutes < end && isDay(days, (local.weekday + 5) % 7 + 1);
}

function isDay(days, weekday) {
  return !days.length || days.indexOf(weekday) >= 0;
}

function isDuring(spans, now) {
  return now !== null && spans.some(function (span) { return span[0] <= now && now < span[1]; });
}

function mayPlay(slide, zone, now) {
  if (now === null) return slide.everyday;
  if (slide.first !== null && now < slide.first) return false;
  if (slide.last !== null && now >= slide.last) return false;
  return isInSpan(slide.days, slide.from, slide.until, localTime(zone, now));
}

function isLit(hours, zone, now) {
  if (now === null || !hours.length) return true;
  var local = localTime(zone, now);
  return hours.some(function (it) { return isInSpan(it.days, it.on, it.off, local); });
}

// While nobody knows the time it is at least `floor`.
function isExpired(programme, now, floor) {
  return (now === null ? floor : now) >= programme.valid_until;
}

// When the screen next goes dark or lights up; null where it never does, or nobody knows.
function nextChange(hours, zone, now) {
  if (now === null || !hours.length) return null;
  var lit = isLit(hours, zone, now);
  var moments = boundaries(hours, zone, now).filter(function (moment) { return moment > now && isLit(hours, zone, moment) !== lit; });
  return moments.length ? Math.min.apply(null, moments) : null;
}

// All moments of the coming days at which it might: what the hours name, and where the zone's clocks change.
function boundaries(hours, zone, now) {
  var minute = Math.floor(now / 60) * 60;
  var local = localTime(zone, now);
  var moments = zone.map(function (entry) { return entry[0]; });
  hours.forEach(function (it) {
    [it.on, it.off].forEach(function (named) {
      for (var day = 0; day <= DAYS_AHEAD; day += 1) {
        var moment = minute + (named - local.minutes + day * DAY_MINUTES) * 60;
        moments.push(moment, moment + (offsetAt(zone, now) - offsetAt(zone, moment)) * 60);
      }
    });
  });
  return moments;
}
