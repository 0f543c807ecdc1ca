// A Plotly figure that takes patches: pictures that change, traces that move, curves that grow point by point. Traces
// that are simple enough move on a canvas above Plotly's axes; Plotly itself learns of them when they rest, or when the
// pointer asks what they are worth.

import { fit, make } from "../dom.js";
import { Chart } from "./chart.js";
import { curves } from "./curves.js";
import { ink, simple } from "./ink.js";
import { Pictures } from "./pictures.js";
import { fitted, holds } from "./ranges.js";
import { sketch } from "./sketch.js";

const REST = 200; // ms after which lines are at rest
const ASKED = 250; // ms between two times that Plotly learns of lines that move under the pointer
const INKED = "inked"; // name of the traces that Plotly does not show (player.css)

export class Plot extends Chart {
  take(spec) {
    super.take(spec);
    this.stale = true;
  }

  refresh() {
    this.stale = true;
    if (this.last) this.paint(...this.last);
  }

  paint(...last) {
    this.last = last;
    const [patch, past, step] = last;
    if (!this.plotly) return this.sketch(patch);
    if (this.stale) this.draw(patch);
    if (patch.images) this.pictures.paint(patch.images);
    if (patch.relayout) this.plotly.relayout(this.div, patch.relayout);
    const moves = { ...patch.restyle, ...(this.grown.length && curves(this, past, step)) };
    for (const { update, traces } of grouped(this.move(moves))) this.plotly.restyle(this.div, update, traces);
    if (this.inked.length) this.show();
    return undefined;
  }

  // Until Plotly is there: the pictures with their points, where Plotly will put them.
  sketch({ images }) {
    const figure = this.theme.resolve(this.spec.figure);
    this.draft ??= sketch(this.stage, figure);
    if (images && this.draft) {
      this.frame(figure.layout.images, this.draft.axes);
      this.pictures.paint(images);
    }
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => setTimeout(() => this.begin(), 0)); // when this frame is on the screen
  }

  ready() {
    this.paint(...this.last);
    this.draft?.svg.remove();
  }

  // Pictures, where the figure has some.
  frame(images, axes) {
    if (images?.length !== this.pictures?.images.length) {
      this.pictures?.destroy();
      this.pictures = new Pictures(this.stage, images ?? []);
    }
    this.pictures.images = images ?? [];
    this.pictures.place(axes);
  }

  // The figure as it stands, with the traces that will move.
  draw(patch) {
    const first = !this.drawn;
    this.stale = false;
    const { data, layout } = this.theme.resolve(this.spec.figure);
    this.grown = Object.keys(patch.point ?? {}).map(Number); // curves; behind each lies a faint one
    const faint = this.grown.map((i) => ({ ...data[i], opacity: 0.22, hoverinfo: "skip", showlegend: false }));
    this.faint = faint.map((_, i) => data.length + i);
    this.traces = [...data, ...faint];
    this.inked = this.over(patch.restyle ?? {});
    this.inked.forEach((i) => (this.traces[i] = { ...this.traces[i], uid: `${INKED}${i}` }));
    if (this.effects.has("log-y")) layout.yaxis = { ...layout.yaxis, type: "log", autorange: true, range: undefined, rangemode: "normal" };
    this.free = this.inked.length ? ["xaxis", "yaxis"].filter((name) => !layout[name]?.range) : [];
    this.div.classList.toggle(INKED, this.inked.length > 0);
    this.images = layout.images;
    this.react(this.traces, { ...layout, images: [] });
    this.place();
    if (first && this.spec.picks) this.listen();
    if (first && this.grown.length) this.div.on("plotly_click", ({ points }) => this.seek(points[0].x));
  }

  // Indices of the traces that a canvas draws: those that move, if all of them are simple, and what lies above those.
  over(restyle) {
    const moving = [...this.grown, ...this.faint, ...Object.keys(restyle).map(Number)];
    const places = Object.values(restyle).every((changes) => Object.keys(changes).every((name) => name === "x" || name === "y"));
    if (!moving.length || !places || !moving.every((i) => simple(this.traces[i]))) return [];
    return this.traces.map((_, i) => i).filter((i) => i >= Math.min(...moving) && simple(this.traces[i]));
  }

  // Takes changes of traces; what is left is for Plotly.
  move(changes) {
    const left = Object.entries(changes).filter(([i]) => !this.inked.includes(+i));
    for (const i of this.inked) Object.assign(this.traces[i], changes[i]);
    return left;
  }

  place() {
    this.measure();
    if (this.images || this.pictures) this.frame(this.images, this.axes);
    if (!this.inked.length) return;
    if (!this.canvas) this.stage.append((this.canvas = make("canvas", "over")));
    this.pen = fit(this.canvas, this.stage);
    this.size = [this.stage.clientWidth, this.stage.clientHeight];
    const [across, up] = this.axes;
    this.pen.beginPath();
    this.pen.rect(across.start, up.start, across.length, up.length);
    this.pen.clip();
    this.pen.lineJoin = "round";
    if (this.seen) this.show();
  }

  show() {
    this.seen = true;
    const ranges = Object.fromEntries(this.free.map((name) => [`${name}.range`, this.range(name)]).filter(([, range]) => range));
    if (Object.keys(ranges).length) {
      this.plotly.relayout(this.div, ranges);
      this.measure();
    }
    if (this.inked.some((i) => this.traces[i].y?.length && !this.div._fullData[i].visible)) this.tell(); // its first points
    const { pen } = this;
    pen.clearRect(0, 0, ...this.size);
    for (const x of this.last[3]) this.mark(pen, x);
    for (const i of this.inked) ink(pen, this.div._fullData[i], this.traces[i], this.axes);
    this.settle();
  }

  // Another range for an axis that the figure leaves free, if the present one no longer fits.
  range(name) {
    const { range, type, rangemode, autorange } = this.div._fullLayout[name];
    const values = this.traces.flatMap((trace) => (simple(trace) && trace[name[0]]) || []);
    const up = name === "yaxis";
    const zero = rangemode === "tozero" || (up && this.traces.some((trace) => trace.type === "bar"));
    const looks = { log: type === "log", zero, round: !up && this.grown.length > 0 };
    return !autorange && holds(range, values, looks) ? null : fitted(values, looks);
  }

  // A thin line where a knob was changed.
  mark(pen, x) {
    const [across, up] = this.axes;
    pen.globalAlpha = 1;
    pen.strokeStyle = this.theme.color("--ink-faint");
    pen.lineWidth = 1;
    pen.setLineDash([3, 3]);
    pen.beginPath();
    pen.moveTo(across.pixel(x), up.start);
    pen.lineTo(across.pixel(x), up.start + up.length);
    pen.stroke();
  }

  settle() {
    clearTimeout(this.timer);
    const looked = this.stage.matches(":hover") && performance.now() - (this.told ?? 0) > ASKED;
    if (looked) this.tell();
    else this.timer = setTimeout(() => this.gone || this.tell(), REST);
  }

  // Plotly learns where the lines are: it answers the pointer.
  tell() {
    this.told = performance.now();
    const each = (name) => this.inked.map((i) => this.traces[i][name]);
    this.plotly.restyle(this.div, { x: each("x"), y: each("y") }, this.inked);
  }

  // Points stand for steps of the run and for runs of their own: the pointer shows the one, a click opens the other.
  listen() {
    const { picks } = this.spec;
    const at = ({ points }) => this.spec.picks.x.indexOf(points[0].x);
    this.div.on("plotly_hover", (event) => at(event) >= 0 && this.peek(this.spec.picks.steps[at(event)]));
    this.div.on("plotly_unhover", () => this.peek(null));
    this.div.on("plotly_click", (event) => this.spec.picks.runs?.[at(event)] && this.visit(this.spec.picks.runs[at(event)]));
  }
}

// Traces that change in the same attributes change together: a call costs more than a curve.
function grouped(restyle) {
  const groups = new Map();
  for (const [trace, changes] of restyle) {
    const names = Object.keys(changes);
    if (!groups.has(names.join())) groups.set(names.join(), { update: Object.fromEntries(names.map((name) => [name, []])), traces: [] });
    const group = groups.get(names.join());
    for (const name of names) group.update[name].push(changes[name]);
    group.traces.push(+trace);
  }
  return groups.values();
}
