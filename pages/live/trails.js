// Lines that are known whole and are drawn up to the present step: paths over a hill, curves over time. Plotly draws
// what stands still (axes, contours) once; the lines go on two canvases above it, so a step costs a few strokes.

import { load } from "./plot.js";

const FAINT = 0.2; // of what lies after the present step
const HEAD = 5; // radius of the mark at a line's present end, in px
const FAR = 1e5; // px beyond which nothing is drawn

export class Trails {
  constructor(stage, theme, address, view, ask) {
    Object.assign(this, { stage, theme, ask });
    this.div = canvasOr("div", "plot");
    this.trail = canvasOr("canvas", "over");
    this.top = canvasOr("canvas", "over");
    this.note = canvasOr("div", "corner");
    stage.append(this.div, this.trail, this.top, this.note);
    this.pens = [this.trail.getContext("2d"), this.top.getContext("2d")];
    this.effects = new Set();
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(stage);
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      stage.addEventListener(kind, (event) => this.point(event));
    }
    this.begin(address);
  }

  async begin(address) {
    this.plotly = await load(address).catch(() => null);
    if (this.gone) return;
    if (!this.plotly) setTimeout(() => this.begin(address), 2000);
    else if (this.patch) this.figure();
  }

  take(spec) {
    this.spec = spec;
    this.stage.classList.toggle("pick", Boolean(spec.pick));
    if (this.patch) this.figure();
  }

  tools() {
    return [];
  }

  toggle(effect, on) {
    if (on) this.effects.add(effect);
    else this.effects.delete(effect);
    if (effect === "linear-y") this.figure();
    else this.draw();
  }

  retheme() {
    this.colors = null;
    this.figure();
  }

  resize() {
    if (!this.drawn || !this.stage.clientWidth) return;
    this.plotly.Plots.resize(this.div);
    requestAnimationFrame(() => this.place());
  }

  paint(patch, past, step) {
    this.step = step;
    if (patch === this.patch) return this.draw();
    this.patch = patch;
    this.lines = patch.lines.map((line) => ({
      ...line,
      x: line.x && floats(line.x),
      y: floats(line.y),
      gradient: line.gradient && floats(line.gradient),
      velocity: line.velocity && floats(line.velocity),
    }));
    this.furthest = 0;
    this.note.textContent = patch.note ?? "";
    return this.figure();
  }

  // What stands still. It is drawn anew only if it has changed.
  figure() {
    if (!this.plotly || !this.patch || this.gone) return;
    const { data, layout } = this.theme.resolve(this.patch.figure);
    const { ranges, steps } = this.patch;
    if (ranges) {
      const log = ranges.log && !this.effects.has("linear-y");
      layout.yaxis = { ...layout.yaxis, type: log ? "log" : "linear", range: log ? ranges.log : ranges.linear };
      const width = steps * Math.max(...this.lines.map(({ pace }) => pace[this.spec.pace]));
      layout.xaxis = { ...layout.xaxis, range: [0, width], title: { ...layout.xaxis.title, text: this.spec.axis } };
    }
    const font = { family: this.theme.font, size: 11, color: this.theme.color("--ink-soft") };
    const clear = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true, font };
    const stamp = JSON.stringify([data, layout, this.spec.pace, font]);
    if (stamp !== this.stamp) {
      this.plotly.react(this.div, data, { showlegend: false, ...layout, ...clear }, { displayModeBar: false, responsive: false });
      this.stamp = stamp;
      this.drawn = true;
    }
    this.place();
  }

  // Where every point of every line is on the screen.
  place() {
    const { xaxis, yaxis } = this.div._fullLayout ?? {};
    if (!xaxis || !this.lines) return;
    this.axes = [ruler(xaxis, false), ruler(yaxis, true)];
    const [across, up] = this.axes;
    for (const line of this.lines) {
      const count = line.y.length;
      line.px = new Float32Array(count);
      line.py = new Float32Array(count);
      const pace = line.pace?.[this.spec.pace];
      for (let i = 0; i < count; i++) {
        line.px[i] = across.pixel(line.x ? line.x[i] : i * pace);
        line.py[i] = up.pixel(line.y[i]);
      }
    }
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth, clientHeight } = this.stage;
    for (const pen of this.pens) {
      pen.canvas.width = Math.round(clientWidth * ratio);
      pen.canvas.height = Math.round(clientHeight * ratio);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.lineJoin = pen.lineCap = "round";
      pen.beginPath();
      pen.rect(across.start, up.start, across.length, up.length);
      pen.clip();
    }
    this.upto = -1;
    this.draw();
  }

  // Going on adds the newest piece of each line; going back, or a change, draws all of them anew.
  draw() {
    if (!this.axes || this.step === undefined) return;
    this.colors ??= { page: this.theme.color("--page"), ink: this.theme.color("--ink") };
    const [pen] = this.pens;
    const before = this.upto ?? -1;
    const onward = before >= 0 && this.step >= before && before >= this.furthest;
    this.furthest = Math.max(this.furthest, this.step);
    if (!onward) {
      pen.clearRect(0, 0, this.stage.clientWidth, this.stage.clientHeight);
      if (this.furthest > this.step) {
        pen.globalAlpha = FAINT;
        for (const line of this.lines) this.stroke(line, this.step, this.furthest);
        pen.globalAlpha = 1;
      }
    }
    for (const line of this.lines) this.stroke(line, onward ? before : 0, this.step);
    this.upto = this.step;
    this.heads();
  }

  stroke({ px, py, color, dash }, from, to) {
    const [pen] = this.pens;
    const last = Math.min(to, px.length - 1);
    if (last <= from) return;
    pen.strokeStyle = color;
    pen.lineWidth = this.spec.pace ? 1.7 : 2.2;
    pen.setLineDash(dash);
    pen.lineDashOffset = dash.length ? length(px, py, from) : 0;
    pen.beginPath();
    let down = false;
    for (let i = from; i <= last; i++) {
      const inside = Math.abs(px[i]) < FAR && Math.abs(py[i]) < FAR; // false for NaN, too
      if (!inside) down = false;
      else if (down) pen.lineTo(px[i], py[i]);
      else pen.moveTo(px[i], py[i]);
      down = inside;
    }
    pen.stroke();
  }

  // The marks that move: each line's present end, its name, its arrows, and the start.
  heads() {
    const [, pen] = this.pens;
    pen.clearRect(0, 0, this.stage.clientWidth, this.stage.clientHeight);
    if (this.patch.start) this.ring(this.held ?? this.patch.start.map((value, i) => this.axes[i].pixel(value)));
    for (const line of this.lines) {
      const at = Math.min(this.step, line.px.length - 1);
      const [x, y] = [line.px[at], line.py[at]];
      if (!(Math.abs(x) < FAR && Math.abs(y) < FAR)) continue;
      if (this.effects.has("arrows")) this.arrows(line, at, x, y);
      pen.beginPath();
      pen.arc(x, y, this.spec.pace ? 3 : HEAD, 0, 7);
      pen.fillStyle = line.color;
      pen.strokeStyle = this.colors.page;
      pen.lineWidth = 1.5;
      pen.fill();
      pen.stroke();
      if (this.effects.has("names")) this.label(line, x, y);
    }
  }

  ring([x, y]) {
    const [, pen] = this.pens;
    pen.strokeStyle = this.colors.ink;
    pen.lineWidth = 1.5;
    pen.setLineDash([]);
    pen.beginPath();
    pen.arc(x, y, HEAD + 3, 0, 7);
    pen.stroke();
  }

  label({ name, color }, x, y) {
    const [, pen] = this.pens;
    pen.font = `600 11px ${this.theme.font}`;
    pen.lineWidth = 3;
    pen.strokeStyle = this.colors.page;
    pen.strokeText(name, x + 9, y - 7);
    pen.fillStyle = color;
    pen.fillText(name, x + 9, y - 7);
  }

  // Downhill along the gradient, thin; velocity, in the runner's colour; the next step, in its true length.
  arrows({ gradient, velocity, px, py, color }, at, x, y) {
    if (gradient && 2 * at < gradient.length) this.arrow(gradient, at, x, y, this.colors.ink, 1.2);
    if (velocity && at > 0) this.arrow(velocity, at - 1, x, y, color, 2.4);
    const [, pen] = this.pens;
    if (at + 1 >= px.length || !(Math.abs(px[at + 1]) < FAR)) return;
    pen.strokeStyle = color;
    pen.lineWidth = 1.5;
    pen.setLineDash([2, 3]);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(px[at + 1], py[at + 1]);
    pen.stroke();
    pen.setLineDash([]);
  }

  // An arrow shows a direction; its length grows with the logarithm only, for sizes differ by powers of ten.
  arrow(vectors, at, x, y, color, width) {
    const [across, up] = this.axes;
    const [dx, dy] = [vectors[2 * at] * across.scale, vectors[2 * at + 1] * up.scale];
    const size = Math.hypot(dx, dy);
    if (!(size > 1e-9 && size < 1e300)) return;
    const reach = Math.min(64, Math.max(16, 20 + 9 * Math.log10(size)));
    const [tipX, tipY] = [x + (dx / size) * reach, y + (dy / size) * reach];
    const turn = Math.atan2(dy, dx);
    const [, pen] = this.pens;
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(tipX, tipY);
    for (const side of [-0.5, 0.5]) {
      pen.moveTo(tipX, tipY);
      pen.lineTo(tipX - 7 * Math.cos(turn + side), tipY - 7 * Math.sin(turn + side));
    }
    pen.stroke();
  }

  // The start is set by a click, or by dragging: Python hears of it when the pointer is let go.
  point(event) {
    if (!this.spec?.pick || !this.axes) return;
    const box = this.stage.getBoundingClientRect();
    const at = [event.clientX - box.left, event.clientY - box.top];
    const inside = at.every((value, i) => this.axes[i].holds(value));
    if (event.type === "pointerdown" && inside && event.isPrimary && event.button === 0) {
      this.stage.setPointerCapture(event.pointerId);
      this.held = at;
    } else if (event.type === "pointermove" && this.held) {
      this.held = at.map((value, i) => this.axes[i].clamp(value));
    } else if (event.type === "pointerup" && this.held) {
      const point = this.held.map((value, i) => +this.axes[i].value(value).toPrecision(5));
      this.patch.start = point;
      this.held = null;
      this.ask("point", { point });
    } else if (event.type === "pointercancel") this.held = null;
    else return;
    this.draw();
  }

  destroy() {
    this.gone = true;
    this.watch.disconnect();
    if (this.drawn) this.plotly.purge(this.div);
    for (const element of [this.div, this.trail, this.top, this.note]) element.remove();
  }
}

// From values to pixels of the stage and back, by Plotly's axis.
function ruler({ _offset, _length, range, type }, down) {
  const [low, high] = range;
  const log = type === "log";
  const start = _offset;
  const share = (value) => ((log ? Math.log10(Math.max(value, 1e-300)) : value) - low) / (high - low);
  return {
    start,
    length: _length,
    scale: ((down ? -1 : 1) * _length) / (high - low),
    pixel: (value) => start + (down ? 1 - share(value) : share(value)) * _length,
    value: (pixel) => low + (down ? 1 - (pixel - start) / _length : (pixel - start) / _length) * (high - low),
    holds: (pixel) => pixel >= start && pixel <= start + _length,
    clamp: (pixel) => Math.min(Math.max(pixel, start), start + _length),
  };
}

// How long a line is up to one of its points: dashes go on where they were left.
function length(px, py, upto) {
  let sum = 0;
  for (let i = 1; i <= upto; i++) sum += Math.hypot(px[i] - px[i - 1], py[i] - py[i - 1]) || 0;
  return sum;
}

// Numbers as they are sent: base64 of 32-bit floats.
export function floats(text) {
  return new Float32Array(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
}

function canvasOr(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}
