// The web renditions of the photos given, by sharp at its defaults: node renditions.js SET.json PHOTO…
// SET.json: {"out": folder, "photos": [{"name", "file", "shapes": [{"width", "height", "crop", "formats"}]}]}
// Prints the seconds it took.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

const set = JSON.parse(readFileSync(process.argv[2], "utf8"));

function rendition(photo, shape, format) {
  const size = shape.crop
    ? { width: shape.width, height: shape.height, fit: "cover" }
    : { width: shape.width, height: shape.height, fit: "fill" };
  const name = `${photo.name}-${shape.crop ? "crop" : "web"}-${shape.width}.${format}`;
  return sharp(photo.file).rotate().resize(size)[format]().toFile(join(set.out, name));
}

const begun = performance.now();
// Two photos at a time, every rendition of a photo at once: sharp spreads them over its own threads.
const left = [...set.photos];
async function worker() {
  for (let photo = left.shift(); photo; photo = left.shift()) {
    await Promise.all(photo.shapes.flatMap((shape) => shape.formats.map((format) => rendition(photo, shape, format))));
  }
}
await Promise.all([worker(), worker()]);
console.log(((performance.now() - begun) / 1000).toFixed(3));
