// One view on the page: a heading with a legend and switches, and the stage on which its painter draws.

import { box, button, keepFocus, make, put, write } from "./dom.js";
import { exact, percent } from "./numbers.js";
import { Board } from "./painters/board.js";
import { Circuit } from "./painters/circuit.js";
import { Diagram } from "./painters/diagram.js";
import { Formula } from "./painters/formula.js";
import { Handles } from "./painters/handles.js";
import { Paint } from "./painters/paint.js";
import { Pixels } from "./painters/pixels.js";
import { Plot } from "./painters/plot.js";
import { Relief } from "./painters/relief.js";
import { Shares } from "./painters/shares.js";
import { Table } from "./painters/table.js";
import { Threshold } from "./painters/threshold.js";
import { Trails } from "./painters/trails.js";

// By the name that a spec gives. A new one is a class that extends Painter, and a line here.
const PAINTERS = {
  plotly: Plot,
  diagram: Diagram,
  trails: Trails,
  relief: Relief,
  board: Board,
  table: Table,
  shares: Shares,
  handles: Handles,
  paint: Paint,
  pixels: Pixels,
  circuit: Circuit,
  formula: Formula,
  threshold: Threshold,
};

const READABLE = 90; // ms between two changes of the large numbers: faster, nobody could read them
const VARIANT = "variant:"; // how the effect of a switch begins that shows another look at the same frame
const UNIT = /^column(\d+)\.(\d+)$/; // the look of a unit that is seen instead: its column, and its place in it
const FLEETING = "ghost"; // the effect of a switch that is for this visit only
const OFF = "no-"; // before the name of a switch that is on by itself: it has been put off

export class Panel {
  constructor(name, spec, outside, opened) {
    Object.assign(this, { name, switched: outside.switched, unpin: () => outside.magnify(null) });
    this.heading = make("header");
    this.stage = make("div", "stage");
    this.element = make("section", "view");
    this.element.dataset.view = name;
    this.element.append(this.heading, this.stage);
    this.painter = new PAINTERS[spec.painter](this.stage, name, outside);
    const pressed = ({ effect, on }) => (effect !== FLEETING && opened.has(`${name}.${effect}`)) || (on && !opened.has(`${name}.${OFF}${effect}`));
    const on = (spec.switches ?? []).filter(pressed).map(({ effect }) => effect);
    this.effects = new Set(on);
    const looks = [...opened].filter((each) => each.startsWith(`${name}.${VARIANT}`));
    this.magnified = looks.map((each) => each.slice(`${name}.${VARIANT}`.length)).find((look) => fits(look, spec.pins)) ?? null;
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
    if (!fits(this.magnified, spec.pins)) this.magnified = null;
    this.head();
  }

  // Shows a unit's map instead of the picture, "column1.2", or, of null, the picture itself again.
  pin(look) {
    this.magnified = look;
    this.head();
    this.switched();
  }

  // What is seen instead of the picture, and the way back.
  pinned() {
    if (!this.magnified) return [];
    const [column, unit] = placed(this.magnified);
    const title = column ? `unit ${unit + 1} of layer ${column}` : `input ${unit + 1}`;
    return [box("pinned", [make("span", "", title), button("×", "Show the output again", () => this.unpin())])];
  }

  head() {
    const legend = this.spec.legend ?? lines(this.spec.figure);
    const own = (each) => (this.magnified && each.symbol === "scale" ? { ...each, from: "−", label: "+" } : each); // a unit's scale
    const keys = legend.map((each) => key(own(each)));
    const note = keys.length ? box("note legend", keys) : box("note caption", [this.spec.caption ?? ""]);
    note.title = this.spec.caption ?? "";
    this.note = keys[0] ?? note; // where a patch may put a word
    const switches = box("switches", (this.spec.switches ?? []).map((each) => this.switch(each)));
    const parts = [make("h3", "", this.spec.title ?? ""), ...this.pinned(), note, ...this.painter.tools(), switches, ...this.scores()];
    keepFocus(this.heading, () => this.heading.replaceChildren(...parts));
    this.heading.hidden = !this.heading.textContent;
  }

  // Large numbers under the heading: a column for each name, the first row in large type.
  scores() {
    const { columns, rows } = this.spec.scores ?? {};
    if (!columns) return (this.figures = []);
    this.figures = rows.map(() => columns.map(() => make("b")));
    const cell = (name, at) => box("score", [make("span", "", name), ...this.figures.map((row) => row[at])]);
    rows.forEach(({ label }, i) => this.figures[i].forEach((each) => (each.title = label)));
    return [box("scores", columns.map(cell))];
  }

  // Only text changes, in a box of fixed size.
  count(scores) {
    this.counting = null;
    if (!scores || !this.figures.length) return;
    this.spec.scores.rows.forEach(({ label, percent: share }, i) => {
      const told = (value) => (value === null ? "–" : share ? percent(value) : `${label} ${exact(value)}`);
      scores[i].forEach((value, j) => write(this.figures[i][j], told(value)));
    });
  }

  switch({ label, effect, title }) {
    const element = button(label, title ?? label, () => {
      const on = !this.effects.has(effect);
      if (this.magnified && effect.startsWith(VARIANT)) this.unpin();
      put(this.effects, effect, on);
      element.ariaPressed = on;
      this.painter.toggle(effect, on);
      if (this.saying !== undefined) this.say(); // there is a picture: what can be done on it may be new
      this.switched();
    });
    return Object.assign(element, { ariaLabel: null, ariaPressed: this.effects.has(effect) });
  }

  // What the address must say of the switches: those that stand otherwise than by themselves.
  get on() {
    const own = new Map((this.spec.switches ?? []).map(({ effect, on }) => [effect, Boolean(on)]));
    const off = [...own].filter(([effect, on]) => on && !this.effects.has(effect)).map(([effect]) => OFF + effect);
    const others = [...this.effects].filter((effect) => !own.get(effect) && effect !== FLEETING);
    const unit = this.magnified ? [VARIANT + this.magnified] : [];
    return [...others, ...unit, ...off].map((each) => `${this.name}.${each}`);
  }

  // The view as it is asked for: the name, and the variant if one is switched on.
  get wanted() {
    const look = this.magnified ?? [...this.effects].find((effect) => effect.startsWith(VARIANT))?.slice(VARIANT.length);
    return look ? `${this.name}:${look}` : this.name;
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
    this.newest = patch.scores;
    if (this.newest && this.figures.length) this.counting ??= setTimeout(() => this.count(this.newest), READABLE);
    this.painter.paint(patch, past, frame.step, changes);
    this.saying ??= setTimeout(() => this.say(), 1000); // not in each frame: nobody could listen
  }

  // The picture's text alternative, as it stands.
  say() {
    clearTimeout(this.saying);
    this.saying = null;
    const { title, caption, scores } = this.spec;
    const column = (name, j) => `${name} ${this.figures.map((row, i) => (scores.rows[i].percent ? `${scores.rows[i].label} ` : "") + row[j].textContent).join(", ")}`;
    const told = this.figures.length ? scores.columns.map(column).join("; ") : this.painter.says();
    this.painter.describe([title, told || caption].filter(Boolean).join(": ") || this.name);
  }

  destroy() {
    clearTimeout(this.saying);
    clearTimeout(this.counting);
    this.painter.destroy();
    this.element.remove();
  }
}

// Where the unit of a look stands: its column, and its place in it.
const placed = (look) => UNIT.exec(look ?? "")?.slice(1).map(Number) ?? [];

// Whether a look is a unit of those that can be seen large: so many in each column.
function fits(look, pins) {
  const [column, unit] = placed(look);
  return unit < (pins?.[column] ?? 0);
}

// A legend made from a figure's named lines.
function lines(figure) {
  const named = (figure?.data ?? []).filter(({ name, mode }) => name && mode?.includes("lines"));
  return named.map(({ name, line }) => ({ label: name, color: line?.color, dash: line?.dash && line.dash !== "solid" }));
}

// An entry of the legend: {label, color, dash, symbol}; of a scale, its ends {from, label, colors}.
function key({ label, color, dash, symbol, from, colors }) {
  const mark = make("i");
  mark.dataset.mark = symbol ?? (dash === "dot" ? "dots" : dash ? "dash" : "line");
  mark.style.setProperty("--color", color ?? "var(--ink)");
  if (symbol === "scale") colors.forEach((each, i) => mark.style.setProperty(`--end${i}`, each));
  return box("key", [...(from ? [from] : []), mark, label]);
}
