// Lines that are known whole, on two canvases: what has been run so far, to which a step adds a stroke, and the marks
// that move. Whoever owns them says where on the screen each point lies (px, py of a line); the rest is the same.

import { fit, make } from "../dom.js";

const FAINT = 0.2; // of what lies after the present step
export const FAR = 1e5; // px beyond which nothing is drawn

export class Lines {
  constructor(stage, theme) {
    Object.assign(this, { stage, theme, lines: [], upto: -1, furthest: 0 });
    [this.trail, this.top] = [make("canvas", "over"), make("canvas", "over")].map((canvas) => canvas.getContext("2d"));
    stage.append(this.trail.canvas, this.top.canvas);
  }

  // Takes other lines: {x, y (any numbers), px, py, color, dash, name}; nothing of them has been run yet.
  take(lines) {
    this.lines = lines;
    this.furthest = 0;
    this.upto = -1;
  }

  // Makes the canvases fit the stage, and keeps what is drawn within a box.
  fit(left, top, width, height) {
    [this.width, this.height] = [this.stage.clientWidth, this.stage.clientHeight];
    for (const { canvas } of [this.trail, this.top]) {
      const pen = fit(canvas, this.stage);
      pen.lineJoin = pen.lineCap = "round";
      pen.beginPath();
      pen.rect(left, top, width, height);
      pen.clip();
    }
    this.upto = -1;
  }

  // Going on adds the newest piece of each line; going back, or a change, draws all of them anew.
  // ``wide`` is a line's width, ``round`` the radius of its head; ``mark`` draws what else belongs to a head.
  draw(step, { wide, round, names, mark }) {
    const onward = this.upto >= 0 && step >= this.upto && this.upto >= this.furthest;
    this.furthest = Math.max(this.furthest, step);
    this.trail.lineWidth = wide;
    if (!onward) {
      this.trail.clearRect(0, 0, this.width, this.height);
      this.trail.globalAlpha = FAINT;
      for (const line of this.lines) this.stroke(line, step, this.furthest);
      this.trail.globalAlpha = 1;
    }
    for (const line of this.lines) this.stroke(line, onward ? this.upto : 0, step);
    this.upto = step;
    this.top.clearRect(0, 0, this.width, this.height);
    for (const line of this.lines) this.head(line, step, round, names, mark);
  }

  stroke({ px, py, color, dash }, from, to) {
    const pen = this.trail;
    const last = Math.min(to, px.length - 1);
    if (last <= from) return;
    pen.strokeStyle = color;
    pen.setLineDash(dash);
    pen.lineDashOffset = dash.length ? length(px, py, from) : 0;
    pen.beginPath();
    let down = false;
    for (let i = from; i <= last; i++) {
      const inside = near(px[i], py[i]);
      if (inside && down) pen.lineTo(px[i], py[i]);
      else if (inside) pen.moveTo(px[i], py[i]);
      down = inside;
    }
    pen.stroke();
  }

  head(line, step, round, names, mark) {
    const pen = this.top;
    const at = Math.min(step, line.px.length - 1);
    const [x, y] = [line.px[at], line.py[at]];
    if (!near(x, y)) return;
    mark?.(line, at, x, y);
    pen.setLineDash([]);
    pen.beginPath();
    pen.arc(x, y, round, 0, 7);
    pen.fillStyle = line.color;
    pen.strokeStyle = this.theme.color("--page");
    pen.lineWidth = 1.5;
    pen.fill();
    pen.stroke();
    if (names) this.label(line, x + 9, y - 7);
  }

  label({ name, color }, x, y) {
    const pen = this.top;
    pen.font = `600 11px ${this.theme.font}`;
    pen.lineWidth = 3;
    pen.strokeStyle = this.theme.color("--page");
    pen.strokeText(name, x, y);
    pen.fillStyle = color;
    pen.fillText(name, x, y);
  }
}

// Whether a point can be drawn: false for what has gone too far, and for NaN.
export function near(x, y) {
  return Math.abs(x) < FAR && Math.abs(y) < FAR;
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
