// Boxes joined by wires, with a word in every place: what is drawn stands still, a frame changes words and what is lit.
// Python says where everything stands, in px. On a narrow stage the drawing is wider than what is seen of it, and follows
// what is lit; it can be pushed with a finger, too. A box or a wire may have a tip: numbers, and a small curve.

import { box, make, svg, write } from "../dom.js";
import { Painter } from "./painter.js";

const [LEAST, MOST] = [0.82, 1.3]; // of the scale: smaller, numbers could not be read
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const [WIDE, HIGH] = [190, 84]; // of a tip's curve, in px

export class Circuit extends Painter {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.window = make("div", "circuit");
    this.tip = Object.assign(make("div", "tip"), { hidden: true });
    this.window.addEventListener("pointerleave", () => this.tell());
    this.window.addEventListener("scroll", () => this.tell());
    stage.append(this.window, this.tip);
  }

  take(spec) {
    super.take(spec);
    this.patch = this.focus = undefined;
    this.wires = spec.wires.map((wire) => this.wire(wire));
    this.boxes = spec.boxes.map(({ at: [x, y, width, height], tip }) =>
      this.pointed(svg("rect", { class: "box", x, y, width, height, rx: 7 }), tip));
    this.places = spec.places.map((each) => this.place(each));
    const [width, height] = spec.size;
    const label = { role: "img", "aria-label": spec.label ?? spec.title };
    this.picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, ...label }, ...this.wires, ...this.boxes, ...this.places);
    this.window.replaceChildren(this.picture);
    this.fit();
  }

  // A line through some points; with an arrow its head is at the last one. The broad, unseen line is easier to hit.
  wire({ path, color, width = 1.2, dash = "", arrow, tip }) {
    const d = `M${path.map((point) => point.join(" ")).join("L")}`;
    const parts = [svg("path", { class: "line", d, "stroke-width": width, "stroke-dasharray": dash })];
    if (tip) parts.push(svg("path", { class: "reach", d }));
    if (arrow) parts.push(svg("path", { class: "head", d: head(...path.slice(-2)) }));
    const group = this.pointed(svg("g", { class: "wire" }, ...parts), tip);
    group.style.setProperty("--color", color ?? "var(--edge)");
    return group;
  }

  place({ at: [x, y], align = "middle", tone = "", tip }) {
    const end = { left: "start", middle: "middle", right: "end" }[align];
    return this.pointed(svg("text", { x, y, "text-anchor": end, class: `place ${tone}` }), tip);
  }

  pointed(element, tip) {
    if (tip === undefined) return element;
    element.classList.add("pointed");
    for (const kind of ["pointerenter", "pointerdown"]) element.addEventListener(kind, (event) => this.tell(tip, event));
    if (element.tagName !== "text") element.addEventListener("pointerleave", () => this.tell());
    return element;
  }

  // patch: words, one for each place; boxes, wires, places: a letter for each ("m" made, "r" read, "-" not yet there);
  // way: the kind of step, for its colour; focus: from where to where to look.
  paint(patch) {
    this.patch = patch;
    this.window.dataset.way = patch.way;
    patch.words.forEach((word, i) => write(this.places[i], word));
    for (const kind of ["boxes", "wires", "places"]) {
      this[kind].forEach((element, i) => element.dataset.look !== patch[kind][i] && (element.dataset.look = patch[kind][i]));
    }
    this.follow();
  }

  refresh() { if (this.picture) this.fit(); }

  fit() {
    const { clientWidth, clientHeight } = this.stage;
    const [width, height] = this.spec.size;
    this.scale = Math.min(Math.max(Math.min(clientWidth / width, clientHeight / height), LEAST), MOST);
    this.picture.setAttribute("width", width * this.scale);
    this.picture.setAttribute("height", height * this.scale);
    this.focus = undefined;
    this.follow();
  }

  // Brings what is lit into sight, where the stage is too narrow for all.
  follow() {
    const focus = this.patch?.focus;
    if (!focus || focus.join() === this.focus) return;
    const left = ((focus[0] + focus[1]) / 2) * this.scale - this.stage.clientWidth / 2;
    this.window.scrollTo({ left, behavior: this.focus && !CALM.matches ? "smooth" : "instant" });
    this.focus = focus.join();
  }

  tell(index, event) {
    this.tip.hidden = index === undefined;
    if (this.tip.hidden) return;
    const { title, rows, curve } = this.spec.tips[index];
    const lines = rows.map(([name, value]) => box("pair", [make("span", "", name), make("b", "", value)]));
    this.tip.replaceChildren(make("strong", "", title), ...lines, ...(curve ? sketch(curve) : []));
    const { left, top, width, height } = this.stage.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const { offsetWidth: wide, offsetHeight: high } = this.tip;
    this.tip.style.left = `${Math.max(2, x + 16 + wide > width ? x - wide - 16 : x + 16)}px`;
    this.tip.style.top = `${Math.max(2, Math.min(y - high / 2, height - high - 2))}px`;
  }
}

// An arrow's head at the end of a line.
function head([ax, ay], [bx, by]) {
  const size = 6 / Math.hypot(bx - ax, by - ay);
  const [dx, dy] = [(bx - ax) * size, (by - ay) * size];
  return `M${bx} ${by}L${bx - dx - dy / 1.6} ${by - dy + dx / 1.6}L${bx - dx + dy / 1.6} ${by - dy - dx / 1.6}Z`;
}

// A curve y over x, the point on it where one stands, and the tangent there.
function sketch({ x, y, at, slope, caption }) {
  const [left, right] = [x[0], x.at(-1)];
  const [low, high] = [Math.min(...y), Math.max(...y)];
  const across = (value) => 4 + ((value - left) / (right - left)) * (WIDE - 8);
  const up = (value) => HIGH - 5 - ((value - low) / (high - low || 1)) * (HIGH - 10);
  const line = (points) => `M${points.map(([px, py]) => `${across(px).toFixed(1)} ${up(py).toFixed(1)}`).join("L")}`;
  const reach = (right - left) / 5;
  const tangent = [-reach, reach].map((by) => [at[0] + by, at[1] + slope * by]);
  const parts = [
    svg("path", { class: "curve", d: line(x.map((each, i) => [each, y[i]])) }),
    svg("path", { class: "tangent", d: line(tangent) }),
    svg("circle", { cx: across(at[0]), cy: up(at[1]), r: 4 }),
  ];
  return [svg("svg", { class: "sketch", width: WIDE, height: HIGH }, ...parts), make("small", "", caption)];
}
