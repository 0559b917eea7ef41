// The strip of reading aids: controls, what is kept of them, and reading aloud, which is fetched when it is wanted.
const preferences = window.syPreferences;
const tools = document.querySelector("[data-sy-tools]");
const controls = Array.from(tools.querySelectorAll("input"));
const status = tools.querySelector("[data-sy-status]");
let reader = null;

const nameOf = (control) => control.name.slice("sy-".length);

function sync() {
  const chosen = preferences.read();
  for (const control of controls) {
    const value = chosen[nameOf(control)];
    control.checked = value === undefined ? control.defaultChecked : value === control.value;
  }
}

// Says it once where the browser forbids keeping anything.
function told(isKept) {
  tools.querySelector("[data-sy-unkept]").hidden = isKept;
}

function keep({ target }) {
  if (!controls.includes(target)) return;
  told(preferences.keep(nameOf(target), target.checked ? target.value : undefined));
}

function forget() {
  const isKept = preferences.forget();
  sync();
  told(isKept);
  status.textContent = "已恢复默认。";
}

function rate() {
  return preferences.read().rate || "medium";
}

function load() {
  if (!reader) {
    reader = import("./read-aloud.js").then((module) => module.attach(tools, rate));
    reader.catch(() => { reader = null; });
  }
  return reader;
}

async function press({ target }) {
  const button = target.closest("[data-sy-read]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  try {
    (await load())[button.dataset.syRead]();
  } catch (error) {
    status.textContent = "朗读没有装好。请刷新页面，再按一次“朗读”。";
    throw error;
  }
}

tools.addEventListener("change", keep);
tools.addEventListener("click", press);
tools.addEventListener("toggle", () => { if (tools.open) load().catch(() => {}); });
tools.querySelector("[data-sy-forget]").addEventListener("click", forget);
// Another tab chose something (no key: everything was cleared), or the page came back out of the browser's memory.
addEventListener("storage", ({ key }) => { if (key === preferences.key || key === null) { preferences.refresh(); sync(); } });
addEventListener("pageshow", sync);
sync();
