/* 评分随时存在这个浏览器里，关掉窗口也不丢。 */
"use strict";

var Store = (function () {
  var key = "shuangyong-jury:" + JURY.jury;

  function read() {
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  }

  /* 有的浏览器不让双击打开的页面存东西，要试了才知道。 */
  function works() {
    try {
      localStorage.setItem(key + ":try", "1");
      localStorage.removeItem(key + ":try");
      return true;
    } catch (error) { return false; }
  }

  return {
    isAvailable: works(),
    read: read,
    write: function (data) {
      try { localStorage.setItem(key, JSON.stringify(data)); return true; } catch (error) { return false; }
    }
  };
})();
