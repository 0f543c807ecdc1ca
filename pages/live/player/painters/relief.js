// A hill in three dimensions with the paths on it, drawn on a plain canvas and turned by dragging. The hill is drawn
// when it changes or is turned; a step only adds to the paths.

import { make } from "../dom.js";
import { floats, Lines } from "./lines.js";
import { Painter } from "./painter.js";
import { fit } from "./pen.js";
import { finer } from "./smooth.js";

const FINER = 2; // pieces of the ground between two known heights
const FIRST = { turn: -0.6, tilt: 0.72 }; // radians: around the upright axis, and towards the eye
const LEVEL = [0.25, 1.45]; // of the tilt
const RISE = 0.75; // of the highest point, in widths of the base
const LIGHT = [-0.5, -0.35, 0.79]; // where the light comes from

export class Relief extends Painter {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.eye = { ...FIRST };
    stage.append((this.ground = make("canvas", "over")));
    stage.classList.add("turn");
    this.lines = new Lines(stage, this.theme);
    stage.addEventListener("pointerdown", (event) => {
      stage.setPointerCapture(event.pointerId);
      this.from = [event.clientX, event.clientY];
    });
    stage.addEventListener("pointermove", (event) => this.from && this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, () => (this.from = null));
  }

  paint(patch, past, step) {
    this.step = step;
    if (patch === this.patch) return this.draw();
    this.patch = patch;
    ({ side: this.side, values: this.heights } = finer(floats(patch.heights), patch.side, FINER));
    this.lines.take(patch.lines.map((line) => ({ ...line, x: floats(line.x), y: floats(line.y), h: floats(line.h) })));
    return this.refresh();
  }

  drag({ clientX, clientY }) {
    this.eye.turn += (clientX - this.from[0]) * 0.01;
    this.eye.tilt = Math.min(LEVEL[1], Math.max(LEVEL[0], this.eye.tilt + (clientY - this.from[1]) * 0.007));
    this.from = [clientX, clientY];
    this.refresh();
  }

  // From the base (0 to 1 each way) and a height (0 to 1) to the screen; depth grows towards the back.
  projection() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const [sin, cos] = [Math.sin(this.eye.turn), Math.cos(this.eye.turn)];
    const [rise, lie] = [Math.cos(this.eye.tilt), Math.sin(this.eye.tilt)];
    const size = Math.min(width / 1.5, height / (1.45 * lie + RISE * rise));
    return (x, y, h) => {
      const [a, b] = [x - 0.5, y - 0.5];
      const [across, depth] = [a * cos - b * sin, a * sin + b * cos];
      const up = depth * lie + (h - 0.45) * RISE * rise;
      return [width / 2 + across * size, height / 2 - up * size, depth];
    };
  }

  refresh() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (!this.patch || !width || !height) return;
    const project = this.projection();
    for (const line of this.lines.lines) {
      const points = Array.from(line.h, (h, i) => project(line.x[i], line.y[i], h));
      [line.px, line.py] = [0, 1].map((axis) => Float32Array.from(points, (point) => point[axis]));
    }
    this.lines.fit(0, 0, width, height);
    this.hill(project);
    this.draw();
  }

  // Patches of the ground, the farthest first, shaded by height and by how they face the light.
  hill(project) {
    const pen = fit(this.ground, this.stage);
    pen.lineWidth = 0.6;
    const { side } = this;
    const corner = Array.from(this.heights, (h, i) => project((i % side) / (side - 1), Math.floor(i / side) / (side - 1), h));
    const dark = this.theme.root.dataset.theme === "dark";
    const cells = [...corner.keys()].filter((at) => (at + 1) % side && at + side < corner.length);
    cells.sort((a, b) => corner[b][2] - corner[a][2]);
    for (const cell of cells) {
      pen.fillStyle = pen.strokeStyle = this.shade(cell, side, dark);
      pen.beginPath();
      for (const at of [cell, cell + 1, cell + side + 1, cell + side]) pen.lineTo(corner[at][0], corner[at][1]);
      pen.closePath();
      pen.fill();
      pen.stroke();
    }
  }

  shade(cell, side, dark) {
    const { heights } = this;
    const east = (heights[cell + 1] - heights[cell]) * (side - 1) * RISE;
    const north = (heights[cell + side] - heights[cell]) * (side - 1) * RISE;
    const size = Math.hypot(east, north, 1);
    const lit = Math.max(0, (-east * LIGHT[0] - north * LIGHT[1] + LIGHT[2]) / size);
    const light = dark ? 0.17 + 0.13 * heights[cell] + 0.2 * lit : 0.5 + 0.2 * heights[cell] + 0.24 * lit;
    return `hsl(214 ${dark ? 20 : 24}% ${(100 * light).toFixed(1)}%)`;
  }

  draw() {
    if (this.step === undefined || !this.lines.lines[0]?.px) return;
    this.lines.draw(this.step, { wide: 2.2 * this.theme.scale, round: 5 * this.theme.scale, names: this.effects.has("names") });
  }
}
