// Elements of the search's interface. Texts go in as text nodes, so that whatever somebody typed stays text.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    if (attributes[name] !== false) made.setAttribute(name, attributes[name] === true ? "" : attributes[name]);
  }
  made.append(...children);
  return made;
}

function fill(holder, ...children) {
  holder.textContent = "";
  holder.append(...children);
}

function button(className, words, press) {
  const made = element("button", { class: className, type: "button" }, words);
  made.addEventListener("click", press);
  return made;
}
