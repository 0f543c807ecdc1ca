// The pictures of a figure, each on a canvas of its own beneath Plotly's drawing, so that a new one does not make the
// points above it be painted anew.

import { count, make } from "../dom.js";

export class Pictures {
  constructor(stage) {
    this.element = make("div");
    stage.prepend(this.element);
  }

  // Puts them where the axes are; images: as in Plotly's layout. One with a source of its own shows that.
  place([across, up], images = []) {
    const canvases = count(this.element, images.length, () => make("canvas", "picture"));
    images.forEach(({ x, y, sizex, sizey, source }, i) => {
      const [left, top] = [across.pixel(x), up.pixel(y)];
      const [width, height] = [across.pixel(x + sizex) - left, up.pixel(y - sizey) - top];
      canvases[i].style.cssText = `left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`;
      decode(source, canvases[i], (image) => draw(image, canvases[i]));
    });
  }

  paint(sources = []) {
    [...this.element.children].forEach((canvas, i) => decode(sources[i], canvas, (image) => draw(image, canvas)));
  }
}

function draw(image, canvas) {
  if (canvas.width !== image.width) canvas.width = image.width;
  if (canvas.height !== image.height) canvas.height = image.height;
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, image.width, image.height);
  pen.drawImage(image, 0, 0);
}

const newest = new WeakMap();

// Decodes a PNG, off the page's own thread; of several for one owner only the newest is shown.
export async function decode(source, owner, show) {
  if (!source) return;
  const image = Object.assign(new Image(), { src: source });
  newest.set(owner, image);
  const done = await image.decode().then(() => true, () => false);
  if (done && newest.get(owner) === image) show(image);
}
