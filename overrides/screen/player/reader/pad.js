// The pad for short numbers, its keys as large as those of a telephone for old people.
var LONGEST_NUMBER = 5;
var KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "清空", "0", "退一格"];

// `elsewhere` is HTML that tells where else to look. Returns {element, press(key), typed(), miss()}.
function createPad(elsewhere) {
  var typed = "";
  var shown = make("p", "sy-pad__typed");
  var said = make("div", "sy-pad__said");
  var open = makeButton("sy-pad__key sy-pad__key--open", "打开", "number");
  var keys = KEYS.map(function (key) {
    return makeButton("sy-pad__key" + (isDigit(key) ? "" : " sy-pad__key--word"), key, "key:" + key);
  });

  function update() {
    empty(shown);
    append(shown, [make("span", typed ? "sy-pad__digits" : "sy-pad__hint", typed || "请按数字")]);
    setEnabled(open, Boolean(typed));
  }

  function press(key) {
    if (isDigit(key)) typed = (typed + key).slice(0, LONGEST_NUMBER);
    else typed = key === "退一格" ? typed.slice(0, -1) : "";
    empty(said);
    update();
  }

  // Says that there is nothing under the number typed, and is ready for the next.
  function miss() {
    append(said, [make("p", "sy-pad__none", "这块屏上没有短号" + typed + "。")]);
    said.appendChild(make("div", "sy-pad__elsewhere")).innerHTML = elsewhere; // The build wrote it.
    typed = "";
    update();
  }

  shown.setAttribute("aria-live", "polite");
  said.setAttribute("role", "status");
  update();
  return {
    element: append(make("div", "sy-pad"), [
      make("h1", "sy-pad__title", "输入短号"), said, shown, append(make("div", "sy-pad__keys"), keys.concat(open))
    ]),
    press: press,
    typed: function () { return typed; },
    miss: miss
  };
}

function isDigit(key) {
  return /^[0-9]$/.test(key);
}
