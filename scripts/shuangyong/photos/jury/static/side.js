/* 几件并排着看，框住的一件可以打分。 */
"use strict";

var Side = (function () {
  var by = function (id) { return document.getElementById(id); };
  var open = false, focused = 0, cards = [];

  function card(number) {
    var figure = document.createElement("figure"), image = document.createElement("img");
    var line = document.createElement("figcaption"), scores = document.createElement("div");
    image.src = "works/" + State.work(number).file;
    image.alt = "第 " + number + " 号作品";
    image.width = State.work(number).size[0];
    image.height = State.work(number).size[1];
    scores.className = "scores";
    scores.setAttribute("role", "group");
    scores.setAttribute("aria-label", "给第 " + number + " 号打分");
    Stage.scoreButtons(scores, function (score) { focus(number); State.score(number, score); });
    figure.tabIndex = -1;
    figure.className = "side-work";
    figure.setAttribute("data-number", number);
    figure.addEventListener("click", function () { focus(number); });
    [image, line, scores].forEach(function (part) { figure.appendChild(part); });
    return { number: number, figure: figure, line: line, scores: scores };
  }

  function focus(number) {
    focused = number;
    cards.forEach(function (card) { card.figure.classList.toggle("is-focused", card.number === number); });
    State.go(number);
  }

  function show() {
    cards.forEach(function (card) {
      card.line.textContent = State.label(card.number) + "　" + Stage.said(card.number);
      Stage.showScores(card.scores, card.number);
    });
  }

  function enter() {
    var picked = State.get().picked;
    if (picked.length < 2) { Stage.say("请先把两件以上加入并排（按 C）。"); return; }
    open = true;
    cards = picked.map(card);
    by("sideWorks").textContent = "";
    cards.forEach(function (card) { by("sideWorks").appendChild(card.figure); });
    swap();
    focus(picked.indexOf(State.get().at) >= 0 ? State.get().at : picked[0]);
    by("leave").focus();
  }

  function leave() {
    if (!open) return;
    open = false;
    cards = [];
    swap();
    by("compare").focus();
  }

  function swap() {
    by("side").hidden = !open;
    by("desk").hidden = open;
  }

  function move(step) {
    var numbers = cards.map(function (card) { return card.number; });
    var next = numbers.indexOf(focused) + step;
    if (next >= 0 && next < numbers.length) focus(numbers[next]);
  }

  return {
    start: function () {
      by("compare").addEventListener("click", enter);
      by("leave").addEventListener("click", leave);
      State.listen(show);
    },
    enter: enter,
    leave: leave,
    move: move,
    isOpen: function () { return open; },
    at: function () { return open ? focused : State.get().at; }
  };
})();
