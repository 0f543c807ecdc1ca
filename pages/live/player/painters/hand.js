// A weight or a bias set by hand: a small form beside it in the drawn network. The picture follows while the slider is
// moved; Python hears of the value when it is let go, and the run goes on with it.

import { box, button, make, name, write } from "../dom.js";
import { short } from "../numbers.js";

const USUAL = 5; // how far the slider goes, unless the weight itself is larger
const LARGEST = 20; // that a weight may be set to (engine/networks/overrides.py)
const held = (value) => Math.min(Math.max(value, -LARGEST), LARGEST);

export class Hand {
  // shown: called with a value while it is being chosen; set: with the one that was; left: when the form closes.
  constructor(stage, { shown, set, left }) {
    Object.assign(this, { shown, set, left });
    this.title = make("span");
    this.range = Object.assign(make("input"), { type: "range", step: 0.05 });
    this.number = Object.assign(make("input"), { type: "number", step: 0.1, min: -LARGEST, max: LARGEST });
    for (const field of [this.range, this.number]) {
      field.addEventListener("input", () => this.choose(+field.value, field));
      field.addEventListener("change", () => this.settle(+field.value));
    }
    const zero = button("0", "Set it to 0", () => (this.choose(0), this.settle(0)));
    const close = button("×", "Close", () => this.close());
    this.element = Object.assign(box("hand", [box("what", [this.title, close]), box("dial", [this.range, this.number, zero])]), { hidden: true });
    this.element.addEventListener("keydown", (event) => this.key(event));
    for (const kind of ["pointerdown", "pointermove", "click"]) this.element.addEventListener(kind, (event) => event.stopPropagation());
    stage.append(this.element);
  }

  // Opens the form, at a place of a stage that is so large.
  open(title, value, [x, y], [width, height]) {
    this.element.hidden = false;
    write(this.title, title);
    for (const field of [this.range, this.number]) name(field, title);
    const far = Math.min(LARGEST, Math.max(USUAL, Math.ceil(Math.abs(value))));
    Object.assign(this.range, { min: -far, max: far });
    this.range.value = value;
    this.number.value = short(value).replace("−", "-");
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    this.element.style.left = `${Math.max(4, Math.min(x - wide / 2, width - wide - 4))}px`;
    this.element.style.top = `${y + 16 + high > height ? Math.max(2, y - high - 14) : y + 16}px`;
    this.range.focus({ preventScroll: true });
  }

  get opened() { return !this.element.hidden; }

  choose(value, from) {
    for (const field of [this.range, this.number]) if (field !== from) field.value = held(value);
    this.shown(held(value));
  }

  settle(value) { if (Number.isFinite(value)) this.set(held(value)); }

  // Keys mean here what they mean in a field; elsewhere they move the playhead.
  key(event) {
    event.stopPropagation();
    const field = event.target.localName === "input"; // Enter on a button presses it
    if (event.key === "Escape" || (event.key === "Enter" && field)) this.close();
  }

  close() {
    if (!this.opened) return;
    this.element.hidden = true;
    this.left();
  }
}
