/* 一位评委评到了哪里。别的文件只经过这里读写，写了就通知大家。 */
"use strict";

var State = (function () {
  var listeners = [];
  var data = blank();

  function blank() {
    return { judge: "", at: 1, scores: {}, recused: {}, remarks: {}, picked: [], saved: true };
  }

  /* 改一处，再通知大家；judging 为真表示动了评分，要提醒保存。 */
  function change(edit, judging) {
    edit(data);
    if (judging) data.saved = false;
    listeners.forEach(function (listener) { listener(data); });
  }

  return {
    get: function () { return data; },
    change: change,
    listen: function (listener) { listeners.push(listener); },
    replace: function (next) { data = Object.assign(blank(), next); change(function () {}); },
    blank: blank,

    count: JURY.works.length,
    work: function (number) { return JURY.works[number - 1]; },
    label: function (number) { return JURY.works[number - 1].file.replace(/\.jpg$/, ""); },

    go: function (number) {
      if (number >= 1 && number <= JURY.works.length) change(function (data) { data.at = number; });
    },
    isDone: function (number) { return number in data.scores || number in data.recused; },

    /* 打分；score 为 0 表示去掉。已经回避的不能打分，返回 false。 */
    score: function (number, score) {
      if (number in data.recused) return false;
      change(function (data) {
        if (score) data.scores[number] = score; else delete data.scores[number];
      }, true);
      return true;
    },
    recuse: function (number) {
      change(function (data) {
        if (number in data.recused) { delete data.recused[number]; return; }
        data.recused[number] = true;
        delete data.scores[number];
      }, true);
    },
    remark: function (number, text) {
      change(function (data) {
        if (text.trim()) data.remarks[number] = text; else delete data.remarks[number];
      }, true);
    },
    pick: function (number) {
      change(function (data) {
        var place = data.picked.indexOf(number);
        if (place >= 0) data.picked.splice(place, 1); else data.picked.push(number);
      });
    },
    nextUnscored: function (from) {
      for (var step = 1; step <= JURY.works.length; step++) {
        var number = (from - 1 + step) % JURY.works.length + 1;
        if (!State.isDone(number)) return number;
      }
      return 0;
    }
  };
})();
