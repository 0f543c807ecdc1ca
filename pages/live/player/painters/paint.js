// A figure on whose plane points can be painted, moved and rubbed out, while its switch "paint" is on. The pointer
// paints with the colour that is chosen, a point that is grabbed goes along, the rubber takes away; arrow keys walk,
// Enter paints and Delete rubs out. Python hears of a stroke when it ends, and answers with the figure of the new points.

import { button, make, name } from "../dom.js";
import { ARROWS } from "./handles.js";
import { dip, fit, ring } from "./pen.js";
import { Plot } from "./plot.js";

export const PAINT = "paint"; // the effect of the switch
const NEAR = { mouse: 9, pen: 11, touch: 16 }; // px from a point that still grab it
const APART = 13; // px between two points of a stroke
const WAITS = 4000; // ms after which a stroke that nobody has answered is wiped off, and the next one sent
const RUBBER = -1;

// spec.brush: kinds ({label, color, value}: what a point may be), cell (how far apart places lie).
export class Paint extends Plot {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.pot = make("div", "inks");
    this.pot.hidden = true;
    this.pot.addEventListener("pointerdown", (event) => event.stopPropagation());
    stage.append(this.pot);
    this.chosen = 0;
    this.unanswered = []; // strokes that have ended, in order; the first has been sent
    this.wipe();
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      stage.addEventListener(kind, (event) => this.painting && this.pointer(event));
    }
    stage.addEventListener("keydown", (event) => this.painting && this.key(event));
  }

  get painting() { return this.effects.has(PAINT) && Boolean(this.axes); }
  // All points are seen while one paints: a point that went to the test set would seem to be lost.
  shows(meta) { return this.effects.has(PAINT) || super.shows(meta); }

  get value() { return this.spec.brush.kinds[this.chosen]?.value; }

  take(spec) {
    super.take(spec);
    this.answered();
    if (!this.down) this.wipe();
    const pots = spec.brush.kinds.map(({ label, color }, i) => this.choose(i, `Paint ${label}`, color));
    const rubber = this.choose(RUBBER, "Rub points out");
    rubber.textContent = "⌫";
    this.pot.replaceChildren(...pots, rubber);
    if (this.chosen >= pots.length) this.chosen = 0;
    this.press();
  }

  choose(i, title, color) {
    const element = name(button("", title, () => ((this.chosen = i), this.press())), title);
    if (color) element.style.setProperty("--color", color);
    element.dataset.ink = i;
    return element;
  }

  press() { for (const each of this.pot.children) each.ariaPressed = Number(each.dataset.ink) === this.chosen; }

  toggle(effect, on) {
    super.toggle(effect, on);
    if (effect !== PAINT) return;
    this.pot.hidden = !on;
    this.stage.classList.toggle("paint", on);
    if (on) this.stage.tabIndex = 0;
    else this.stage.removeAttribute("tabindex");
    this.mark();
  }

  // What can be painted on by keys says so.
  describe(text) {
    if (!this.effects.has(PAINT)) return super.describe(text);
    return Object.assign(this.stage, { role: "application", ariaLabel: `${text}. Arrow keys walk, Enter paints, Delete rubs out` });
  }

  place() {
    super.place();
    this.easel ??= this.stage.appendChild(make("canvas", "over"));
    this.brush = fit(this.easel, this.stage);
    this.mark();
  }

  // One stroke at a time: of several that are sent together Python would hear of one.
  send() {
    const [stroke] = this.unanswered;
    if (!stroke) return;
    this.timer = setTimeout(() => (this.answered(), this.mark()), WAITS);
    this.ask("point", stroke);
  }

  // The figure shows the stroke that was sent, or nobody will ever answer it.
  answered() {
    clearTimeout(this.timer);
    this.unanswered.shift();
    this.send();
  }

  // A stroke begins anew.
  wipe() {
    this.stroke = { add: [], erase: [], move: [] };
    this.cursor ??= [0, 0];
    this.mark();
  }

  pixels([x, y]) { return [this.axes[0].pixel(x), this.axes[1].pixel(y)]; }

  // The place of the grid under the pointer, within the axes.
  at({ clientX, clientY }) {
    const { left, top } = this.stage.getBoundingClientRect();
    const pixels = [clientX - left, clientY - top];
    return pixels.map((each, i) => this.grid(this.axes[i].value(this.axes[i].clamp(each))));
  }

  inside({ clientX, clientY }) {
    const { left, top } = this.stage.getBoundingClientRect();
    return this.axes[0].holds(clientX - left) && this.axes[1].holds(clientY - top);
  }

  grid(value) {
    const { cell } = this.spec.brush;
    return Math.round(value / cell) * cell;
  }

  // The points that are seen: the figure's, after all strokes that it does not show yet.
  get points() {
    const shown = this.spec.figure.data.filter(({ meta, x }) => x && (!meta || this.shows(meta)));
    const points = shown.flatMap(({ x, y }) => x.map((each, i) => [each, y[i]]));
    return this.unanswered.reduce((points, { add, erase, move }) => {
      const gone = [...erase, ...move];
      const stays = ([x, y]) => !gone.some((each) => each[0] === x && each[1] === y);
      return [...points.filter(stays), ...add.map(([x, y]) => [x, y]), ...move.map(([, , x, y]) => [x, y])];
    }, points);
  }

  // Those of them, or of other places, that lie near a place.
  close(place, among, reach) {
    const [x, y] = this.pixels(place);
    const away = (point) => Math.hypot(...this.pixels(point).map((each, i) => each - [x, y][i]));
    return among.filter((point) => away(point) <= reach).sort((a, b) => away(a) - away(b));
  }

  pointer(event) {
    const reach = NEAR[event.pointerType] ?? NEAR.mouse;
    if (event.type === "pointerdown" && event.isPrimary && event.button === 0 && this.inside(event)) {
      this.stage.setPointerCapture(event.pointerId);
      this.wipe();
      this.down = true;
      this.held = this.chosen === RUBBER ? undefined : this.close(this.at(event), this.points, reach)[0];
      this.drag(this.at(event), reach);
    } else if (event.type === "pointermove" && this.down) this.drag(this.at(event), reach);
    else if (event.type === "pointerup" && this.down) this.say();
    else if (event.type === "pointercancel") (this.down = false), this.wipe();
    if (this.down) event.preventDefault();
  }

  drag(place, reach) {
    const { add, erase } = this.stroke;
    if (this.held) this.stroke.move = [[...this.held, ...place]];
    else if (this.chosen === RUBBER) erase.push(...this.close(place, this.points, reach).filter((each) => !erase.some(([x, y]) => x === each[0] && y === each[1])));
    else if (!this.close(place, add, APART).length) add.push([...place, this.value]);
    this.mark();
  }

  key(event) {
    const way = ARROWS[event.key];
    if ((!way && !["Enter", "Delete"].includes(event.key)) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // elsewhere arrow keys step through the run
    if (way) {
      const { cell } = this.spec.brush;
      const walk = (each, i) => Math.min(Math.max(each + way[i] * (event.shiftKey ? 20 : 5) * cell, -6), 6);
      this.cursor = this.cursor.map(walk);
      this.walked = true;
      return this.mark();
    }
    this.wipe();
    if (event.key === "Delete") this.stroke.erase = this.close(this.cursor, this.points, NEAR.touch);
    else this.stroke.add = [[...this.cursor.map((each) => this.grid(each)), this.value ?? 0]];
    this.say();
  }

  // Python is asked for the stroke, which stays on screen until the answer comes.
  say() {
    this.down = false;
    this.mark();
    const { add, erase, move } = this.stroke;
    const still = move.length && Math.hypot(move[0][0] - move[0][2], move[0][1] - move[0][3]) < this.spec.brush.cell;
    if (still || !(add.length + erase.length + move.length)) return this.wipe();
    this.unanswered.push(this.stroke);
    this.wipe();
    if (this.unanswered.length === 1) this.send();
  }

  mark() {
    if (!this.brush) return;
    const pen = this.brush;
    pen.clearRect(0, 0, this.stage.clientWidth, this.stage.clientHeight);
    if (!this.painting) return;
    const [add, erase, move] = ["add", "erase", "move"].map((kind) => [...this.unanswered, this.stroke].flatMap((each) => each[kind]));
    const { kinds } = this.spec.brush;
    dip(pen, "#ffffff", 1.2);
    for (const [x, y, value] of add) ring(pen, ...this.pixels([x, y]), 4, kinds.find((each) => each.value === value)?.color);
    dip(pen, this.theme.color("--ink"), 1.5);
    for (const place of erase) this.cross(pen, ...this.pixels(place));
    for (const [fromX, fromY, x, y] of move) {
      this.cross(pen, ...this.pixels([fromX, fromY]));
      ring(pen, ...this.pixels([x, y]), 6);
    }
    dip(pen, this.theme.color("--accent"), 2);
    if (this.walked && document.activeElement === this.stage) ring(pen, ...this.pixels(this.cursor), 8);
  }

  cross(pen, x, y) {
    pen.beginPath();
    for (const turn of [-1, 1]) {
      pen.moveTo(x - 5, y - 5 * turn);
      pen.lineTo(x + 5, y + 5 * turn);
    }
    pen.stroke();
  }

  destroy() {
    clearTimeout(this.timer);
    super.destroy();
  }
}
