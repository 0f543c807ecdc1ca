// A pin in the plane of a figure: it goes where the pointer goes, or where one taps, and stays there when that leaves.

import { make } from "../dom.js";

export class Pin {
  // at: where it stands at first, in the figure's own numbers; moved: who is told.
  constructor(stage, at, moved) {
    Object.assign(this, { stage, at, moved, element: make("i", "pin") });
    stage.append(this.element);
    for (const kind of ["pointermove", "pointerdown"]) stage.addEventListener(kind, (event) => this.follow(event));
  }

  place(axes) {
    this.axes = axes;
    this.show();
  }

  follow({ clientX, clientY }) {
    if (!this.axes) return;
    const { left, top } = this.stage.getBoundingClientRect();
    const pixels = [clientX - left, clientY - top];
    if (!this.axes.every((axis, i) => axis.holds(pixels[i]))) return;
    this.at = this.axes.map((axis, i) => axis.value(pixels[i]));
    this.show();
    this.moved(this.at);
  }

  show() {
    const [x, y] = this.axes.map((axis, i) => axis.pixel(this.at[i]));
    this.element.style.translate = `${x}px ${y}px`;
  }
}
