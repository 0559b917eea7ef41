// Narrows the list of bases to the choice in the form, and keeps that choice in the address.
const form = document.querySelector("[data-sy-finder]");
const places = [...document.querySelectorAll(".sy-place")];
const count = document.querySelector("[data-sy-count]");
const none = document.querySelector("[data-sy-none]");

function chosen() {
  return [...new FormData(form)].filter(([, value]) => value);
}

function matches(place, choice) {
  return choice.every(([name, value]) => place.dataset[name].split("|").includes(value));
}

function show() {
  const choice = chosen();
  let shown = 0;
  for (const place of places) {
    place.hidden = !matches(place, choice);
    shown += place.hidden ? 0 : 1;
  }
  none.hidden = shown > 0;
  count.textContent = choice.length ? `共${places.length}处，合乎条件的${shown}处。` : `共${places.length}处。`;
}

function remember() {
  const query = new URLSearchParams(chosen()).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

function restore() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field && [...field.options].some((option) => option.value === value)) field.value = value;
  }
}

form.addEventListener("change", () => { show(); remember(); });
// The form tells before it resets; microtasks would still run before it has.
form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
form.addEventListener("submit", (event) => { event.preventDefault(); show(); remember(); });
restore();
show();
