// The views on the page: panels in rows, and whose turn it is to be drawn.

import { box, make } from "./dom.js";
import { Panel } from "./panel.js";

export class Views {
  constructor(root, outside, on) {
    Object.assign(this, { outside, opened: on, panels: new Map(), element: make("div", "views") });
    this.owed = new Set(); // panels that have not yet shown the current frame
    root.append(this.element);
  }

  // Takes specs and rows of names; they are put on the page with the next frame. True if they are other ones.
  take(figures, layout) {
    const looks = JSON.stringify([figures, layout]);
    if (looks === this.looks) return false;
    return Object.assign(this, { looks, figures, layout, stale: true }).stale;
  }

  get names() { return this.layout.flat(2); }

  // Names of the views that a frame must have; while playing, those that come in each frame.
  wanted(playing = false) {
    const names = playing ? this.names.filter((name) => !this.panels.get(name)?.thinned) : this.names;
    return names.map((name) => this.panels.get(name)?.wanted ?? name);
  }

  // The same as they are asked for ahead: some come in each how-many-th frame only.
  asked() { return this.names.map((name) => this.panels.get(name)?.asked ?? name); }

  // The switches, as the address has them.
  get on() {
    return [...this.panels.values()].flatMap(({ on }) => on).join();
  }

  // Shows a frame. While playing, costly views take turns: no frame pays for two of them.
  show(frame, past, changes, { full, turn }) {
    this.present = [frame, past, changes];
    this.fresh = this.stale;
    if (this.stale) this.arrange();
    this.stale = false;
    const all = full || this.fresh;
    let phase = 0;
    for (const panel of this.panels.values()) {
      const every = panel.thinned ? 1 : panel.every;
      const due = every === 1 || (turn + phase++) % every === 0;
      if (every === 1 || (due && !all)) this.paint(panel);
      else if (all) this.owed.add(panel);
    }
  }

  // Whether panels that have just been put on the page want another look than the frame has (a switch that is on).
  lacking({ views }) { return this.fresh && this.wanted().some((name) => !(name in views)); }

  paint(panel) {
    this.owed.delete(panel);
    panel.paint(...this.present);
  }

  // Costly views that the last frame left out follow one at a time, so that the picture itself is there at once.
  payOne() {
    const [panel] = this.owed;
    if (panel) this.paint(panel);
  }

  // Another step's look at the views that follow the pointer, while it rests on a point of a curve.
  peek(run, step) {
    for (const panel of this.panels.values()) {
      const frame = panel.spec.peeks && run.frame(step, [panel.wanted]);
      if (frame) panel.paint(frame, run.past, []);
    }
  }

  // The pin of one view was moved: whoever shows what is known of its place does so.
  pinned(place) { for (const { painter } of this.panels.values()) painter.pointed(place); }

  // A unit's map stands in for the picture that can show it, until it is asked for once more; null takes it back.
  magnify(look) {
    const panel = [...this.panels.values()].find(({ spec }) => spec.pins);
    panel?.pin(look === panel.magnified ? null : look);
    this.circle();
  }

  // Whoever draws the units says which of them is seen large.
  circle() {
    const panel = [...this.panels.values()].find(({ spec }) => spec.pins);
    for (const { painter } of this.panels.values()) painter.circle(panel?.magnified ?? null, Boolean(panel));
  }

  retheme() { for (const { painter } of this.panels.values()) painter.retheme(); }

  // Brings the panels in line with the specs, keeping those that stay.
  arrange() {
    const { figures, layout, names } = this;
    const stays = ([name, { spec }]) => names.includes(name) && figures[name].painter === spec.painter;
    for (const [name, panel] of [...this.panels].filter((each) => !stays(each))) {
      panel.destroy();
      this.owed.delete(panel);
      this.panels.delete(name);
    }
    for (const name of names) {
      if (this.panels.has(name)) this.panels.get(name).take(figures[name]);
      else this.panels.set(name, new Panel(name, figures[name], this.outside, this.opened));
    }
    const stamp = JSON.stringify(layout);
    if (stamp !== this.laid) this.element.replaceChildren(...layout.map((row) => this.box("row", row)));
    this.laid = stamp;
    this.circle();
  }

  // Views beside each other; a list within a row is a stack of views under each other.
  box(kind, names) {
    return box(kind, names.map((name) => (Array.isArray(name) ? this.box("stack", name) : this.panels.get(name).element)));
  }

  destroy() { for (const panel of this.panels.values()) panel.destroy(); }
}
