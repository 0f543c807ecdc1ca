// One view on the page: a heading with a legend and switches, and the stage on which its painter draws.

import { box, button, make, put, write } from "./dom.js";
import { Board } from "./painters/board.js";
import { Circuit } from "./painters/circuit.js";
import { Diagram } from "./painters/diagram.js";
import { Formula } from "./painters/formula.js";
import { Plot } from "./painters/plot.js";
import { Relief } from "./painters/relief.js";
import { Table } from "./painters/table.js";
import { Trails } from "./painters/trails.js";

// By the name that a spec gives. A new one is a class that extends Painter, and a line here.
const PAINTERS = { plotly: Plot, diagram: Diagram, trails: Trails, relief: Relief, board: Board, table: Table,
  circuit: Circuit, formula: Formula };

export class Panel {
  constructor(name, spec, outside, opened) {
    Object.assign(this, { name, switched: outside.switched });
    this.heading = make("header");
    this.stage = make("div", "stage");
    this.element = make("section", "view");
    this.element.dataset.view = name;
    this.element.append(this.heading, this.stage);
    this.painter = new PAINTERS[spec.painter](this.stage, name, outside);
    const on = (spec.switches ?? []).map(({ effect }) => effect).filter((effect) => opened.has(`${name}.${effect}`));
    this.effects = new Set(on);
    this.take(spec);
    for (const effect of on) this.painter.toggle(effect, true);
  }

  // Takes a spec; nothing is drawn anew unless the spec has changed.
  take(spec) {
    const stamp = JSON.stringify(spec);
    if (stamp === this.stamp) return;
    Object.assign(this, { stamp, spec });
    this.element.dataset.shape = spec.shape ?? (spec.figure?.layout?.yaxis?.scaleanchor ? "square" : "wide");
    this.element.toggleAttribute("data-tall", Boolean(spec.tall));
    this.element.style.setProperty("--weight", spec.weight ?? 1);
    this.element.style.setProperty("--rank", spec.rank ?? 0);
    this.painter.take(spec);
    this.head();
  }

  head() {
    const keys = (this.spec.legend ?? lines(this.spec.figure)).map(key);
    const note = keys.length ? box("note legend", keys) : box("note caption", [this.spec.caption ?? ""]);
    note.title = this.spec.caption ?? "";
    this.note = keys[0] ?? note; // where a patch may put a word
    const switches = box("switches", (this.spec.switches ?? []).map((each) => this.switch(each)));
    this.heading.replaceChildren(make("h3", "", this.spec.title ?? ""), note, ...this.painter.tools(), switches);
    this.heading.hidden = !this.heading.textContent;
  }

  switch({ label, effect, title }) {
    const element = button(label, title ?? label, () => {
      const on = !this.effects.has(effect);
      put(this.effects, effect, on);
      element.ariaPressed = on;
      this.painter.toggle(effect, on);
      this.switched();
    });
    return Object.assign(element, { ariaLabel: null, ariaPressed: this.effects.has(effect) });
  }

  // The view as it is asked for: the name, and the variant if one is switched on.
  get wanted() {
    const variant = [...this.effects].find((effect) => effect.startsWith("variant:"));
    return variant ? `${this.name}:${variant.slice(8)}` : this.name;
  }

  // The same, and in which frames while playing.
  get asked() {
    return this.thinned ? `${this.wanted}/${this.every}` : this.wanted;
  }

  // Each how-many-th frame draws this view while playing.
  get every() { return this.spec.every ?? 1; }
  // Whether the frames between may leave it out altogether: not if the painter needs each of them.
  get thinned() { return this.painter.sparse && this.every > 1; }

  // The frame, what was seen of the run before it, and the epochs at which a knob was changed.
  paint(frame, past, changes) {
    const patch = frame.views[this.wanted];
    if (!patch) return;
    if (patch.note) write(this.note.lastChild, patch.note);
    this.painter.paint(patch, past, frame.step, changes);
  }

  destroy() {
    this.painter.destroy();
    this.element.remove();
  }
}

// A legend made from a figure's named lines.
function lines(figure) {
  const named = (figure?.data ?? []).filter(({ name, mode }) => name && mode?.includes("lines"));
  return named.map(({ name, line }) => ({ label: name, color: line?.color, dash: line?.dash && line.dash !== "solid" }));
}

// An entry of the legend: {label, color, dash, symbol}.
function key({ label, color, dash, symbol }) {
  const mark = make("i");
  mark.dataset.mark = symbol ?? (dash ? "dash" : "line");
  mark.style.setProperty("--color", color ?? "var(--ink)");
  return box("key", [mark, label]);
}
