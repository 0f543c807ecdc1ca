// One sentence that the user should know, in a line of its own: how a run ended, what was refused, what has been lost;
// perhaps with something to do about it. Who has read it puts it away.

import { box, button, make, write } from "./dom.js";

export class Notice {
  constructor() {
    [this.text, this.deed] = [make("span"), button("", "", () => this.told.act())];
    this.deed.className = "deed";
    const away = button("×", "Put this away", () => this.say({ ...this.told }, (this.read = this.stamp)));
    away.className = "away";
    this.element = Object.assign(box("notice", [this.text, this.deed, away]), { hidden: true });
    this.text.setAttribute("role", "status");
  }

  // told: {text, kind: "note", "end" or "error", deed: label of a button, act}, or null.
  say(told) {
    const stamp = told && [told.kind, told.text, told.deed].join();
    this.told = told;
    if (stamp === this.stamp && stamp !== this.read) return;
    if (!stamp) this.read = null;
    this.stamp = stamp;
    this.element.hidden = !stamp || stamp === this.read;
    if (this.element.hidden) return;
    this.element.dataset.kind = told.kind;
    write(this.text, told.text);
    write(this.deed, told.deed ?? "");
    this.deed.hidden = !told.deed;
  }
}
