// A part of the page as a picture that stands by itself: an SVG that holds the part as it is styled at this moment, what
// is drawn on canvases included. Buttons are left out: nobody can press them in a picture.

const LEFT_OUT = "button, select, input, .switches, .inks, .tip, .soon:empty";

// The part as SVG, on the page's own background.
export function vector(element) {
  const { width, height } = element.getBoundingClientRect();
  const copy = styled(element);
  copy.style.margin = "0";
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const paper = getComputedStyle(document.querySelector("[data-testid=stApp]") ?? document.body).backgroundColor;
  const inside = new XMLSerializer().serializeToString(copy);
  const shape = `<rect width="100%" height="100%" fill="${paper}"/><foreignObject width="100%" height="100%">${inside}</foreignObject>`;
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">${shape}</svg>`, width: w, height: h };
}

// The part on a canvas, so many pixels for each of the page's.
export async function raster(element, scale, canvas = document.createElement("canvas")) {
  const { svg, width, height } = vector(element);
  const picture = new Image();
  const ready = new Promise((resolve, reject) => Object.assign(picture, { onload: resolve, onerror: reject }));
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await ready;
  Object.assign(canvas, { width: canvas.width === width * scale ? canvas.width : width * scale, height: height * scale });
  canvas.getContext("2d").drawImage(picture, 0, 0, width * scale, height * scale);
  return canvas;
}

// A copy of an element in which all that style sheets say is written at the element itself.
function styled(element) {
  if (element.tagName === "CANVAS") return frozen(element);
  const copy = element.cloneNode(false);
  if (element instanceof Element) write(element, copy);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.data);
    else if (child instanceof Element && !child.matches(LEFT_OUT) && !child.hidden) copy.append(styled(child));
  }
  return copy;
}

// What is on a canvas, as an image in its place.
function frozen(canvas) {
  const image = document.createElement("img");
  if (canvas.width && canvas.height) image.src = canvas.toDataURL();
  write(canvas, image);
  return image;
}

function write(element, copy) {
  const style = getComputedStyle(element);
  const usual = plain(element);
  const drawn = element instanceof SVGElement && element.tagName !== "svg";
  const text = [];
  for (const name of drawn ? DRAWN : named(style)) {
    const value = style.getPropertyValue(name);
    if (value !== usual.get(name)) text.push(`${name}:${value}`);
  }
  copy.setAttribute("style", text.join(";").replaceAll('"', "'"));
  copy.removeAttribute("class");
}

// What counts in a picture that stands still: of what is drawn, a few; of boxes, all that is not said twice or never seen.
const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "display",
  "visibility", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order"];
const TWICE = /^(-|transition|animation|perspective|transform-origin|scroll|overscroll|inset-|cursor|will-change|app-region|caret|view-)|inline|block/;
let names;
const named = (style) => (names ??= [...style].filter((name) => !TWICE.test(name)));

// How an element of this kind is styled where nobody says anything; inherited properties are always written.
const known = new Map();
const INHERITED = /^(color|font|line-height|text-|letter|white-space|visibility|fill|stroke|cursor)/;
function plain(element) {
  const kind = element.tagName;
  if (known.has(kind)) return known.get(kind);
  const frame = document.body.appendChild(document.createElement("iframe"));
  const bare = frame.contentDocument.body.appendChild(frame.contentDocument.createElementNS(element.namespaceURI, kind));
  const style = frame.contentWindow.getComputedStyle(bare);
  known.set(kind, new Map([...style].filter((name) => !INHERITED.test(name)).map((name) => [name, style.getPropertyValue(name)])));
  frame.remove();
  return known.get(kind);
}
