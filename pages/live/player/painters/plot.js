// A Plotly figure that takes patches: pictures that change, traces that move, curves that grow point by point. Traces
// that are simple enough move on a canvas above Plotly's axes; Plotly itself learns of them when they rest, or when the
// pointer asks what they are worth.

import { make, write } from "../dom.js";
import { exact } from "../numbers.js";
import { Chart } from "./chart.js";
import { curves } from "./curves.js";
import { ink, simple } from "./ink.js";
import { dip, fit, trace } from "./pen.js";
import { Pictures } from "./pictures.js";
import { Pin } from "./pin.js";
import { fitted, holds } from "./ranges.js";
import { sketch } from "./sketch.js";

const REST = 700; // ms after which lines are at rest: longer than the player gives way to Streamlit (clock.js)
const ASKED = 250; // ms between two times that Plotly learns of lines that move under the pointer
const GHOST = "ghost"; // the effect of the switch that keeps a curve
const INKED = "inked"; // name of the traces that Plotly does not show (player.css)

export class Plot extends Chart {
  constructor(...given) {
    super(...given);
    this.pictures = new Pictures(this.stage);
    this.ghosts = []; // curves of another run
  }

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
    this.pictures.paint(patch.images);
    if (patch.relayout) this.plotly.relayout(this.div, patch.relayout);
    this.move({ ...patch.restyle, ...(this.grown.length && curves(this, past, step)) });
    return this.inked.length && this.show();
  }

  // Until Plotly is there: the pictures with their points, where Plotly will put them.
  sketch({ images }) {
    const figure = this.theme.resolve(this.spec.figure);
    this.draft ??= sketch(this.stage, figure);
    if (this.draft) this.pictures.place(this.draft.axes, figure.layout.images);
    this.pictures.paint(images);
    if (!this.asked) requestAnimationFrame(() => setTimeout(() => this.begin(), 0)); // when this frame is on the screen
    this.asked = true;
  }

  // The figure as it stands, with the traces that will move.
  draw(patch) {
    const first = !this.drawn;
    this.stale = false;
    this.draft?.svg.remove();
    const { data: all, layout } = this.theme.resolve(this.spec.figure);
    const data = all.map((trace) => (trace.meta ? { ...trace, visible: this.shows(trace.meta) } : trace));
    this.grown = Object.keys(patch.point ?? {}).map(Number); // curves; behind each lies a faint one
    const faint = this.grown.map((i) => ({ ...data[i], opacity: 0.22, hoverinfo: "skip", showlegend: false }));
    this.faint = faint.map((_, i) => data.length + i);
    this.traces = [...data, ...faint];
    this.inked = this.over(patch.restyle ?? {});
    for (const i of this.inked) this.traces[i] = { ...this.traces[i], uid: `${INKED}${i}` };
    if (this.effects.has("log-y")) layout.yaxis = { ...layout.yaxis, type: "log", autorange: true, range: undefined, rangemode: "normal" };
    this.free = this.inked.length ? ["xaxis", "yaxis"].filter((name) => !layout[name]?.range) : [];
    this.div.classList.toggle(INKED, this.inked.length > 0);
    this.images = layout.images;
    this.react(this.traces, { ...layout, images: [] });
    this.place();
    if (first && this.spec.picks) this.listen();
    if (first && this.grown.length) this.div.on("plotly_click", ({ points }) => this.seek(points[0].x));
  }

  // The curves as they stand are kept behind those to come.
  toggle(effect, on) {
    if (effect === GHOST) this.ghosts = on ? (this.grown ?? []).map((i) => ({ ...this.traces[i] })) : [];
    super.toggle(effect, on);
  }

  // Whether traces that are seen on demand are.
  shows(meta) { return this.effects.has(`show:${meta}`); }

  // Indices of the traces that a canvas draws: those that move, if all of them are simple, and what lies above those.
  over(restyle) {
    const moving = [...this.grown, ...this.faint, ...Object.keys(restyle).map(Number)];
    const places = Object.values(restyle).every((changes) => Object.keys(changes).every((name) => name === "x" || name === "y"));
    if (!moving.length || !places || !moving.every((i) => simple(this.traces[i]))) return [];
    return this.traces.map((_, i) => i).filter((i) => i >= Math.min(...moving) && simple(this.traces[i]));
  }

  // Takes changes of traces. Those that only Plotly can draw go there in one call, for a call costs more than a curve.
  move(changes) {
    for (const i of this.inked) Object.assign(this.traces[i], changes[i]);
    const left = Object.keys(changes).filter((i) => !this.inked.includes(+i));
    const names = new Set(left.flatMap((i) => Object.keys(changes[i])));
    const update = Object.fromEntries([...names].map((name) => [name, left.map((i) => changes[i][name])]));
    if (left.length) this.plotly.restyle(this.div, update, left.map(Number));
  }

  place() {
    this.measure();
    this.pictures.place(this.axes, this.images);
    if (this.spec.pin) this.pin ??= new Pin(this.stage, this.spec.pin, (place) => this.pinned(place));
    this.pin?.place(this.axes);
    if (!this.inked.length) return;
    if (!this.canvas) this.stage.append((this.canvas = make("canvas", "over")));
    const [across, up] = this.axes;
    this.pen = fit(this.canvas, this.stage, [across.start, up.start, across.length, up.length]);
    this.size = [this.stage.clientWidth, this.stage.clientHeight];
    if (this.seen) this.show();
  }

  show() {
    this.seen = true;
    const ranges = this.free.map((name) => [`${name}.range`, this.range(name)]).filter(([, range]) => range);
    if (ranges.length) this.plotly.relayout(this.div, Object.fromEntries(ranges));
    if (ranges.length) this.measure();
    if (this.inked.some((i) => this.traces[i].y?.length && !this.div._fullData[i].visible)) this.tell(); // its first points
    this.pen.clearRect(0, 0, ...this.size);
    this.promise(this.inked.every((i) => (this.traces[i].y?.length ?? 0) < 2));
    for (const x of this.last[3]) this.mark(x);
    this.ghosts.forEach((ghost, i) => this.grown[i] !== undefined && this.haunt(ghost, this.grown[i]));
    for (const i of this.inked) ink(this.pen, this.div._fullData[i], this.traces[i], this.axes);
    this.settle();
  }

  // Another range for an axis that the figure leaves free, if the present one no longer fits.
  range(name) {
    const { range, type, rangemode, autorange } = this.div._fullLayout[name];
    const values = [...this.traces, ...this.ghosts].flatMap((trace) => (simple(trace) && trace[name[0]]) || []);
    const zero = rangemode === "tozero" || (name === "yaxis" && this.traces.some((trace) => trace.type === "bar"));
    const looks = { log: type === "log", zero, round: name === "xaxis" && this.grown.length > 0 };
    return !autorange && holds(range, values, looks) ? null : fitted(values, looks);
  }

  // Says what will come, in a chart that has nothing to show yet.
  promise(empty) {
    if (!this.spec.empty || this.promised === empty) return;
    this.promised = empty;
    this.soon ??= this.stage.appendChild(make("p", "soon"));
    write(this.soon, empty ? this.spec.empty : "");
  }

  // A kept curve, faint, in the line of the one that is its like.
  haunt(ghost, i) {
    const look = this.div._fullData[i];
    ink(this.pen, { ...look, opacity: 0.5, line: { ...look.line, color: this.theme.color("--kept") } }, ghost, this.axes);
  }

  // A thin line where a knob was changed.
  mark(x) {
    const [across, up] = this.axes;
    this.pen.globalAlpha = 1;
    dip(this.pen, this.theme.color("--ink-faint"), 1, [3, 3]);
    trace(this.pen, [across.pixel(x), across.pixel(x)], [up.start, up.start + up.length]);
  }

  // The newest value of each named line.
  says() {
    const named = (this.traces ?? []).filter(({ name, mode, y }) => name && mode?.includes("lines") && y?.length).slice(0, 6);
    return named.map(({ name, y }) => `${name} ${typeof y.at(-1) === "number" ? exact(y.at(-1)) : "–"}`).join(", ");
  }

  settle() {
    clearTimeout(this.timer);
    if (this.stage.matches(":hover") && performance.now() - (this.told ?? 0) > ASKED) this.tell();
    else this.timer = setTimeout(() => this.gone || this.tell(), REST);
  }

  // Plotly learns where the lines are: it answers the pointer.
  tell() {
    this.told = performance.now();
    const each = (name) => this.inked.map((i) => this.traces[i][name]);
    this.plotly.restyle(this.div, { x: each("x"), y: each("y") }, this.inked);
  }

  // What points stand for: known from the beginning, or brought by the frame, one by one.
  get picks() { return this.last[0].picks ?? this.spec.picks; }

  // The place of a point among those that stand for something; of the cells of a map, counted row by row.
  placed({ x, y }) {
    const { x: across, y: up } = this.picks;
    if (this.last[0].picks) return across.findIndex((each, i) => each === x && up[i] === y);
    const [column, row] = [across.indexOf(x), up ? up.indexOf(y) : 0];
    return row < 0 || column < 0 ? -1 : row * across.length + column;
  }

  // Points stand for steps of the run and for runs of their own: the pointer shows the one, a click opens the other.
  listen() {
    const picked = ({ points }, kind) => this.picks[kind]?.[this.placed(points[0])];
    this.div.on("plotly_hover", (event) => this.peek(picked(event, "steps") ?? null));
    this.div.on("plotly_unhover", () => this.peek(null));
    this.div.on("plotly_click", (event) => picked(event, "runs") && this.visit(picked(event, "runs")));
  }
}
