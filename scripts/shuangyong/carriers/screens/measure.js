// Measures what a screen shows, for inspection.py: runs in the page, changes nothing that stays, and gives out plain data.
// Where a text is, the ink of its characters counts and not the line's box, which is higher than they are.
({ root: selector, states }) => {
  const INK = 0.46; // Of the size, above and below the middle: what Han characters fill of their em.
  const SLACK = 1.5; // Pixels that rounding may take.
  const stage = document.getElementById("stage").getBoundingClientRect();
  const roots = [...document.querySelectorAll(selector)].filter((el) => el.getClientRects().length);

  // Constructed sheets are no inline style: a strict policy lets them be.
  const still = new CSSStyleSheet();
  still.replaceSync("* { pointer-events: auto !important } *, ::before, ::after { transition: none !important; animation: none !important }");
  document.adoptedStyleSheets = [still];

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const up = (el) => {
    const position = getComputedStyle(el).position;
    return position === "absolute" || position === "fixed" ? el.offsetParent : el.parentElement;
  };
  const opacity = (el) => {
    let found = 1;
    for (; el; el = el.parentElement) found *= Number(getComputedStyle(el).opacity);
    return found;
  };
  const filtered = (el) => {
    for (; el; el = el.parentElement) if (getComputedStyle(el).filter.includes("grayscale")) return true;
    return false;
  };
  const called = (el) => el.id || (el.getAttribute("class") || "").split(" ")[0] || el.tagName.toLowerCase();

  // --- Texts -----------------------------------------------------------------------------------

  const isSpoken = (el) => {
    // Hidden from the eye, for those who listen: a box of one pixel.
    for (; el; el = el.parentElement) {
      const rect = el.getBoundingClientRect();
      if (getComputedStyle(el).overflow !== "visible" && (rect.width <= 1 || rect.height <= 1)) return true;
    }
    return false;
  };

  const linesOf = (node, style) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(style.fontSize);
    const spacing = parseFloat(style.letterSpacing) || 0;
    return [...range.getClientRects()]
      .filter((rect) => rect.width > 0.5 && rect.height > 0.5)
      .map((rect) => {
        const middle = (rect.top + rect.bottom) / 2;
        return { left: rect.left, right: rect.right - spacing, top: middle - size * INK, bottom: middle + size * INK };
      });
  };

  const texts = [];
  for (const top of roots) {
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const el = node.parentElement;
      const said = node.data.replace(/\s+/g, " ").trim();
      if (!said || el.closest("svg, script, style, noscript")) continue;
      const style = getComputedStyle(el);
      if (style.visibility !== "visible" || opacity(el) < 0.05 || isSpoken(el)) continue;
      const lines = linesOf(node, style);
      if (lines.length) texts.push({ node, el, said, style, lines });
    }
  }

  // --- Out of its box --------------------------------------------------------------------------

  const beyond = (inner, outer, slack) =>
    Math.max(outer.left - inner.left, inner.right - outer.right, outer.top - inner.top, inner.bottom - outer.bottom) - slack;

  // How many pixels a line stands out of the stage, or of the boxes it is in; and of which.
  const out = (line, el, size) => {
    const worst = { by: beyond(line, stage, SLACK), of: "stage" };
    for (let at = el; at && at.id !== "stage" && at !== document.body; at = up(at)) {
      const style = getComputedStyle(at);
      if (style.display === "inline" || style.display === "contents") continue;
      // A marker or mark may hang out by a hair; what is cut off may not.
      const slack = style.overflow === "visible" ? SLACK + size * 0.08 : SLACK;
      const by = beyond(line, at.getBoundingClientRect(), slack);
      if (by > worst.by) Object.assign(worst, { by, of: called(at) });
    }
    return worst.by > 0 ? worst : null;
  };

  const overflow = [];
  for (const { el, said, style, lines } of texts) {
    const size = parseFloat(style.fontSize);
    const found = lines.map((line) => out(line, el, size)).filter(Boolean).sort((a, b) => b.by - a.by)[0];
    if (found) overflow.push({ said, by: found.by, of: found.of });
  }

  const overlap = [];
  const placed = texts.flatMap((text) => text.lines.map((line) => ({ said: text.said, line })));
  placed.forEach((one, at) => {
    for (const other of placed.slice(at + 1)) {
      const across = Math.min(one.line.right, other.line.right) - Math.max(one.line.left, other.line.left);
      const down = Math.min(one.line.bottom, other.line.bottom) - Math.max(one.line.top, other.line.top);
      if (across > SLACK && down > SLACK) overlap.push({ said: one.said, over: other.said });
    }
  });

  // --- What is behind a text -------------------------------------------------------------------

  // The colours an element may show of itself: its own, or all those of its gradient.
  const grounds = (style) => {
    if (style.backgroundImage.includes("url(")) return null;
    const stops = style.backgroundImage === "none" ? null : style.backgroundImage.match(/(?:rgba?|hsla?|color|oklch|oklab)\([^()]*\)/g);
    return (stops || [style.backgroundColor]).map(rgba);
  };
  const PICTURES = "img, video, canvas, picture, object, iframe";

  // From the nearest layer to the farthest: [[colour, …], …]; "picture" where one is behind; covering where something lies above.
  const behind = (x, y, el) => {
    const stack = document.elementsFromPoint(x, y);
    const at = stack.indexOf(el) < 0 ? stack.findIndex((other) => other.contains(el)) : stack.indexOf(el);
    let covering = null;
    for (const other of stack.slice(0, Math.max(at, 0))) {
      if (el.contains(other) || opacity(other) < 0.05) continue;
      const colours = other.matches(PICTURES) || other.closest("svg") ? null : grounds(getComputedStyle(other));
      if (!colours || colours.some((colour) => colour[3] > 0.05)) covering = called(other);
    }
    const layers = [];
    for (const other of at < 0 ? [] : stack.slice(at)) {
      const colours = other.matches(PICTURES) || (other.closest("svg") && !other.contains(el)) ? null : grounds(getComputedStyle(other));
      if (!colours) return { layers, picture: true, covering };
      const through = opacity(other);
      const seen = colours.map(([r, g, b, a]) => [r, g, b, a * through]);
      if (seen.some((colour) => colour[3] > 0)) layers.push(seen);
      if (seen.every((colour) => colour[3] > 0.99)) break;
    }
    return { layers, picture: false, covering };
  };

  const paint = (text) => {
    const { el, lines, style } = text;
    const [r, g, b, a] = rgba(style.webkitTextFillColor || style.color);
    const ink = [r, g, b, a * opacity(el)];
    const found = new Map();
    let picture = false;
    let covering = null;
    for (const line of lines) {
      const middle = (line.top + line.bottom) / 2;
      for (const x of [line.left + 2, (line.left + line.right) / 2, line.right - 2]) {
        // Beyond the edge there is nothing behind it: that it is there is mistake enough.
        if (x < stage.left || x >= stage.right || middle < stage.top || middle >= stage.bottom) continue;
        const seen = behind(x, middle, el);
        picture = picture || seen.picture;
        covering = covering || seen.covering;
        found.set(JSON.stringify(seen.layers), seen.layers);
      }
    }
    return { ink, behind: [...found.values()], picture, covering, grey: filtered(el) };
  };

  const html = document.documentElement;
  const had = html.className;
  const paints = {};
  for (const [name, classes] of Object.entries(states)) {
    html.className = had;
    html.classList.remove("is-sober", "is-grey");
    html.classList.add(...classes);
    paints[name] = texts.map(paint);
  }
  html.className = had;

  // --- Pictures and codes ----------------------------------------------------------------------

  const scaled = (fit, across, down) =>
    ({ contain: Math.min(across, down), none: 1, "scale-down": Math.min(1, across, down) })[fit] ?? Math.max(across, down);

  const pictures = roots
    .flatMap((top) => [...top.querySelectorAll("img, video")])
    .filter((el) => el.getClientRects().length)
    .map((el) => {
      const rect = el.getBoundingClientRect();
      const [width, height] = el.matches("img") ? [el.naturalWidth, el.naturalHeight] : [el.videoWidth, el.videoHeight];
      const fit = getComputedStyle(el).objectFit;
      const [across, down] = [rect.width / width, rect.height / height];
      return {
        address: el.currentSrc || el.src || "",
        isVideo: el.matches("video"),
        loaded: width > 0 && height > 0,
        scale: width > 0 ? scaled(fit, across, down) : 0,
        distorted: width > 0 && fit === "fill" ? Math.max(across / down, down / across) - 1 : 0,
        out: Math.max(0, beyond(rect, stage, SLACK)),
      };
    });

  const codes = roots
    .flatMap((top) => [...top.querySelectorAll(".sy-qr svg")])
    .filter((el) => el.getClientRects().length)
    .map((el) => {
      const rect = el.getBoundingClientRect();
      return {
        said: el.getAttribute("aria-label") || "",
        module: Math.min(rect.width, rect.height) / el.viewBox.baseVal.width,
        out: Math.max(0, beyond(rect, stage, SLACK)),
        clip: { x: rect.left, y: rect.top, width: rect.width, height: rect.height },
      };
    });

  // --- Characters ------------------------------------------------------------------------------

  const families = {};
  const shown = (family, characters) => (families[family] = (families[family] || "") + characters);
  const first = (style) => style.fontFamily.split(",")[0].trim().replace(/^["']|["']$/g, "");
  for (const { said, style } of texts) shown(first(style), said);
  for (const el of roots.flatMap((top) => [top, ...top.querySelectorAll("*")])) {
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(el, pseudo);
      const words = style.content.match(/"(?:[^"\\]|\\.)*"/g);
      if (words && style.display !== "none") shown(first(style), words.map((word) => JSON.parse(word)).join(""));
    }
  }
  const loaded = [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family.replace(/["']/g, ""));

  const roleOf = (el) => {
    const nearest = el.closest(".sy-code, .sy-label, .sy-text");
    return nearest ? ["code", "label", "text"].find((role) => nearest.classList.contains(`sy-${role}`)) : "";
  };
  const sizes = texts.map(({ el, said, style }) => ({ said, size: parseFloat(style.fontSize), role: roleOf(el) }));

  document.adoptedStyleSheets = [];
  return { overflow, overlap, paints, said: texts.map((text) => text.said), pictures, codes, families, loaded, sizes };
}
