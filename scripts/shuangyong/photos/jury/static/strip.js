/* 全部作品的一长条：看得见哪些评了，点一下就到。 */
"use strict";

var Strip = (function () {
  var items = [];
  var shown = 0;

  function item(work) {
    var entry = document.createElement("li"), button = document.createElement("button");
    var image = document.createElement("img"), name = document.createElement("b"), label = document.createElement("span");
    button.type = "button";
    image.src = "stamps/" + work.file;
    image.alt = "";
    image.loading = "lazy";
    image.width = 96;
    image.height = 72;
    name.textContent = State.label(work.n);
    [image, name, label].forEach(function (part) { button.appendChild(part); });
    button.addEventListener("click", function () { Side.leave(); State.go(work.n); });
    entry.appendChild(button);
    return { entry: entry, button: button, label: label };
  }

  function mark(number, data) {
    var words = [];
    if (number in data.recused) words.push("回避");
    else if (number in data.scores) words.push(data.scores[number] + " 分");
    if (data.picked.indexOf(number) >= 0) words.push("并排");
    return words.join(" · ");
  }

  function show(data) {
    items.forEach(function (item, index) {
      var number = index + 1, text = mark(number, data);
      if (item.label.textContent !== text) item.label.textContent = text;
      item.button.className = State.isDone(number) ? "stamp is-done" : "stamp";
      if (number === data.at) item.button.setAttribute("aria-current", "true");
      else item.button.removeAttribute("aria-current");
    });
    if (shown !== data.at) {
      shown = data.at;
      center(items[data.at - 1].entry);
    }
  }

  function center(entry) {
    var strip = document.getElementById("strip");
    strip.scrollLeft = entry.offsetLeft - (strip.clientWidth - entry.offsetWidth) / 2;
  }

  return {
    start: function () {
      var list = document.getElementById("stamps");
      items = JURY.works.map(item);
      items.forEach(function (item) { list.appendChild(item.entry); });
      State.listen(show);
    }
  };
})();
