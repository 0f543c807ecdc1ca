// What every painter can do; each one does some of it in its own way.

import { put } from "../dom.js";

export class Painter {
  sparse = false; // whether frames may leave its view out while playing

  // outside: theme, address (of Plotly), and what one may ask for: ask, seek, peek, point, visit (player.js).
  constructor(stage, view, outside) {
    Object.assign(this, outside, { stage, view, effects: new Set() });
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(stage);
  }

  take(spec) { this.spec = spec; } // shows with the first patch that comes after it, so that nothing flickers
  paint(patch, past, step, changes) {} // past: what was seen of the run; changes: epochs at which a knob was changed
  tools() { return []; } // what stands in the view's heading, before the switches
  pointed(place) {} // where the pin of another view stands
  circle(look, able) {} // which unit is seen large; whether any can be
  says() { return ""; } // in words, what the picture shows at this moment

  // The picture's text alternative.
  describe(text) {
    Object.assign(this.stage, { role: "img", ariaLabel: text });
  }

  retheme() { this.refresh(); }
  resize() { this.refresh(); }
  refresh() {} // draws again what is shown

  toggle(effect, on) {
    put(this.effects, effect, on);
    this.refresh();
  }

  destroy() {
    this.gone = true;
    this.watch.disconnect();
    this.stage.replaceChildren();
  }
}
