// ?debug: what a colleague on the phone asks for, over the picture.
var SHOWN_EVERY_MS = 1000;
var MOST_LINES = 6; // Of broken files and of problems.

var MODES = { playing: "在播", dark: "熄屏时间", expired: "节目过期", standby: "待机", still: "定格", reading: "有人在读" };
var SOURCES = { server: "服务器的钟", device: "机器的钟", none: "不知道时间，只放天天都放的" };
var KEPT = { none: "没有", taking: "正在存", whole: "存全了", failed: "没存成" };

// Returns what stops it.
function showDebug(node, programme, report, timers) {
  function look() {
    node.textContent = debugLines(programme, report()).join("\n");
  }

  node.hidden = false;
  look();
  return timers.every(SHOWN_EVERY_MS, look);
}

function debugLines(programme, it) {
  var change = nextChange(programme.hours, programme.zone, it.clock.now);
  return [
    "编号　　" + it.code + "　" + programme.title,
    "版本　　" + it.edition,
    "状态　　" + (MODES[it.mode] || it.mode) + (it.held ? "，按住了" : "") + (it.reloads ? "，自己重开过" + it.reloads + "次" : ""),
    "正在播　" + (it.slide || "—") + "，第" + it.turns + "次",
    "接下来　" + (it.next.join("、") || "—"),
    "时钟　　" + (it.clock.now === null ? "" : written(programme.zone, it.clock.now) + "，") + SOURCES[it.clock.source],
    "机器钟　" + written(programme.zone, Date.now() / 1000),
    "亮屏　　" + (it.lit ? "亮" : "熄") + (change === null ? "" : "，到" + written(programme.zone, change)),
    "有效到　" + written(programme.zone, programme.valid_until),
    "缓存　　" + keptLine(it.offline),
    "图片　　" + (it.format || "还没试"),
    "字体　　" + (programme.fonts.length ? programme.fonts.join("、") : "—")
  ].concat(
    ["坏文件　" + (it.broken.length ? it.broken.length + "个" : "没有")],
    it.broken.slice(-MOST_LINES).map(function (file) { return "　　" + file.url + "：" + file.what; }),
    ["毛病　　" + (it.problems.length ? it.problems.length + "样" : "没有")],
    it.problems.slice(-MOST_LINES).map(function (problem) { return "　　" + problem; })
  );
}

function keptLine(offline) {
  var progress = offline.state === "taking" && offline.total ? "，" + offline.done + "/" + offline.total : "";
  return KEPT[offline.state] + progress + (offline.edition ? "，" + offline.edition : "") + (offline.reason ? "（" + offline.reason + "）" : "");
}

// A moment in the site's zone: 2026-11-22 09:30:05 周日.
function written(zone, now) {
  var local = new Date((now + offsetAt(zone, now) * 60) * 1000);
  return local.toISOString().slice(0, 19).replace("T", " ") + " 周" + "一二三四五六日".charAt(localTime(zone, now).weekday - 1);
}
