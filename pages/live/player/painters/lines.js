// Lines that are known whole, on two canvases: what has been run so far, to which a step adds a stroke, and the marks
// that move. Whoever owns them says where on the screen each point lies (px, py of a line); the rest is the same.

import { make } from "../dom.js";
import { bytes } from "./packed.js";
import { dip, fit, near, ring, SHAPES, trace } from "./pen.js";

const FAINT = 0.2; // of what lies after the present step

export class Lines {
  constructor(stage, theme) {
    Object.assign(this, { stage, theme, lines: [] });
    this.canvases = [make("canvas", "over"), make("canvas", "over")];
    stage.append(...this.canvases);
  }

  // Takes other lines: {x, y (any numbers), px, py, color, dash, name}; nothing of them has been run yet.
  take(lines) { Object.assign(this, { lines, furthest: 0, upto: -1 }); }

  // Makes the canvases fit the stage, and keeps what is drawn within a box.
  fit(...box) {
    [this.trail, this.top] = this.canvases.map((canvas) => fit(canvas, this.stage, box));
    this.trail.lineCap = "round";
    this.all = [0, 0, this.stage.clientWidth, this.stage.clientHeight];
    this.upto = -1;
  }

  // Going on adds the newest piece of each line; going back, or a change, draws all of them anew.
  // ``wide`` is a line's width, ``round`` the radius of its head; ``mark`` draws what else belongs to a head.
  draw(step, { wide, round, names, mark }) {
    const onward = this.upto >= 0 && step >= this.upto && this.upto >= this.furthest;
    this.furthest = Math.max(this.furthest, step);
    if (!onward) {
      this.trail.clearRect(...this.all);
      this.trail.globalAlpha = FAINT;
      for (const line of this.lines) this.stroke(line, step, this.furthest, wide);
      this.trail.globalAlpha = 1;
    }
    for (const line of this.lines) this.stroke(line, onward ? this.upto : 0, step, wide);
    this.upto = step;
    this.top.clearRect(...this.all);
    const heads = this.lines.map((line, at) => this.head(line, SHAPES[at % SHAPES.length], step, { round, mark }));
    if (names) this.names(heads.filter(Boolean));
  }

  stroke({ px, py, color, dash }, from, to, wide) {
    const last = Math.min(to, px.length - 1);
    if (last <= from) return;
    dip(this.trail, color, wide, dash);
    this.trail.lineDashOffset = dash.length ? length(px, py, from) : 0;
    trace(this.trail, px, py, from, last);
  }

  // A shape of its own tells a line's head where colours do not.
  head(line, shape, step, { round, mark }) {
    const at = Math.min(step, line.px.length - 1);
    const [x, y] = [line.px[at], line.py[at]];
    if (!near(x, y)) return undefined;
    mark?.(line, at, x, y);
    dip(this.top, this.theme.color("--page"), 1.5);
    ring(this.top, x, y, round, line.color, shape);
    return { x, y, line };
  }

  // Names beside the heads, from above to below, none over another.
  names(heads) {
    const high = 13 * this.theme.scale;
    let lowest = -Infinity;
    this.top.font = `600 ${11 * this.theme.scale}px ${this.theme.font}`;
    dip(this.top, this.theme.color("--page"), 3);
    for (const { x, y, line } of heads.sort((a, b) => a.y - b.y)) {
      lowest = Math.max(y - 7, lowest + high);
      this.top.fillStyle = line.color;
      this.top.strokeText(line.name, x + 9, lowest);
      this.top.fillText(line.name, x + 9, lowest);
    }
  }
}

// How long a line is up to one of its points: dashes go on where they were left.
function length(px, py, upto) {
  let sum = 0;
  for (let i = 1; i <= upto; i++) sum += Math.hypot(px[i] - px[i - 1], py[i] - py[i - 1]) || 0;
  return sum;
}

// Numbers as they are sent: base64 of 32-bit floats.
export function floats(text) {
  return new Float32Array(bytes(text).buffer);
}
