// Opens pictures large, in place. Without it every picture is a link to its large file.
const STYLES = ["../vendor/photoswipe/photoswipe.css", "../css/lightbox.css"];
const links = [...document.querySelectorAll("[data-sy-large]")];

// The files of a picture as PhotoSwipe wants them, in the format that this browser chose on the page.
function slideOf(link) {
  const image = link.querySelector("img");
  const source = sourceOf(image);
  const widest = `${link.getAttribute("href")} ${link.dataset.syWidth}w`;
  const figure = link.closest("[data-sy-slide]");
  return {
    src: link.href,
    srcset: source.srcset.includes(` ${link.dataset.syWidth}w`) ? source.srcset : `${source.srcset}, ${widest}`,
    width: Number(link.dataset.syWidth),
    height: Number(link.dataset.syHeight),
    msrc: image.currentSrc || undefined,
    alt: image.alt,
    label: figure.querySelector("figcaption"),
    anchor: figure.dataset.syAnchor,
  };
}

function sourceOf(image) {
  const sources = [...image.closest("picture").querySelectorAll("source")];
  const type = typeOf(image) ?? links.map((link) => typeOf(link.querySelector("img"))).find(Boolean);
  return sources.find((source) => source.type === type) ?? sources.at(-1);
}

// The type of the file that stands on the page; none while it has not been fetched.
function typeOf(image) {
  const name = image.currentSrc.split("/").pop();
  const sources = [...image.closest("picture").querySelectorAll("source")];
  return name ? sources.find((source) => source.srcset.includes(name))?.type : undefined;
}

for (const [index, link] of links.entries()) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(index, link);
  });
}

// What shows a picture large is fetched when somebody wants one; where that fails the link does what links do.
let isFetching = false;

async function open(index, link) {
  if (isFetching) return; // An impatient second click.
  isFetching = true;
  try {
    const [{ show }] = await Promise.all([import("./lightbox.js"), ...STYLES.map(style)]);
    show(links.map(slideOf), index, link);
  } catch {
    location.assign(link.href);
  } finally {
    isFetching = false;
  }
}

const styled = new Map();

// Done when the sheet is there: the picture must not be shown without it.
function style(path) {
  if (!styled.has(path)) {
    styled.set(path, new Promise((resolve, reject) => {
      const sheet = document.createElement("link");
      Object.assign(sheet, { rel: "stylesheet", href: new URL(path, import.meta.url).href, onload: resolve, onerror: reject });
      document.head.append(sheet);
    }));
  }
  return styled.get(path);
}
