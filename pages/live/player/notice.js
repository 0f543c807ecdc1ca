// One sentence that the user should know, in a line of its own: how a run ended, what was refused, what has been lost;
// perhaps with something to do about it. Who has read it puts it away. Where there is nothing to say, a page may have a tip
// there, so that nothing moves when a notice comes.

import { box, button, make, write } from "./dom.js";

export class Notice {
  constructor() {
    [this.text, this.deed] = [make("span"), button("", "", () => this.told.act())];
    this.deed.className = "deed";
    this.away = button("×", "Put this away", () => ((this.read = this.stamp), this.show()));
    this.away.className = "away";
    this.element = Object.assign(box("notice", [this.text, this.deed, this.away]), { hidden: true });
    this.text.setAttribute("role", "status");
  }

  // told: {text, kind: "note", "hint", "end" or "error", deed: label of a button, act, stamp: the same for what is said
  // once more in other words}, or null; tip: what stands there else.
  say(told, tip) {
    const stamp = told && (told.stamp ?? [told.kind, told.text, told.deed].join());
    if (stamp !== this.stamp && this.read !== stamp) this.read = null;
    Object.assign(this, { told, tip, stamp });
    this.show();
  }

  show() {
    const { told, tip, stamp, read } = this;
    const shown = stamp && stamp !== read ? told : tip ? { kind: "tip", text: tip } : null;
    this.element.hidden = !shown;
    if (!shown) return;
    if (this.element.dataset.kind !== shown.kind) this.element.dataset.kind = shown.kind;
    write(this.text, shown.text);
    write(this.deed, shown.deed ?? "");
    this.deed.hidden = !shown.deed;
    this.away.hidden = shown.kind === "tip";
  }
}
