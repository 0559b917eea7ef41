// Elements of the reader. Words go in as text, so that whatever somebody typed stays text.
function make(tag, name, words) {
  var made = document.createElement(tag);
  if (name) made.className = name;
  if (words) made.appendChild(document.createTextNode(words));
  return made;
}

// A button that asks for `deed`: one handler at the root of the reader does them all.
function makeButton(name, words, deed) {
  var made = make("button", name, words);
  made.type = "button";
  made.setAttribute("data-do", deed);
  return made;
}

function append(parent, children) {
  children.forEach(function (child) { if (child) parent.appendChild(child); });
  return parent;
}

function empty(element) {
  while (element.lastChild) element.removeChild(element.lastChild);
}

// The nearest element with this attribute, from `element` up to `root`; null where there is none.
function nearest(element, name, root) {
  for (var it = element; it && it !== root; it = it.parentNode) {
    if (it.nodeType === 1 && it.hasAttribute(name)) return it;
  }
  return null;
}

function all(root, selector) {
  return Array.prototype.slice.call(root.querySelectorAll(selector));
}

function setClass(element, name, isSet) {
  if (isSet) element.classList.add(name);
  else element.classList.remove(name);
}

// A button that cannot do anything just now keeps its place and its focus.
function setEnabled(button, isEnabled) {
  if (isEnabled) button.removeAttribute("aria-disabled");
  else button.setAttribute("aria-disabled", "true");
}
