// What stands around the page: the head, and the bar below, where somebody in a wheelchair reaches it.
function createFrame(title, hasRoomBelow) {
  var root = make("div", "sy-reader");
  var page = make("div", "sy-reader__page");
  var position = make("p", "sy-reader__position");
  var notice = make("div", "sy-reader__notice");
  var buttons = {};

  function button(words, deed, more) {
    var made = makeButton("sy-reader__button" + (more ? " sy-reader__button--" + more : ""), words, deed);
    if (more !== "head") buttons[deed] = made; // Those of the head are the same again, for people who stand.
    return made;
  }

  function row(name, children) {
    return append(make("div", "sy-reader__row sy-reader__row--" + name), children);
  }

  var bar = append(make("div", "sy-reader__bar"), [
    notice,
    row("turn", [button("上一屏", "up", "main"), position, button("下一屏", "down", "main")]),
    row("go", [button("返回", "back"), button("目录", "contents"), button("输入短号", "pad"), button("结束", "end")]),
    row("look", [button("字小一点", "smaller"), button("字大一点", "larger"), hasRoomBelow ? button("画面放低", "low") : null])
  ]);
  var head = append(make("div", "sy-reader__head"), [
    button("返回", "back", "head"), make("p", "sy-reader__name", title), button("目录", "contents", "head")
  ]);
  root.setAttribute("role", "dialog");
  root.setAttribute("aria-modal", "true");
  root.setAttribute("aria-label", "自己看");
  page.setAttribute("role", "region");
  page.tabIndex = 0;
  notice.setAttribute("role", "status");
  notice.hidden = true;
  append(root, [head, page, bar]);
  return { root: root, page: page, position: position, notice: notice, buttons: buttons };
}
