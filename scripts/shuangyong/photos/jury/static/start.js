/* 开门：接上一次评到的地方。 */
"use strict";

(function () {
  var by = function (id) { return document.getElementById(id); };
  var earlier = Store.read();

  by("title").textContent = JURY.title ? JURY.title + " · 评审" : "作品评审";
  document.title = by("title").textContent;

  Stage.start();
  Strip.start();
  Side.start();
  ScoreFile.start();
  Keys.start();
  State.listen(function (data) { Store.write(data); });

  by("judge").addEventListener("input", function () {
    var name = this.value;
    State.change(function (data) { data.judge = name; }, true);
  });
  by("restart").addEventListener("click", function () {
    if (ScoreFile.hasScores() && !confirm("这位评委的评分保存了吗？清空以后，这里就没有了。")) return;
    State.replace({});
    Stage.refill();
    State.change(function () {});
    by("judge").value = "";
  });
  window.addEventListener("beforeunload", function (event) {
    if (!Store.isAvailable && !State.get().saved) { event.preventDefault(); event.returnValue = ""; }
  });

  State.replace(earlier && earlier.at <= State.count ? earlier : {});
  by("judge").value = State.get().judge;
})();
