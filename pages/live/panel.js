// One view on the page: a heading with a legend and switches, and the stage on which its painter draws.

import { Board } from "./board.js";
import { Diagram } from "./diagram.js";
import { Plot } from "./plot.js";
import { Relief } from "./relief.js";
import { Table } from "./table.js";
import { Trails } from "./trails.js";

const PAINTERS = { plotly: Plot, diagram: Diagram, trails: Trails, relief: Relief, board: Board, table: Table };

export class Panel {
  constructor(name, spec, { theme, plotly, ask, seek, peek, visit, changed }) {
    Object.assign(this, { name, theme, plotly, ask, changed });
    this.element = document.createElement("section");
    this.element.className = "view";
    this.element.dataset.view = name;
    this.heading = document.createElement("header");
    this.stage = document.createElement("div");
    this.stage.className = "stage";
    this.element.append(this.heading, this.stage);
    this.effects = new Set();
    this.painter = new PAINTERS[spec.painter](this.stage, theme, plotly, name, ask);
    Object.assign(this.painter, { seek, peek, visit });
    this.take(spec);
  }

  // Takes a spec; nothing is drawn anew unless the spec has changed.
  take(spec) {
    const stamp = JSON.stringify(spec);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.spec = spec;
    this.element.dataset.shape = spec.shape ?? (spec.figure?.layout?.yaxis?.scaleanchor ? "square" : "wide");
    this.element.toggleAttribute("data-tall", Boolean(spec.tall));
    this.element.style.setProperty("--weight", spec.weight ?? 1);
    this.element.style.setProperty("--rank", spec.rank ?? 0);
    this.painter.take(spec);
    this.head();
  }

  head() {
    const title = document.createElement("h3");
    title.textContent = this.spec.title ?? "";
    const keys = (this.spec.legend ?? lines(this.spec.figure)).map(key);
    const note = keys.length ? box("note legend", keys) : box("note caption", [this.spec.caption ?? ""]);
    note.title = this.spec.caption ?? "";
    const switches = box("switches", (this.spec.switches ?? []).map((each) => this.switch(each)));
    this.heading.replaceChildren(title, note, ...this.painter.tools(this.spec), switches);
    this.heading.hidden = !this.heading.textContent;
  }

  switch({ label, effect, title }) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.title = title ?? label;
    element.setAttribute("aria-pressed", this.effects.has(effect));
    element.addEventListener("click", () => {
      const on = !this.effects.delete(effect);
      if (on) this.effects.add(effect);
      element.setAttribute("aria-pressed", on);
      this.painter.toggle(effect, on);
      this.changed(this);
    });
    return element;
  }

  // The view as it is asked for: the name, and the variant if one is switched on.
  get wanted() {
    const variant = [...this.effects].find((effect) => effect.startsWith("variant:"));
    return variant ? `${this.name}:${variant.slice(8)}` : this.name;
  }

  // Each how-many-th frame brings this view while playing; curves need the point of each frame.
  get every() {
    return this.spec.every ?? 1;
  }

  get thinned() {
    return this.spec.painter === "diagram" && this.every > 1;
  }

  // The frame, what was seen of the run before it, and the epochs at which a knob was changed.
  paint(frame, past, changes) {
    const patch = frame.views[this.wanted];
    if (patch?.note) (this.heading.querySelector(".note .key") ?? this.heading.querySelector(".note")).lastChild.textContent = patch.note;
    if (patch) this.painter.paint(patch, past, frame.step, changes);
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

function box(name, children) {
  const element = document.createElement("div");
  element.className = name;
  element.append(...children);
  return element;
}

// An entry of the legend: {label, color, dash, symbol}.
function key({ label, color, dash, symbol }) {
  const element = document.createElement("span");
  element.className = "key";
  const mark = document.createElement("i");
  mark.dataset.mark = symbol ?? (dash ? "dash" : "line");
  mark.style.setProperty("--color", color ?? "var(--ink)");
  element.append(mark, label);
  return element;
}
