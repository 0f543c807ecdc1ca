// The pictures of a figure, each on a canvas of its own beneath Plotly's drawing, so that a new one does not make the
// points above it be painted anew.

import { make } from "../dom.js";

export class Pictures {
  // images: as in Plotly's layout, where they lie in the figure.
  constructor(stage, images) {
    this.images = images;
    this.canvases = images.map(() => make("canvas", "picture"));
    stage.prepend(...this.canvases);
  }

  // Puts them where the axes now are.
  place([across, up]) {
    this.images.forEach(({ x, y, sizex, sizey }, i) => {
      const [left, top] = [across.pixel(x), up.pixel(y)];
      const { style } = this.canvases[i];
      style.left = `${left}px`;
      style.top = `${top}px`;
      style.width = `${across.pixel(x + sizex) - left}px`;
      style.height = `${up.pixel(y - sizey) - top}px`;
    });
  }

  paint(sources) {
    sources.forEach((source, i) => decode(source, this.canvases[i], (image) => draw(image, this.canvases[i])));
  }

  destroy() {
    for (const canvas of this.canvases) canvas.remove();
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
  const image = new Image();
  newest.set(owner, image);
  image.src = source;
  const done = await image.decode().then(() => true, () => false);
  if (done && newest.get(owner) === image) show(image);
}
