// The network on a canvas: units as small maps cut out of one image, links whose colour and width are the weights.
// Above each hidden layer stand its name and two buttons that ask Python for one unit more or less.

import { button, fit, make } from "../dom.js";
import { Painter } from "./painter.js";
import { decode } from "./pictures.js";

const PAD = { right: 34, top: 46, bottom: 14 };
const LARGEST = 46; // of a unit's tile, in px
const ZOOM = 132; // of the map in the tooltip, in px

export class Diagram extends Painter {
  sparse = true;

  constructor(stage, ...given) {
    super(stage, ...given);
    this.canvas = make("canvas", "diagram");
    this.canvas.setAttribute("role", "img");
    this.columns = make("div", "columns");
    this.tip = make("div", "tip");
    this.tip.hidden = true;
    this.name = make("span");
    this.zoom = make("canvas");
    this.zoom.width = this.zoom.height = ZOOM;
    this.tip.append(this.zoom, this.name);
    stage.append(this.canvas, this.columns, this.tip);
    this.pen = this.canvas.getContext("2d");
    for (const kind of ["pointermove", "pointerdown"]) {
      this.canvas.addEventListener(kind, (event) => this.point(event.offsetX, event.offsetY));
    }
    this.canvas.addEventListener("pointerleave", () => this.point(-1, -1));
  }

  take(spec) {
    this.fresh = spec;
  }

  refresh() {
    this.arrange();
  }

  // What the painter adds to the view's heading: how many hidden layers there are, and buttons to change that.
  tools() {
    const { layers } = this.fresh ?? this.spec;
    if (layers === undefined) return [];
    const group = make("div", "stepper");
    const less = button("−", "One hidden layer less", () => this.ask("edit", { layers: -1 }));
    const more = button("+", "One hidden layer more", () => this.ask("edit", { layers: 1 }));
    less.disabled = layers === 0;
    group.append(less, `${layers} hidden ${layers === 1 ? "layer" : "layers"}`, more);
    return [group];
  }

  paint(patch) {
    decode(patch.atlas, this, (image) => {
      Object.assign(this, { image, patch });
      if (this.fresh) this.adopt();
      else this.draw();
      if (this.aim) this.point(...this.aim);
    });
  }

  adopt() {
    [this.spec, this.fresh] = [this.fresh, undefined];
    this.canvas.setAttribute("aria-label", this.spec.label ?? "The network");
    this.columns.replaceChildren(...(this.spec.columns ?? []).map((column) => this.header(column)));
    this.arrange();
  }

  header(column) {
    const head = make("div", "column");
    head.dataset.x = column.x;
    head.append(make("span", "label", column.units ? `${column.units} ${column.label}` : column.label));
    if (column.layer !== undefined && column.layer !== null) {
      const change = (by) => this.ask("edit", { layer: column.layer, units: by });
      head.append(button("−", `One unit less in hidden layer ${column.layer + 1}`, () => change(-1)));
      head.append(button("+", `One unit more in hidden layer ${column.layer + 1}`, () => change(1)));
    }
    return head;
  }

  // Places everything for the size of the stage.
  arrange() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (!this.spec || !width || !height) return;
    Object.assign(this, { width, height });
    fit(this.canvas, this.stage);
    this.pen.font = `12px ${this.theme.font}`;
    const labels = Math.max(0, ...this.spec.nodes.map(({ label }) => (label ? this.pen.measureText(label).width + 8 : 0)));
    const start = labels + 12 + LARGEST / 2;
    const across = width - start - PAD.right;
    const down = height - PAD.top - PAD.bottom;
    const left = (x) => start + x * across;
    const apart = gap(this.spec.nodes, "x", "y") * 0.86;
    this.size = Math.min(LARGEST, (apart * down) / (1 + apart), gap(this.spec.nodes, null, "x") * across * 0.5);
    const room = this.size / 2 + 1;
    this.places = this.spec.nodes.map(({ x, y }) => ({
      x: Math.min(Math.max(left(x), room), width - room),
      y: PAD.top + room + y * (down - 2 * room),
    }));
    for (const head of this.columns.children) head.style.left = `${left(+head.dataset.x)}px`;
    this.draw();
  }

  draw() {
    if (!this.spec || !this.patch || !this.width) return;
    const { pen } = this;
    pen.clearRect(0, 0, this.width, this.height);
    this.colors = { negative: this.theme.color("--negative"), positive: this.theme.color("--positive") };
    const off = new Set(this.patch.off); // units that dropout leaves out hand nothing on
    this.spec.links.forEach((link, i) => {
      if (!link.some((end) => off.has(end))) this.link(link, this.patch.weights[i], i === this.over?.link);
    });
    this.spec.nodes.forEach((node, i) => {
      pen.globalAlpha = off.has(i) ? 0.16 : 1;
      this.unit(node, this.places[i], i === this.over?.node);
    });
    pen.globalAlpha = 1;
  }

  ends([from, to]) {
    const [a, b] = [this.places[from], this.places[to]];
    return { ax: a.x + this.size / 2, ay: a.y, bx: b.x - this.size / 2, by: b.y };
  }

  link(link, weight, over) {
    const { pen } = this;
    const { ax, ay, bx, by } = this.ends(link);
    const size = Math.abs(weight);
    pen.strokeStyle = weight < 0 ? this.colors.negative : this.colors.positive;
    pen.globalAlpha = over ? 1 : 0.12 + 0.8 * (1 - Math.exp(-size / 0.9));
    pen.lineWidth = 0.75 + 7.25 * (1 - Math.exp(-size / 3)) + (over ? 1.5 : 0);
    pen.beginPath();
    pen.moveTo(ax, ay);
    pen.bezierCurveTo((ax + bx) / 2, ay, (ax + bx) / 2, by, bx, by);
    pen.stroke();
  }

  unit(node, { x, y }, over) {
    const { pen, size } = this;
    const [left, top] = [x - size / 2, y - size / 2];
    pen.save();
    pen.beginPath();
    pen.roundRect(left, top, size, size, Math.min(6, size / 5));
    pen.fillStyle = this.theme.color("--panel");
    pen.fill();
    if (node.tile !== null && node.tile !== undefined) {
      pen.clip();
      pen.drawImage(this.image, ...this.cut(node.tile), left, top, size, size);
    }
    pen.restore();
    pen.lineWidth = over ? 2 : 1;
    pen.strokeStyle = this.theme.color(over ? "--accent" : "--edge");
    pen.stroke();
    if (node.label) this.label(node.label, left - 8, y);
    const bias = this.patch.biases?.[node.bias];
    if (bias !== undefined) this.bias(bias, left, top + size);
  }

  label(text, x, y) {
    const { pen } = this;
    pen.font = `12px ${this.theme.font}`;
    pen.fillStyle = this.theme.color("--ink-soft");
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    pen.fillText(text, x, y);
  }

  // A small square at the tile's corner: the bias, by sign and size.
  bias(value, left, bottom) {
    const side = Math.max(4, this.size * 0.16);
    this.pen.globalAlpha = 0.25 + 0.75 * (1 - Math.exp(-Math.abs(value) / 0.7));
    this.pen.fillStyle = value < 0 ? this.colors.negative : this.colors.positive;
    this.pen.fillRect(left - side / 2, bottom - side / 2, side, side);
    this.pen.globalAlpha = 1;
  }

  // Where a tile lies in the atlas.
  cut(tile) {
    const side = this.patch.tile;
    const across = Math.max(1, Math.floor(this.image.width / side));
    return [(tile % across) * side, Math.floor(tile / across) * side, side, side];
  }

  // What lies under the pointer: a unit, or else the nearest link.
  point(x, y) {
    if (!this.spec || !this.patch) return;
    const inside = x >= 0;
    this.aim = inside ? [x, y] : undefined;
    const over = inside ? this.hit(x, y) : undefined;
    const changed = over?.node !== this.over?.node || over?.link !== this.over?.link;
    this.over = over;
    if (changed) this.draw();
    this.tip.hidden = !over;
    if (over) this.tell(over, x, y);
  }

  hit(x, y) {
    const reach = this.size / 2;
    const node = this.places.findIndex((at) => Math.abs(at.x - x) <= reach && Math.abs(at.y - y) <= reach);
    if (node >= 0) return { node };
    let best = { distance: 7 };
    this.spec.links.forEach((link, i) => {
      const distance = away(this.ends(link), x, y);
      if (distance < best.distance) best = { distance, link: i };
    });
    return best.link === undefined ? undefined : best;
  }

  tell({ node, link }, x, y) {
    const titled = (i) => this.spec.nodes[i].title || this.spec.nodes[i].label || "";
    if (node === undefined) {
      const [from, to] = this.spec.links[link];
      this.name.textContent = `${titled(from)} → ${titled(to)}: weight ${number(this.patch.weights[link])}`;
    } else {
      const bias = this.patch.biases?.[this.spec.nodes[node].bias];
      this.name.textContent = titled(node) + (bias === undefined ? "" : `: bias ${number(bias)}`);
    }
    const tile = node === undefined ? null : this.spec.nodes[node].tile;
    this.zoom.hidden = tile === null || tile === undefined;
    if (!this.zoom.hidden) this.zoom.getContext("2d").drawImage(this.image, ...this.cut(tile), 0, 0, ZOOM, ZOOM);
    const { offsetWidth: wide, offsetHeight: high } = this.tip;
    this.tip.style.left = `${Math.min(x + 14, this.width - wide - 4)}px`;
    this.tip.style.top = `${y + 14 + high > this.height ? Math.max(0, y - high - 10) : y + 14}px`;
  }
}

// Distance from a point to a link's curve, by sampling it.
function away({ ax, ay, bx, by }, x, y) {
  if (x < ax || x > bx) return Infinity;
  let best = Infinity;
  for (let i = 0; i <= 24; i++) {
    const t = i / 24;
    const cx = ax + (bx - ax) * (1.5 * t * (1 - t) + t ** 3);
    const cy = ay + (by - ay) * t * t * (3 - 2 * t);
    best = Math.min(best, Math.hypot(cx - x, cy - y));
  }
  return best;
}

// Smallest distance between two neighbours along one axis, within groups of equal values on another.
function gap(nodes, group, axis) {
  const groups = new Map();
  for (const node of nodes) {
    const key = group ? node[group] : 0;
    groups.set(key, [...(groups.get(key) ?? []), node[axis]]);
  }
  let least = 1;
  for (const values of groups.values()) {
    const sorted = [...new Set(values)].sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i++) least = Math.min(least, sorted[i] - sorted[i - 1]);
  }
  return least;
}

function number(value) {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}
