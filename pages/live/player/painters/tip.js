// What lies under the pointer in the drawn network: its words and, of a unit, its map enlarged.

import { box, make } from "../dom.js";

const ZOOM = 132; // of the map, in px

export class Tip {
  constructor() {
    [this.zoom, this.name] = [make("canvas"), make("span")];
    this.zoom.width = this.zoom.height = ZOOM;
    this.element = Object.assign(box("tip", [this.zoom, this.name]), { hidden: true });
  }

  get words() { return this.name.textContent; }

  // picture: an image and the part of it that is enlarged, or null; beside a point of a stage that is so large.
  show(words, picture, [x, y], [width, height]) {
    this.element.hidden = false;
    this.name.textContent = words;
    this.zoom.hidden = !picture;
    if (picture) this.enlarge(picture);
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    this.element.style.left = `${Math.min(x + 14, width - wide - 4)}px`;
    this.element.style.top = `${y + 14 + high > height ? Math.max(0, y - high - 10) : y + 14}px`;
  }

  hide() { this.element.hidden = true; }

  enlarge(picture) {
    const pen = this.zoom.getContext("2d");
    pen.clearRect(0, 0, ZOOM, ZOOM);
    pen.drawImage(...picture, 0, 0, ZOOM, ZOOM);
  }
}
