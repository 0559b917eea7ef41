// Opens pictures large, in place. Without it every picture is a link to its large file.
import { show } from "./lightbox.js";

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
    show(links.map(slideOf), index, link);
  });
}
