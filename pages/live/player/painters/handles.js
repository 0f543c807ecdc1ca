// A Plotly figure with something in it to grab. Several such views share one point of numbers p; each shows it in its
// own way (SHAPES) and may let it be dragged, and all others follow at once, without asking the server. Python hears of
// it when it is let go.

import { make } from "../dom.js";
import { dip, fit, ring, trace } from "./pen.js";
import { Plot } from "./plot.js";

const NEAR = { mouse: 12, pen: 16, touch: 28 }; // px from a handle that still grab it
const REST = 500; // ms after the last arrow key until Python hears of it
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const DIGITS = 4;
const REACH = 4; // the length of an arrow that stands for weights without bound
const FARTHEST = 4.5; // of an arrow's foot from the middle
const EDGE = 6; // |z| beyond which the sigmoid is taken for 0 or 1
const dot = ([a, b], [c, d]) => a * c + b * d;
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// The shared point, while it is held: null says that the frame's own is shown.
export class Grip {
  constructor(ask, still) { Object.assign(this, { ask, still, views: new Set(), point: null, dragged: false }); }

  drag(point) {
    if (!this.dragged) this.still(); // the run pauses under a hand
    this.dragged = true;
    this.show(point);
  }

  // Python is asked for the point; it stays until the answer comes.
  drop() {
    this.dragged = false;
    if (this.point) this.ask("point", { point: this.point.map((each) => +each.toPrecision(DIGITS)) });
  }

  leave() {
    this.dragged = false;
    this.show(null);
  }

  // Whatever has come from Python: the frames' own point is shown again.
  answered() { if (this.point && !this.dragged) this.show(null); }

  show(point) {
    this.point = point;
    for (const view of this.views) view.mark();
  }
}

export class Handles extends Plot {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.below = make("canvas");
    this.above = make("canvas", "over");
    stage.prepend(this.below);
    stage.append(this.above);
    this.grip.views.add(this);
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      stage.addEventListener(kind, (event) => this.pointer(event));
    }
    // A finger that grabs does not scroll the page.
    stage.addEventListener("touchstart", (event) => this.grabs(event) && event.preventDefault(), { passive: false });
    stage.addEventListener("keydown", (event) => this.key(event));
  }

  take(spec) {
    super.take(spec);
    this.shapes = spec.handles.map((each) => new SHAPES[each.shape](each));
    const grabbed = this.shapes.find(({ grab }) => grab);
    this.stage.classList.toggle("grip", Boolean(grabbed));
    if (grabbed) this.stage.tabIndex = 0;
  }

  // What can be moved by keys says what they do, and where it stands.
  describe(text) {
    if (!this.shapes.some(({ grab }) => grab)) return super.describe(text);
    const at = this.stage.dataset.at ?? "";
    return Object.assign(this.stage, { role: "application", ariaLabel: `${text}. ${this.spec.grip}. ${at}` });
  }

  paint(patch, ...rest) {
    this.own = patch.handle;
    super.paint(patch, ...rest);
    this.mark();
  }

  place() {
    super.place();
    this.pens = [this.below, this.above].map((canvas) => fit(canvas, this.stage, this.box));
    this.mark();
  }

  get box() { const [across, up] = this.axes; return [across.start, up.start, across.length, up.length]; }
  get point() { return this.grip.point ?? this.own; }

  mark() {
    if (!this.pens || !this.own) return;
    for (const pen of this.pens) pen.clearRect(0, 0, this.stage.clientWidth, this.stage.clientHeight);
    for (const shape of this.shapes) shape.draw(this, this.point);
    this.stage.dataset.at = this.point.map((each) => each.toPrecision(3)).join(", ");
  }

  pixels([x, y]) { return [this.axes[0].pixel(x), this.axes[1].pixel(y)]; }
  color(name) { return this.theme.color(name); }

  // Where the pointer is: in pixels of the stage and, within the axes, in values.
  at(event) {
    const { left, top } = this.stage.getBoundingClientRect();
    const pixel = [event.clientX - left, event.clientY - top];
    return { pixel, value: pixel.map((each, i) => this.axes[i].value(this.axes[i].clamp(each))) };
  }

  grabs({ touches: [touch] }) { return this.pens && this.own && this.hit(this.at(touch), NEAR.touch); }

  pointer(event) {
    if (!this.pens || !this.own) return;
    const at = this.at(event);
    if (event.type === "pointerdown" && event.isPrimary && event.button === 0) {
      this.moved = this.hit(at, NEAR[event.pointerType] ?? NEAR.mouse);
      this.clicked = this.spec.clicks && at.value;
      if (!this.moved && !this.clicked) return;
      this.stage.setPointerCapture(event.pointerId);
    } else if (event.type === "pointermove" && this.moved) this.grip.drag(this.moved(at.value));
    else if (event.type === "pointermove") this.stage.classList.toggle("near", Boolean(this.hit(at, NEAR.mouse)));
    else {
      const held = this.moved;
      this.moved = null;
      if (held && event.type === "pointercancel") this.grip.leave();
      else if (held && this.grip.dragged) this.grip.drop();
      else if (this.clicked && event.type === "pointerup") this.grip.ask("point", { click: this.clicked.map((each) => +each.toPrecision(DIGITS)) });
      this.clicked = null;
    }
  }

  // What a shape makes of the point while the pointer drags it: a function of where it is; undefined where none is near.
  hit(at, near) {
    for (const shape of this.shapes) {
      const moved = shape.grab?.(this, this.point, at, near);
      if (moved) return moved;
    }
    return undefined;
  }

  // Arrow keys move what is held; with Shift they turn it or change its size.
  key(event) {
    const way = ARROWS[event.key];
    const shape = this.shapes.find(({ nudge }) => nudge);
    if (!way || !shape || !this.own || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // elsewhere they step through the run
    this.grip.drag(shape.nudge(this, this.point, way, event.shiftKey));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.gone || this.grip.drop(), REST);
  }

  destroy() {
    this.grip.views.delete(this);
    super.destroy();
  }
}

// A dot at two of the numbers: {at: [i, j], color}.
class Dot {
  constructor({ at, color }) { Object.assign(this, { places: at, hue: color }); }

  values(point) { return this.places.map((i) => point[i]); }
  with(point, values) { return point.map((each, i) => (this.places.includes(i) ? values[this.places.indexOf(i)] : each)); }

  draw(view, point) {
    const pen = view.pens[1];
    dip(pen, view.color("--page"), 2);
    ring(pen, ...view.pixels(this.values(point)), 8, this.hue ?? view.color("--accent"));
  }

  grab(view, point, { pixel }, near) {
    const [x, y] = view.pixels(this.values(point));
    return Math.hypot(pixel[0] - x, pixel[1] - y) <= near && ((value) => this.with(point, value));
  }

  nudge(view, point, way) {
    return this.with(point, this.values(point).map((each, i) => each + (way[i] * view.axes[i].length) / 40 / Math.abs(view.axes[i].scale)));
  }
}

// A dot that moves up and down, and the curve of one family through it: {at: [i, j], color, x, heights: [...], curves:
// [[y...]...]}. The curves are known by their height at the dot, rising; between two of them the one sought is blended.
class Family extends Dot {
  constructor(spec) { super(spec); this.kin = spec; }

  draw(view, point) {
    const [, height] = this.values(point);
    if (height !== this.values(view.own)[1]) {
      const { x, color } = this.kin;
      const y = this.through(height);
      dip(view.pens[1], color, 2.5);
      trace(view.pens[1], x.map((each) => view.axes[0].pixel(each)), y.map((each) => view.axes[1].pixel(each)));
    }
    super.draw(view, point);
  }

  through(height) {
    const { heights, curves } = this.kin;
    const next = heights.findIndex((each) => each >= height);
    if (next < 1) return next ? curves.at(-1) : curves[0];
    const share = (height - heights[next - 1]) / (heights[next] - heights[next - 1]);
    return curves[next].map((each, i) => curves[next - 1][i] + share * (each - curves[next - 1][i]));
  }

  with(point, values) { return super.with(point, [point[this.places[0]], values[1]]); }
}

// The line w·x + b = 0, with the plane shaded by σ(w·x + b): {weights: [i, j], bias: k, shade: [color at 0, at 1]}. Moving
// it changes b. An arrow stands for w: it points across the line to the side of 1, and is the longer the larger w is.
class Line {
  constructor({ weights, bias, shade }) { Object.assign(this, { weights, bias, shade }); }

  // w, b, the size of w, and the line's point nearest to the middle, where the arrow has its foot.
  parts(point) {
    const w = this.weights.map((i) => point[i]);
    const b = point[this.bias];
    const size = Math.hypot(...w);
    const away = size ? -b / size : 0;
    const near = Math.min(Math.max(away, -FARTHEST), FARTHEST);
    const way = size ? w.map((each) => each / size) : [1, 0];
    const foot = way.map((each) => each * near);
    const reach = (REACH * size) / (1 + size);
    return { w, b, size, way, away, foot, tip: foot.map((each, i) => each + way[i] * reach) };
  }

  with(point, [w1, w2], b) {
    const moved = [...point];
    [moved[this.weights[0]], moved[this.weights[1]], moved[this.bias]] = [w1, w2, b];
    return moved;
  }

  draw(view, point) {
    const parts = this.parts(point);
    this.tint(view, parts);
    if (!parts.size) return this.knob(view, parts);
    const [on, along] = [parts.way.map((each) => each * parts.away), [-parts.way[1], parts.way[0]]];
    const ends = [-30, 30].map((far) => view.pixels(on.map((each, i) => each + far * along[i])));
    dip(view.pens[1], view.color("--ink"), 2.5);
    trace(view.pens[1], ends.map(([x]) => x), ends.map(([, y]) => y));
    return this.knob(view, parts);
  }

  knob(view, { foot, tip }) {
    const [from, to] = [view.pixels(foot), view.pixels(tip)];
    dip(view.pens[1], view.color("--ink"), 2);
    trace(view.pens[1], [from[0], to[0]], [from[1], to[1]]);
    dip(view.pens[1], view.color("--page"), 2);
    ring(view.pens[1], ...to, 8, view.color("--accent"));
  }

  // The plane in one stroke: σ(z) changes along w only.
  tint(view, { b, size, way, away }) {
    const pen = view.pens[0];
    const span = size > 1e-6 ? EDGE / size : 0;
    const [from, to] = [-span, span].map((far) => view.pixels(way.map((each) => each * (away + far))));
    const steps = span ? [...Array(25).keys()].map((i) => i / 24) : [];
    const near = Math.hypot(to[0] - from[0], to[1] - from[1]) < 1e5;
    const fill = span && near ? pen.createLinearGradient(...from, ...to) : this.mixed(sigmoid(b));
    for (const share of near ? steps : []) fill.addColorStop(share, this.mixed(sigmoid((2 * share - 1) * EDGE)));
    pen.fillStyle = fill;
    pen.fillRect(...view.box);
  }

  mixed(p) {
    const alpha = 0.03 + 0.63 * Math.abs(2 * p - 1) ** 0.9;
    return `${this.shade[p < 0.5 ? 0 : 1]}${Math.round(255 * alpha).toString(16).padStart(2, "0")}`;
  }

  grab(view, point, { pixel, value }, near) {
    const { w, size, way, away, foot, tip } = this.parts(point);
    const [x, y] = view.pixels(tip);
    if (Math.hypot(pixel[0] - x, pixel[1] - y) <= near) return (to) => this.turned(point, foot, to);
    const off = Math.abs(dot(way, value) - away) * Math.abs(view.axes[0].scale);
    if (!size || off > near) return undefined;
    const slip = dot(w, value) + point[this.bias];
    return (to) => this.with(point, w, slip - dot(w, to));
  }

  // The arrow's tip at another place: w points there from its foot, through which the line still runs.
  turned(point, foot, to) {
    const way = to.map((each, i) => each - foot[i]);
    const far = Math.hypot(...way) || 1e-6;
    const reach = Math.min(far, 0.95 * REACH);
    const w = way.map((each) => ((each / far) * reach) / (REACH - reach));
    return this.with(point, w, -dot(w, foot));
  }

  nudge(view, point, way, turn) {
    const { w, foot } = this.parts(point);
    if (!turn) return this.with(point, w, point[this.bias] - 0.2 * dot(w, way));
    const [by, grown] = [-0.08 * way[0], 1.1 ** way[1]];
    const other = [w[0] * Math.cos(by) - w[1] * Math.sin(by), w[0] * Math.sin(by) + w[1] * Math.cos(by)].map((each) => each * grown);
    return this.with(point, other, -dot(other, foot));
  }
}

// Dots on the curve σ(z), each at its z = w·x + b: {weights, bias, groups: [{x: [[x₁], [x₂]], color}]}.
class OnSigmoid {
  constructor({ weights, bias, groups }) { Object.assign(this, { weights, bias, groups }); }

  draw(view, point) {
    const [pen, [across, up]] = [view.pens[1], view.axes];
    const w = this.weights.map((i) => point[i]);
    dip(pen, view.color("--page"), 0.8);
    for (const { x: [first, second], color } of this.groups) {
      first.forEach((x, i) => {
        const z = dot(w, [x, second[i]]) + point[this.bias];
        ring(pen, across.clamp(across.pixel(z)), up.pixel(sigmoid(z)), 4, color);
      });
    }
  }
}

// By the name that a spec gives.
const SHAPES = { dot: Dot, family: Family, line: Line, sigmoid: OnSigmoid };
