// Where a run is to stand still by itself: at an epoch, or where the training loss has come down to a target. The
// address holds both, "stop=50,0.1"; whoever presses Run again goes on.

import { box, make } from "./dom.js";
import { exact } from "./numbers.js";
import { said } from "./tongue.js";

const LOSS = "train loss"; // among the numbers of a frame
const WRITTEN = /^(\d{0,6})(?:,(\d{0,6}(?:\.\d{0,8})?))?$/;

export class Stop {
  // given: as the address has it, or anything else that somebody wrote there; changed: called after a change.
  constructor(bar, given, changed) {
    this.changed = changed;
    [this.epochs, this.loss] = [1, "any"].map((step) => Object.assign(make("input"), { type: "number", min: 0, step, placeholder: "–" }));
    this.fields = [["at epoch", this.epochs], ["at training loss", this.loss]].map(([words, field]) => {
      field.ariaLabel = said(`Stop ${words}`);
      field.addEventListener("change", () => this.take());
      return box("field", [make("span", "", words), field], "label");
    });
    const head = make("b", "", "Stop by itself");
    const foot = make("small", "", "Empty: it goes on. Run goes on from there.");
    this.sheet = Object.assign(box("keep stop", [head, ...this.fields, foot]), { hidden: true });
    bar.element.append(this.sheet);
    const [, epoch, target] = WRITTEN.exec(given ?? "") ?? [];
    [this.epochs.value, this.loss.value] = [epoch ?? "", target ?? ""];
    this.read();
  }

  turn(show = this.sheet.hidden) {
    this.sheet.hidden = !show;
    if (show) this.epochs.focus();
  }

  read() {
    this.epoch = Number.parseInt(this.epochs.value, 10) || null;
    this.target = +this.loss.value > 0 ? +this.loss.value : null;
  }

  take() {
    this.read();
    this.changed();
  }

  get set() { return Boolean(this.epoch || this.target); }
  get written() { return this.target ? `${this.epoch ?? ""},${this.target}` : `${this.epoch ?? ""}`; }

  // The next step at which to stand still, if it lies beyond a step.
  beyond(step, steps) {
    const at = this.epoch ? this.epoch * steps : 0;
    return at > step ? at : Infinity;
  }

  // The sentence with which a run stands still at a frame that came after another one; null if it goes on.
  reached(before, frame, steps) {
    if (!before || before.step >= frame.step) return null;
    if (this.epoch && frame.step === this.epoch * steps) return `Stopped at epoch ${this.epoch}, as you asked.`;
    const [was, is] = [before, frame].map(({ numbers }) => numbers?.[LOSS]);
    const there = this.target && typeof is === "number" && is <= this.target && was > this.target;
    return there ? `Stopped at epoch ${Math.floor(frame.epoch)}: the training loss has come down to ${exact(is)}.` : null;
  }
}
