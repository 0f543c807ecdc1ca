// What every painter can do; each one does some of it in its own way.

import { put } from "../dom.js";

export class Painter {
  sparse = false; // whether frames may leave its view out while playing

  // outside: theme, address (of Plotly), and what one may ask for: ask, seek, peek, visit (player.js).
  constructor(stage, view, outside) {
    Object.assign(this, outside, { stage, view, effects: new Set() });
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(stage);
  }

  // Takes a spec. It shows with the first patch that comes after it, so that nothing flickers.
  take(spec) {
    this.spec = spec;
  }

  // Shows a patch: ``past`` is what was seen of the run, ``changes`` the epochs at which a knob was changed.
  paint(patch, past, step, changes) {}

  // What stands in the view's heading, before the switches.
  tools() {
    return [];
  }

  toggle(effect, on) {
    put(this.effects, effect, on);
    this.refresh();
  }

  retheme() {
    this.refresh();
  }

  resize() {
    this.refresh();
  }

  // Draws again what is shown.
  refresh() {}

  destroy() {
    this.gone = true;
    this.watch.disconnect();
    this.stage.replaceChildren();
  }
}
