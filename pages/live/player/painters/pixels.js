// A small picture to be drawn on, a cell for each pixel: the pointer paints, arrow keys walk and Enter paints. Python
// hears of it when the pointer is let go.

import { button, make, svg } from "../dom.js";
import { Painter } from "./painter.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// spec: side, colors (CSS, by number; 0 is no paint), names, ink (of the first stroke); patch: cells (numbers), at (the
// index of a cell to be marked, or null).
export class Pixels extends Painter {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.pot = make("div", "switches inks");
    this.focused = 0;
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      stage.addEventListener(kind, (event) => this.pointed(event));
    }
    stage.addEventListener("keydown", (event) => this.key(event));
    Object.assign(stage, { tabIndex: 0, role: "application", ariaLabel: "Drawing: arrow keys walk, Enter paints" });
  }

  tools() { return [this.pot]; }

  take(spec) {
    super.take(spec);
    this.ink ??= spec.ink;
    this.squares = Array.from({ length: spec.side ** 2 }, (_, i) => {
      return svg("rect", { x: i % spec.side, y: Math.floor(i / spec.side), width: 1, height: 1 });
    });
    const box = { viewBox: `-0.1 -0.1 ${spec.side + 0.2} ${spec.side + 0.2}`, class: "pixels" };
    this.stage.replaceChildren((this.board = svg("svg", box, ...this.squares)));
    const pots = spec.colors.map((color, i) => this.choose(color, spec.names[i], i));
    this.pot.replaceChildren(...pots, button("clear", "Clear the drawing", () => this.say(this.cells.map(() => 0))));
    this.press();
  }

  choose(color, title, i) {
    const element = button("", title, () => ((this.ink = i), this.press()));
    element.className = "ink";
    element.style.setProperty("--color", color);
    return element;
  }

  press() { [...this.pot.children].forEach((each, i) => (each.ariaPressed = i === this.ink)); }

  paint(patch) {
    this.patch = patch;
    if (!this.drawing && patch.cells.join() !== this.stale) this.cells = [...patch.cells];
    this.refresh();
  }

  refresh() {
    this.cells?.forEach((ink, i) => {
      this.squares[i].style.fill = ink ? this.spec.colors[ink] : "";
      this.squares[i].toggleAttribute("data-at", i === this.patch.at);
    });
  }

  pointed(event) {
    if (!this.cells) return;
    if (event.type === "pointerdown" && event.isPrimary && event.button === 0 && this.under(event) !== null) {
      this.stage.setPointerCapture(event.pointerId);
      this.drawing = true;
      this.put(this.under(event));
    } else if (event.type === "pointermove" && this.drawing) this.put(this.under(event));
    else if (event.type.match(/up|cancel/) && this.drawing) this.say(this.cells);
  }

  // The cell under the pointer; null beside the picture.
  under({ clientX, clientY }) {
    const { left, top, width } = this.board.getBoundingClientRect();
    const { side } = this.spec;
    const [x, y] = [clientX - left, clientY - top].map((each) => Math.floor((each / width) * (side + 0.2) - 0.1));
    return x >= 0 && y >= 0 && x < side && y < side ? y * side + x : null;
  }

  put(i) {
    if (i !== null) this.cells[i] = this.ink;
    this.refresh();
  }

  key(event) {
    const way = WAYS[event.key];
    if (!this.cells || (!way && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    const { side } = this.spec;
    if (!way) return this.put(this.focused), this.say(this.cells);
    const within = (value) => Math.min(Math.max(value, 0), side - 1);
    this.focused = within(Math.floor(this.focused / side) + way[1]) * side + within((this.focused % side) + way[0]);
    this.squares.forEach((each, i) => each.toggleAttribute("data-focused", i === this.focused));
  }

  // What was drawn stays until another picture comes from Python.
  say(cells) {
    this.drawing = false;
    this.stale = this.patch.cells.join();
    this.cells = [...cells];
    this.refresh();
    if (this.cells.join() !== this.stale) this.ask("edit", { pixels: this.cells });
  }
}
