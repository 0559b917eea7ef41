/* 评分文件：存成一个 JSON，也能再载入。 */
"use strict";

var ScoreFile = (function () {
  var by = function (id) { return document.getElementById(id); };

  function content() {
    var data = State.get();
    return {
      format: "shuangyong-scores",
      version: 1,
      album: JURY.album,
      jury: JURY.jury,
      judge: data.judge.trim(),
      saved: new Date().toISOString(),
      scores: data.scores,
      recused: Object.keys(data.recused).map(Number),
      remarks: data.remarks
    };
  }

  function save() {
    if (!State.get().judge.trim()) {
      warn("请先写上评委的姓名，再保存。");
      by("judge").focus();
      return;
    }
    var blob = new Blob([JSON.stringify(content(), null, 1)], { type: "application/json" });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "评分-" + State.get().judge.trim().replace(/[\\/:*?"<>|\s]+/g, "_") + ".json";
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    State.change(function (data) { data.saved = true; });
    warn("");
    Stage.say("已存成 " + link.download + "，请交给工作人员。");
  }

  function read(file) {
    var reader = new FileReader();
    reader.onload = function () { take(String(reader.result)); };
    reader.onerror = function () { warn("文件打不开。"); };
    reader.readAsText(file);
  }

  function take(text) {
    var given;
    try { given = JSON.parse(text); } catch (error) { given = null; }
    if (!given || given.format !== "shuangyong-scores" || typeof given.scores !== "object") { warn("这不是评分文件。"); return; }
    if (given.jury !== JURY.jury) { warn("这个评分文件评的是另一批作品，不能载入。"); return; }
    if (hasScores() && !confirm("这里已经有评分。用文件里的换掉吗？")) return;
    State.replace(accepted(given));
    Stage.refill();
    State.change(function () {});
    by("judge").value = State.get().judge;
    warn("");
  }

  /* 只取认得的内容。 */
  function accepted(given) {
    var next = State.blank();
    next.judge = String(given.judge || "");
    JURY.works.forEach(function (work) {
      var score = given.scores[work.n], remark = (given.remarks || {})[work.n];
      if ((given.recused || []).indexOf(work.n) >= 0) next.recused[work.n] = true;
      else if (score === Math.round(score) && score >= 1 && score <= 10) next.scores[work.n] = score;
      if (remark) next.remarks[work.n] = String(remark);
    });
    return next;
  }

  function hasScores() {
    var data = State.get();
    return Object.keys(data.scores).length + Object.keys(data.recused).length > 0;
  }

  function warn(text) {
    by("warning").textContent = text || standing();
    by("warning").hidden = !by("warning").textContent;
  }

  function standing() {
    return Store.isAvailable ? "" : "这个浏览器不能自动保存：关掉窗口，评分就没有了。请评一段就按一次“保存评分”，下次用“载入评分”接着评。";
  }

  return {
    start: function () {
      by("save").addEventListener("click", save);
      by("load").addEventListener("click", function () { by("file").click(); });
      by("file").addEventListener("change", function () {
        if (this.files[0]) read(this.files[0]);
        this.value = "";
      });
      warn("");
    },
    hasScores: hasScores,
    warn: warn
  };
})();
