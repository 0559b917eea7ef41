/* 眼前的一件作品和它的评分。 */
"use strict";

var Stage = (function () {
  var by = function (id) { return document.getElementById(id); };
  var zoomed = false;

  /* 一排十个打分按钮，press 得到分数。 */
  function scoreButtons(place, press) {
    for (var score = 1; score <= 10; score++) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "score";
      button.textContent = score;
      button.setAttribute("aria-label", score + " 分");
      button.addEventListener("click", press.bind(null, score));
      place.appendChild(button);
    }
  }

  function showScores(place, number) {
    var data = State.get();
    Array.prototype.forEach.call(place.children, function (button, index) {
      button.setAttribute("aria-pressed", String(data.scores[number] === index + 1));
      button.disabled = number in data.recused;
    });
  }

  function said(number) {
    var data = State.get();
    if (number in data.recused) return "已回避，不评分";
    return number in data.scores ? data.scores[number] + " 分" : "还没有评";
  }

  function show(data) {
    var work = State.work(data.at), picture = by("picture"), address = "works/" + work.file;
    if (picture.getAttribute("src") !== address) {
      picture.width = work.size[0];
      picture.height = work.size[1];
      picture.src = address;
      picture.alt = "第 " + data.at + " 号作品";
      by("remark").value = data.remarks[data.at] || "";
      zoom(false);
      ahead(data.at);
    }
    by("number").textContent = State.label(data.at);
    by("of").textContent = "共 " + State.count + " 件";
    by("state").textContent = said(data.at);
    by("recuse").setAttribute("aria-pressed", String(data.at in data.recused));
    by("recuse").textContent = data.at in data.recused ? "取消回避" : "回避";
    by("clear").disabled = !(data.at in data.scores);
    by("pick").setAttribute("aria-pressed", String(data.picked.indexOf(data.at) >= 0));
    by("pick").textContent = data.picked.indexOf(data.at) >= 0 ? "从并排拿掉" : "加入并排";
    by("compare").textContent = "看并排（" + data.picked.length + "）";
    by("back").disabled = data.at === 1;
    by("next").disabled = data.at === State.count;
    showScores(by("scores"), data.at);
    progress(data);
  }

  function progress(data) {
    var recused = Object.keys(data.recused).length, scored = Object.keys(data.scores).length;
    by("progress").textContent = "已评 " + (scored + recused) + "/" + State.count + (recused ? "（回避 " + recused + "）" : "");
    by("meter").max = State.count;
    by("meter").value = scored + recused;
    by("save").textContent = data.saved && scored + recused ? "评分已保存" : "保存评分";
  }

  /* 前后各一件先取来，翻页就不用等。 */
  function ahead(number) {
    [number + 1, number - 1].forEach(function (near) {
      if (near >= 1 && near <= State.count) new Image().src = "works/" + State.work(near).file;
    });
  }

  function zoom(on) {
    zoomed = on;
    by("stage").classList.toggle("is-zoomed", on);
    by("zoom").setAttribute("aria-pressed", String(on));
    by("zoom").textContent = on ? "还原" : "放大";
    if (on) by("stage").focus();
  }

  function start() {
    scoreButtons(by("scores"), function (score) { State.score(State.get().at, score); });
    by("recuse").addEventListener("click", function () { State.recuse(State.get().at); });
    by("clear").addEventListener("click", function () { State.score(State.get().at, 0); });
    by("zoom").addEventListener("click", function () { zoom(!zoomed); });
    by("picture").addEventListener("click", function () { zoom(!zoomed); });
    by("pick").addEventListener("click", function () { State.pick(State.get().at); });
    by("back").addEventListener("click", function () { State.go(State.get().at - 1); });
    by("next").addEventListener("click", function () { State.go(State.get().at + 1); });
    by("unscored").addEventListener("click", unscored);
    by("remark").addEventListener("input", function () { State.remark(State.get().at, this.value); });
    State.listen(show);
  }

  function unscored() {
    var number = State.nextUnscored(State.get().at);
    if (number) State.go(number); else Stage.say("全部评完了，请按“保存评分”。");
  }

  return {
    start: start,
    scoreButtons: scoreButtons,
    showScores: showScores,
    said: said,
    unscored: unscored,
    toggleZoom: function () { zoom(!zoomed); },
    isZoomed: function () { return zoomed; },
    say: function (text) { by("state").textContent = text; },
    refill: function () { by("picture").removeAttribute("src"); }
  };
})();
