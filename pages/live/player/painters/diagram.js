// The network on a canvas: units as small maps cut out of one image, links whose colour and width are the weights.
// A click on a unit shows its map large, in the view that can; a click on a link, or on a unit's small square, sets that
// weight by hand.

import { box, button, make } from "../dom.js";
import { Hand } from "./hand.js";
import { Heads } from "./heads.js";
import { Painter } from "./painter.js";
import { dip, fit } from "./pen.js";
import { decode } from "./pictures.js";
import { Tip } from "./tip.js";
import { walk } from "./walk.js";
import { weights } from "./weights.js";
import { short } from "../numbers.js";

const PAD = { right: 34, bottom: 14 };
const LARGEST = 110; // of a unit's tile, in px

export class Diagram extends Painter {
  sparse = true;

  constructor(stage, ...given) {
    super(stage, ...given);
    [this.canvas, this.heads, this.tip] = [make("canvas", "diagram"), new Heads((wish) => this.ask("edit", wish)), new Tip()];
    Object.assign(this.canvas, { tabIndex: 0, role: "application", ariaRoleDescription: "network" });
    [this.said, this.list] = [make("div", "unseen"), Object.assign(make("div", "weights"), { hidden: true, tabIndex: 0 })];
    this.said.setAttribute("role", "status");
    Object.assign(this.list, { role: "region", ariaLabel: "Weights and biases" });
    stage.append(this.canvas, this.heads.element, this.list, this.tip.element, this.said);
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => this.point());
    for (const kind of ["pointermove", "pointerdown"]) {
      this.canvas.addEventListener(kind, (event) => this.point([event.offsetX, event.offsetY]));
    }
    this.canvas.addEventListener("pointerleave", () => this.point());
    this.canvas.addEventListener("click", (event) => this.press(this.hit(event.offsetX, event.offsetY, true)));
  }

  take(spec) { this.fresh = spec; }

  // What the painter adds to the view's heading: how many hidden layers there are, and buttons to change that.
  tools() {
    const { layers, most = Infinity } = this.fresh ?? this.spec;
    if (layers === undefined) return [];
    const less = button("−", "One hidden layer less", () => this.ask("edit", { layers: -1 }));
    const more = button("+", "One hidden layer more", () => this.ask("edit", { layers: 1 }));
    less.disabled = layers === 0;
    more.disabled = layers >= most;
    return [box("stepper", [less, `${layers} hidden ${layers === 1 ? "layer" : "layers"}`, more])];
  }

  paint(patch) {
    decode(patch.atlas, this, (image) => {
      Object.assign(this, { image, patch });
      if (this.fresh) this.adopt();
      else this.draw();
      if (this.aim) this.point(this.aim, this.chosen);
    });
  }

  adopt() {
    [this.spec, this.fresh] = [this.fresh, undefined];
    this.heads.take(this.spec.columns ?? []);
    this.refresh();
  }

  // Places everything for the size of the stage.
  refresh() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (!this.spec || !width || !height) return;
    Object.assign(this, { width, height });
    const { nodes, links } = this.spec;
    const pen = (this.pen = fit(this.canvas, this.stage));
    pen.font = `${12 * this.theme.scale}px ${this.theme.font}`;
    const names = Math.max(0, ...nodes.map(({ label }) => label && pen.measureText(label).width + 8)) + 12;
    const left = (x) => start + x * across;
    const columns = [...new Set(nodes.map(({ x }) => x))];
    const apart = 0.86 * Math.min(...columns.map((x) => gap(nodes.filter((node) => node.x === x).map(({ y }) => y))));
    const near = gap(columns); // shares of the way from the first column to the last
    const top = 10 + this.heads.fit(near * (width - names - PAD.right - 46));
    const down = height - top - PAD.bottom;
    // A tile takes some of the width itself: half of one at each side.
    this.size = Math.min(LARGEST * this.theme.scale, (apart * down) / (1 + apart), (near * (width - names)) / (2 + near));
    const start = names + this.size / 2;
    const across = width - start - Math.max(PAD.right, this.size / 2 + 12);
    const room = this.size / 2 + 1;
    const inside = (x) => Math.min(Math.max(x, room), width - room);
    this.places = nodes.map(({ x, y }) => ({ x: inside(left(x)), y: top + room + y * (down - 2 * room) }));
    this.paths = links.map((ends) => path(...ends.map((end) => this.places[end]), this.size / 2));
    this.heads.place(left, width);
    this.draw();
  }

  draw() {
    if (!this.spec || !this.patch || !this.width) return;
    const { pen } = this;
    pen.clearRect(0, 0, this.width, this.height);
    this.colors = { negative: this.theme.color("--negative"), positive: this.theme.color("--positive") };
    const off = new Set(this.patch.off); // units that dropout leaves out hand nothing on
    this.spec.links.forEach((link, i) => {
      if (!link.some((end) => off.has(end))) this.link(this.paths[i], this.patch.weights[i], i === this.over?.link);
    });
    this.spec.nodes.forEach((node, i) => {
      pen.globalAlpha = off.has(i) ? 0.16 : 1;
      this.unit(node, this.places[i], i === this.over?.node);
    });
    pen.globalAlpha = 1;
    this.tabulate();
  }

  // Which unit is seen large elsewhere, "column1.2"; able: whether any can be.
  circle(look, able) {
    Object.assign(this, { large: look, enlarges: able });
    this.canvas.classList.toggle("pressed", able);
    this.draw();
  }

  // What a click does, or Enter on what is chosen: a unit's map is shown large, a weight is set by hand.
  press(on) {
    if (!on || !this.patch) return;
    if (on.link === undefined && !on.bias) {
      const { column, unit } = this.spec.nodes[on.node];
      if (this.enlarges) this.magnify(column < this.spec.columns.length - 1 ? `column${column}.${unit}` : null);
    } else if (this.acts("weight")) this.lay(on);
  }

  // Opens the form in which a weight or a bias is set.
  lay(on) {
    this.halt();
    this.hand ??= new Hand(this.stage, {
      shown: (value) => this.show(value),
      set: (value) => this.weigh({ ...this.part.at, value }),
      left: () => (this.canvas.focus({ preventScroll: true }), this.draw()),
    });
    this.part = this.parted(on);
    this.tip.hide();
    const ends = this.part.ends.map((end) => this.places[end]);
    const middle = ends.reduce(([x, y], each) => [x + each.x / ends.length, y + each.y / ends.length], [0, 0]);
    this.hand.open(this.part.title, this.part.list[this.part.index], middle, [this.width, this.height]);
  }

  // A weight or a bias: its place in the network and in the patch, its words, the units that it lies between.
  parted({ link, node }) {
    const { nodes, links } = this.spec;
    if (link === undefined) {
      const { column, unit, bias, title } = nodes[node];
      return { at: { layer: column - 1, unit, source: -1 }, list: this.patch.biases, index: bias, ends: [node], title: `bias of ${title}` };
    }
    const [from, to] = links[link];
    const at = { layer: nodes[to].column - 1, unit: nodes[to].unit, source: nodes[from].unit };
    return { at, list: this.patch.weights, index: link, ends: [from, to], title: `weight ${nodes[from].title} → ${nodes[to].title}` };
  }

  // A value while it is chosen: the picture shows it, the run does not know it yet.
  show(value) {
    this.part.list[this.part.index] = value;
    this.draw();
  }

  link(path, weight, over) {
    const size = Math.abs(weight);
    this.pen.strokeStyle = weight < 0 ? this.colors.negative : this.colors.positive;
    this.pen.globalAlpha = over ? 1 : 0.12 + 0.8 * (1 - Math.exp(-size / 0.9));
    this.pen.lineWidth = 0.75 + 7.25 * (1 - Math.exp(-size / 3)) + (over ? 1.5 : 0);
    this.pen.stroke(path);
  }

  unit(node, { x, y }, over) {
    const { pen, size } = this;
    const [left, top] = [x - size / 2, y - size / 2];
    pen.save();
    pen.beginPath();
    pen.roundRect(left, top, size, size, Math.min(6, size / 5));
    pen.fillStyle = this.theme.color("--panel");
    pen.fill();
    pen.clip();
    if (Number.isInteger(node.tile)) pen.drawImage(this.image, ...this.cut(node.tile), left, top, size, size);
    pen.restore();
    const large = this.large === `column${node.column}.${node.unit}`;
    dip(pen, this.theme.color(over || large ? "--accent" : "--edge"), large ? 4 : over ? 2 : 1);
    pen.stroke();
    Object.assign(pen, { font: `${12 * this.theme.scale}px ${this.theme.font}`, textAlign: "right", textBaseline: "middle" });
    pen.fillStyle = this.theme.color("--ink-soft");
    if (node.label) pen.fillText(node.label, left - 8, y);
    const bias = this.patch.biases?.[node.bias];
    if (bias !== undefined) this.bias(bias, left, top + size);
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

  describe() {
    this.canvas.ariaLabel = `${this.spec?.label ?? "The network"}. Arrow keys go from unit to unit, with Shift through the links into a unit${this.acts("weight") ? "; Enter shows a unit's map large and sets a link's weight, B a unit's bias" : ""}.`;
  }

  toggle(effect, on) {
    if (effect === "table") this.list.hidden = !on;
    super.toggle(effect, on);
  }

  // The table is read, not watched: it is written twice a second.
  tabulate() {
    if (this.list.hidden || performance.now() - (this.listedAt ?? 0) < 500) return;
    this.listedAt = performance.now();
    this.list.replaceChildren(weights(this.spec, this.patch));
  }

  key(event) {
    if (!this.patch || !this.places) return;
    if (["Enter", "b", "B"].includes(event.key) && this.over) {
      event.preventDefault();
      const own = this.spec.nodes[this.over.node]?.bias !== undefined;
      return this.press(event.key === "Enter" ? this.over : own ? { ...this.over, bias: true } : undefined);
    }
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation(); // elsewhere these keys move the playhead
    const next = walk(this.spec, this.over, event.key, event.shiftKey);
    if (!next) return;
    this.choose(next);
    this.said.textContent = this.tip.words;
  }

  // Shows a unit or a link as if the pointer were over it.
  choose(over) {
    const at = over.node === undefined ? this.spec.links[over.link].map((end) => this.places[end]) : [this.places[over.node]];
    const middle = (axis) => at.reduce((sum, each) => sum + each[axis], 0) / at.length;
    this.point([middle("x") + (over.node === undefined ? 0 : this.size / 4), middle("y")], over);
  }

  // What lies under the pointer, or was chosen: a unit, or else a link.
  point(aim, chosen) {
    if (!this.spec || !this.patch || this.hand?.opened) return;
    Object.assign(this, { aim, chosen });
    const over = chosen ?? (aim && this.hit(...aim));
    const before = this.over;
    this.over = over;
    if (over?.node !== before?.node || over?.link !== before?.link) this.draw();
    if (over) this.tip.show(this.words(over), this.picture(over), aim, [this.width, this.height]);
    else this.tip.hide();
  }

  // squares: whether a unit's small square, its bias, counts for itself.
  hit(x, y, squares) {
    const reach = this.size / 2;
    const near = Math.max(7, this.size * 0.14);
    const corner = ({ x: across, y: down }) => Math.abs(across - reach - x) <= near && Math.abs(down + reach - y) <= near;
    const square = squares ? this.places.findIndex((at, i) => this.spec.nodes[i].bias !== undefined && corner(at)) : -1;
    if (square >= 0) return { node: square, bias: true };
    const node = this.places.findIndex((at) => Math.abs(at.x - x) <= reach && Math.abs(at.y - y) <= reach);
    if (node >= 0) return { node };
    const { a: ratio } = this.pen.getTransform();
    for (const width of [3, 7, 13]) {
      this.pen.lineWidth = width; // the nearest one first
      const link = this.paths.findLastIndex((path) => this.pen.isPointInStroke(path, x * ratio, y * ratio));
      if (link >= 0) return { link };
    }
    return undefined;
  }

  // A unit's or a link's name and number.
  words({ node, link }) {
    const titled = (i) => this.spec.nodes[i].title || this.spec.nodes[i].label || "";
    if (node === undefined) return `${this.spec.links[link].map(titled).join(" → ")}: weight ${short(this.patch.weights[link])}`;
    const bias = this.patch.biases?.[this.spec.nodes[node].bias];
    return titled(node) + (bias === undefined ? "" : `: bias ${short(bias)}`);
  }

  // What can be seen larger of a unit: its map, as a part of the atlas.
  picture({ node }) {
    const tile = this.spec.nodes[node]?.tile;
    return Number.isInteger(tile) ? [this.image, ...this.cut(tile)] : null;
  }
}

// A link from the edge of one tile to that of another.
function path(from, to, half) {
  const [ax, bx] = [from.x + half, to.x - half];
  const path = new Path2D();
  path.moveTo(ax, from.y);
  path.bezierCurveTo((ax + bx) / 2, from.y, (ax + bx) / 2, to.y, bx, to.y);
  return path;
}

// Smallest distance between two of several values, at most 1.
function gap(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.min(1, ...sorted.slice(1).map((value, i) => value - sorted[i]).filter(Boolean));
}
