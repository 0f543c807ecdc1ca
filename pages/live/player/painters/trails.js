// Lines over a figure that stands still: paths over a hill, curves over time. Plotly draws axes and contours once; the
// lines lie on canvases above it, so that a step costs a few strokes.

import { exact } from "../numbers.js";
import { Chart } from "./chart.js";
import { floats, Lines } from "./lines.js";
import { dip, ring, trace } from "./pen.js";

const HEAD = 5; // radius of a path's present end, in px
const ARROW = { shortest: 16, longest: 64, barb: 7 }; // px

export class Trails extends Chart {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.lines = new Lines(stage, this.theme);
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      stage.addEventListener(kind, (event) => this.point(event));
    }
    this.begin();
  }

  take(spec) {
    super.take(spec);
    this.stage.classList.toggle("pick", Boolean(spec.pick));
    this.refresh();
  }

  // A patch holds all steps at once, so while it stays the same only the step goes on.
  paint(patch, past, step) {
    this.step = step;
    if (patch === this.patch) return this.draw();
    this.patch = patch;
    this.lines.take(patch.lines.map(decoded));
    this.start = patch.start;
    return this.refresh();
  }

  // What stands still. It is drawn anew only if it has changed.
  refresh() {
    if (!this.plotly || !this.patch) return;
    const { data, layout } = this.theme.resolve(this.patch.figure);
    if (this.patch.ranges) this.scale(layout);
    const stamp = JSON.stringify([data, layout, this.theme.stamp]);
    if (stamp !== this.stamp) this.react(data, layout);
    this.stamp = stamp;
    this.place();
  }

  // The axes of curves: steps, gradients or seconds across; up, a logarithmic or a linear scale.
  scale(layout) {
    const { ranges, steps } = this.patch;
    const log = ranges.log && !this.effects.has("linear-y");
    layout.yaxis = { ...layout.yaxis, type: log ? "log" : "linear", range: log ? ranges.log : ranges.linear };
    const title = { ...layout.xaxis.title, text: this.spec.axis };
    layout.xaxis = { ...layout.xaxis, range: [0, steps * Math.max(...this.spec.paces)], title };
  }

  // Where every point of every line is on the screen. Across, a line says so itself, or the spec says its pace.
  place() {
    if (!this.drawn) return;
    this.measure();
    const [across, up] = this.axes;
    this.lines.lines.forEach((line, at) => {
      const pace = this.spec.paces?.[at];
      line.px = Float32Array.from(line.y, (_, i) => across.pixel(line.x ? line.x[i] : i * pace));
      line.py = Float32Array.from(line.y, (value) => up.pixel(value));
    });
    this.lines.fit(across.start, up.start, across.length, up.length);
    this.draw();
  }

  draw() {
    if (!this.axes || this.step === undefined || !this.lines.lines[0]?.px) return;
    const curve = Boolean(this.spec.paces);
    const { scale } = this.theme;
    const mark = this.effects.has("arrows") ? (...head) => this.arrows(...head) : null;
    this.lines.draw(this.step, { wide: (curve ? 1.7 : 2.2) * scale, round: (curve ? 4 : HEAD) * scale, names: this.effects.has("names"), mark });
    if (!this.start) return;
    dip(this.lines.top, this.theme.color("--ink"), 1.5);
    ring(this.lines.top, ...(this.held ?? this.start.map((value, i) => this.axes[i].pixel(value))), HEAD + 3);
  }

  // Where each line now is.
  says() {
    const at = ({ y }) => Math.min(this.step ?? 0, y.length - 1);
    const told = (line) => (line.x ? `at ${exact(line.x[at(line)])}, ${exact(line.y[at(line)])}` : exact(line.y[at(line)]));
    return this.lines.lines.map((line) => `${line.name ?? ""} ${told(line)}`).join("; ");
  }

  // Downhill along the gradient, thin; velocity, in the runner's colour; the next step, dotted, in its true length.
  arrows({ gradient, velocity, px, py, color }, at, x, y) {
    const pen = this.lines.top;
    dip(pen, this.theme.color("--ink"), 1.2);
    if (gradient && 2 * at < gradient.length) this.arrow(pen, gradient, at, x, y);
    dip(pen, color, 2.4);
    if (velocity && at > 0) this.arrow(pen, velocity, at - 1, x, y);
    dip(pen, color, 1.5, [2, 3]);
    if (at + 1 < px.length) trace(pen, px, py, at, at + 1);
  }

  // An arrow shows a direction; its length grows with the logarithm only, for sizes differ by powers of ten.
  arrow(pen, vectors, at, x, y) {
    const [across, up] = this.axes;
    const [dx, dy] = [vectors[2 * at] * across.scale, vectors[2 * at + 1] * up.scale];
    const size = Math.hypot(dx, dy);
    if (!(size > 1e-9 && size < 1e30)) return;
    const reach = Math.min(ARROW.longest, Math.max(ARROW.shortest, 20 + 9 * Math.log10(size)));
    const turn = Math.atan2(dy, dx);
    const [tipX, tipY] = [x + Math.cos(turn) * reach, y + Math.sin(turn) * reach];
    const barb = (way) => [tipX - ARROW.barb * Math.cos(way), tipY - ARROW.barb * Math.sin(way)];
    const points = [[x, y], [tipX, tipY], barb(turn - 0.5), [tipX, tipY], barb(turn + 0.5)];
    trace(pen, points.map(([each]) => each), points.map(([, each]) => each));
  }

  // The start is set by a click, or by dragging: Python hears of it when the pointer is let go.
  point(event) {
    if (!this.spec?.pick || !this.axes) return;
    const box = this.stage.getBoundingClientRect();
    const at = [event.clientX - box.left, event.clientY - box.top];
    if (event.type === "pointerdown" && event.isPrimary && event.button === 0 && at.every((each, i) => this.axes[i].holds(each))) {
      this.stage.setPointerCapture(event.pointerId);
      this.held = at;
    } else if (event.type === "pointermove" && this.held) {
      this.held = at.map((each, i) => this.axes[i].clamp(each));
    } else if (event.type === "pointerup" && this.held) {
      this.start = this.held.map((each, i) => +this.axes[i].value(each).toPrecision(5));
      this.held = null;
      this.ask("point", { point: this.start, from: this.patch.origin });
    } else if (event.type === "pointercancel") this.held = null;
    else return;
    this.draw();
  }
}

function decoded(line) {
  const numbers = ["x", "y", "gradient", "velocity"].filter((name) => line[name]);
  return { ...line, ...Object.fromEntries(numbers.map((name) => [name, floats(line[name])])) };
}
