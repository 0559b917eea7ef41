// One picture at a time over the page, its label always beside it. PhotoSwipe shows and moves it; words and focus are ours.
import PhotoSwipe from "../vendor/photoswipe/photoswipe.esm.min.js";

const STEP = 1.5; // How much closer one press of + goes.

export function show(slides, index, opener) {
  const pswp = new PhotoSwipe({
    dataSource: slides,
    index,
    mainClass: "sy-lightbox",
    loop: false,
    bgOpacity: 1,
    showHideAnimationType: "none",
    // Our own words stand in place of PhotoSwipe's icons, and nothing may hide them.
    close: false, zoom: false, arrowPrev: false, arrowNext: false, counter: false, preloader: false,
    tapAction: null,
    imageClickAction: "zoom",
    bgClickAction: "close",
    returnFocus: false,
    errorMsg: "这张大图没有打开。请关闭后再试一次。",
    paddingFn: () => padding(panel),
    secondaryZoomLevel: (levels) => Math.max(levels.fit * 2, Math.min(1, levels.fit * 3)),
    maxZoomLevel: (levels) => Math.max(2, levels.fit * 4),
  });
  const panel = panelOf(pswp, slides.length);
  pswp.on("uiRegister", () => pswp.element.append(panel));
  pswp.on("change", () => tell(pswp, panel, slides));
  pswp.on("zoomPanUpdate", () => mind(pswp, panel));
  pswp.on("keydown", ({ originalEvent, preventDefault }) => press(originalEvent, pswp, panel));
  pswp.on("afterInit", () => dress(pswp, panel));
  keepAddress(pswp, slides);
  shutOut(pswp, opener);
  pswp.init();
}

// --- The panel: buttons and label ---

function panelOf(pswp, count) {
  const panel = make("div", "sy-lightbox__panel");
  const bar = make("div", "sy-lightbox__bar");
  const label = make("div", "sy-lightbox__label");
  label.setAttribute("aria-live", "polite");
  label.setAttribute("aria-atomic", "true");
  label.tabIndex = 0; // It scrolls where it is long.
  label.setAttribute("role", "group");
  label.setAttribute("aria-label", "说明");
  const turning = [button("prev", "上一张", () => pswp.prev()), button("next", "下一张", () => pswp.next())];
  bar.append(
    ...(count > 1 ? turning : []),
    button("closer", "放大", () => zoom(pswp, STEP)),
    button("farther", "缩小", () => zoom(pswp, 1 / STEP)),
    button("close", "关闭", () => pswp.close()),
  );
  panel.append(bar, label);
  // PhotoSwipe takes the wheel for the picture; here it belongs to the text.
  label.addEventListener("wheel", (event) => event.stopPropagation());
  return panel;
}

function make(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function button(name, word, onClick) {
  const element = make("button", "sy-lightbox__button");
  element.type = "button";
  element.dataset.syDo = name;
  element.textContent = word;
  element.addEventListener("click", onClick);
  return element;
}

// Fills the label for the picture that has come.
function tell(pswp, panel, slides) {
  const label = panel.querySelector(".sy-lightbox__label");
  const count = make("p", "sy-lightbox__count");
  count.textContent = `第${pswp.currIndex + 1}张，共${slides.length}张`;
  const words = [...slides[pswp.currIndex].label.cloneNode(true).childNodes];
  label.replaceChildren(...(slides.length > 1 ? [count] : []), ...words);
  label.scrollTop = 0;
  able(panel, "prev", pswp.currIndex > 0);
  able(panel, "next", pswp.currIndex < slides.length - 1);
}

// Buttons that can do nothing say so but keep the focus that stands on them.
function able(panel, name, can) {
  panel.querySelector(`[data-sy-do="${name}"]`)?.setAttribute("aria-disabled", String(!can));
}

function mind(pswp, panel) {
  const { currZoomLevel, zoomLevels } = pswp.currSlide;
  able(panel, "closer", currZoomLevel < zoomLevels.max - 0.001);
  able(panel, "farther", currZoomLevel > zoomLevels.initial + 0.001);
}

// The room that the panel takes: at the right of a wide window, at the bottom of a high one.
function padding(panel) {
  const { offsetWidth, offsetHeight } = panel;
  const isBeside = offsetWidth < window.innerWidth;
  return { top: 16, left: 16, right: isBeside ? offsetWidth + 16 : 16, bottom: isBeside ? 16 : offsetHeight + 16 };
}

// --- Keys and zoom ---

function zoom(pswp, factor) {
  const { currZoomLevel, zoomLevels } = pswp.currSlide;
  const wanted = Math.min(zoomLevels.max, Math.max(zoomLevels.initial, currZoomLevel * factor));
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  pswp.zoomTo(wanted, middle(pswp), isStill ? 0 : 200);
}

function middle(pswp) {
  const { x, y } = pswp.viewportSize;
  const { right, bottom } = pswp.options.paddingFn();
  return { x: (x - right) / 2, y: (y - bottom) / 2 };
}

function press(event, pswp, panel) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") zoom(pswp, STEP);
  if (event.key === "-") zoom(pswp, 1 / STEP);
  if (event.key === "Tab") stay(event, panel);
}

// Tab goes round inside.
function stay(event, panel) {
  const stops = [...panel.querySelectorAll("button, a[href], [tabindex='0']")];
  const [first, last] = [stops[0], stops.at(-1)];
  const isInside = panel.contains(document.activeElement);
  const end = event.shiftKey ? first : last;
  if (isInside && document.activeElement !== end) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

// --- The page behind ---

function dress(pswp, panel) {
  pswp.element.setAttribute("aria-modal", "true");
  pswp.element.setAttribute("aria-label", "看大图");
  pswp.scrollWrap.removeAttribute("aria-roledescription");
  for (const holder of pswp.element.querySelectorAll("[aria-roledescription]")) holder.removeAttribute("aria-roledescription");
  panel.querySelector("[data-sy-do='close']").focus();
}

// Nothing behind can be reached while it is open; then the focus goes back to where it was.
function shutOut(pswp, opener) {
  const shut = [...document.body.children].filter((element) => !element.inert);
  pswp.on("beforeOpen", () => { for (const element of shut) element.inert = true; });
  pswp.on("destroy", () => {
    for (const element of shut) element.inert = false;
    opener.focus({ preventScroll: true });
  });
}

// The address names the picture in sight, and the browser's way back closes it.
function keepAddress(pswp, slides) {
  const address = () => {
    const { anchor } = slides[pswp.currIndex];
    return anchor ? `#${anchor}` : location.href;
  };
  const goBack = () => pswp.close();
  let isOpen = false;
  pswp.on("afterInit", () => {
    isOpen = true;
    history.pushState({ syLightbox: true }, "", address());
    addEventListener("popstate", goBack);
  });
  pswp.on("change", () => { if (isOpen) history.replaceState({ syLightbox: true }, "", address()); });
  pswp.on("close", () => {
    isOpen = false;
    removeEventListener("popstate", goBack);
    if (history.state?.syLightbox) history.back();
  });
}
