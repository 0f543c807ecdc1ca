// How good a classifier's answers are at a threshold: the plane in two regions with what is taken right and wrong, the
// ROC curve with a dot where the threshold stands, and the counts. All of it is known for every threshold, so it follows
// the hand without asking the server.

import { box, button, count, make, name, write } from "../dom.js";
import { percent } from "../numbers.js";
import { bytes } from "./packed.js";
import { Painter } from "./painter.js";
import { dip, fit, ring, trace } from "./pen.js";

const MARGIN = { left: 40, right: 8, top: 8, bottom: 34 }; // px around the ROC curve

// spec: classes [{name, color}], scored (numbers of the classes that have an output), points {x, y, actual}, splits
// [{name, from, to}], lines {split: {color, dash}}, bounds; patch: field and answers (hundredths, base64), side, above
// [split][output] [[true alarms], [false alarms]], areas [split][output], confusion [split] (rows actual).
export class Threshold extends Painter {
  sparse = true;

  constructor(stage, ...given) {
    super(stage, ...given);
    Object.assign(this, { at: 50, split: 0, output: 0 });
    this.slider = Object.assign(make("input"), { type: "range", min: 0, max: 100, value: this.at });
    name(this.slider, "Threshold: an answer of at least so much counts as yes");
    this.slider.addEventListener("input", () => ((this.at = Number(this.slider.value)), this.refresh()));
    this.reading = make("output", "", "0.50");
    this.pickers = box("switches choices", []);
    this.dials = box("dials", [this.pickers, box("dial", ["threshold", this.slider, this.reading], "label")]);
    [this.plane, this.curve] = [make("canvas", "plane"), make("canvas", "roc")];
    this.table = make("table");
    this.sums = make("dl");
    this.counts = box("counts", [this.table, this.sums]);
    const cell = (canvas) => box("easel", [canvas]);
    this.easels = [cell(this.plane), cell(this.curve)];
    stage.append(box("metrics", [this.dials, box("parts", [...this.easels, this.counts])]));
    this.shade = make("canvas");
  }

  take(spec) {
    super.take(spec);
    this.patch = null;
    this.output = Math.min(this.output, spec.scored.length - 1);
    const splits = spec.splits.map(({ name }, i) => this.choice(name, `Count on ${name}`, "split", i));
    const many = spec.scored.length > 1;
    const outputs = many ? spec.scored.map((k, i) => this.choice(spec.classes[k].name, `${spec.classes[k].name} against the rest`, "output", i)) : [];
    this.pickers.replaceChildren(...splits, ...outputs);
    this.press();
  }

  choice(text, title, field, i) {
    const element = button(text, title, () => ((this[field] = i), this.press(), this.refresh()));
    Object.assign(element.dataset, { field, i });
    return element;
  }

  press() { for (const each of this.pickers.children) each.ariaPressed = this[each.dataset.field] === Number(each.dataset.i); }

  paint(patch) {
    this.patch = { ...patch, field: bytes(patch.field), answers: bytes(patch.answers) };
    this.refresh();
  }

  get positive() { return this.spec.scored[this.output]; } // the class that a yes says

  refresh() {
    if (!this.patch || !this.stage.clientWidth) return;
    write(this.reading, (this.at / 100).toFixed(2));
    this.drawPlane();
    this.drawCurve();
    this.tell();
  }

  // --- the plane ---

  drawPlane() {
    const { field, side } = this.patch;
    const { classes, bounds: [[left, right], [bottom, top]] } = this.spec;
    const size = Math.min(this.easels[0].clientWidth, this.easels[0].clientHeight);
    const from = [(this.easels[0].clientWidth - size) / 2, 0];
    const pen = fit(this.plane, this.easels[0], [...from, size, size]);
    this.tint(field, side);
    pen.globalAlpha = 0.42;
    pen.imageSmoothingEnabled = true;
    pen.drawImage(this.shade, ...from, size, size);
    pen.globalAlpha = 1;
    const { x, y, actual } = this.spec.points;
    const { from: first, to } = this.spec.splits[this.split];
    for (let i = first; i < to; i++) {
      const place = [from[0] + ((x[i] - left) / (right - left)) * size, from[1] + ((top - y[i]) / (top - bottom)) * size];
      const fine = this.taken(i) === (actual[i] === this.positive);
      dip(pen, fine ? "#ffffff" : this.theme.color("--ink"), fine ? 0.8 : 1.6);
      ring(pen, ...place, fine ? 3 : 4.2, classes[actual[i]].color, fine ? undefined : "diamond");
    }
  }

  // Whether an example is taken for the class in question.
  taken(i) { return this.patch.answers[this.output * this.spec.points.x.length + i] >= this.at; }

  tint(field, side) {
    Object.assign(this.shade, { width: side, height: side });
    const pen = this.shade.getContext("2d");
    const picture = pen.createImageData(side, side);
    const { classes } = this.spec;
    const other = classes.length === 2 ? classes[1 - this.positive].color : "#8a93a0";
    const [yes, no] = [classes[this.positive].color, other].map(rgb);
    for (let i = 0; i < side * side; i++) picture.data.set(field[this.output * side * side + i] >= this.at ? yes : no, 4 * i);
    pen.putImageData(picture, 0, 0);
  }

  // --- the curve ---

  drawCurve() {
    const easel = this.easels[1];
    const pen = fit(this.curve, easel);
    const size = Math.min(easel.clientWidth - MARGIN.left - MARGIN.right, easel.clientHeight - MARGIN.top - MARGIN.bottom);
    const x = (share) => MARGIN.left + share * size;
    const y = (share) => MARGIN.top + (1 - share) * size;
    pen.font = `${11 * this.theme.scale}px ${this.theme.font}`;
    pen.fillStyle = this.theme.color("--ink-soft");
    dip(pen, this.theme.color("--rule"), 1);
    for (const share of [0, 0.5, 1]) {
      trace(pen, [x(share), x(share)], [y(0), y(1)]);
      trace(pen, [x(0), x(1)], [y(share), y(share)]);
      pen.textAlign = "center";
      pen.fillText(share, x(share), y(0) + 13);
      pen.textAlign = "right";
      pen.fillText(share, x(0) - 5, y(share) + 4);
    }
    pen.textAlign = "center";
    pen.fillText("false alarms", x(0.5), y(0) + 28);
    pen.save();
    pen.translate(11, y(0.5));
    pen.rotate(-Math.PI / 2);
    pen.fillText("recall", 0, 0);
    pen.restore();
    dip(pen, this.theme.color("--ink-faint"), 1, [2, 3]);
    trace(pen, [x(0), x(1)], [y(0), y(1)]);
    this.spec.splits.forEach((split, i) => {
      const [hits, alarms] = this.patch.above[i][this.output];
      if (!hits[0] || !alarms[0]) return;
      const { color, dash } = this.spec.lines[split.name];
      dip(pen, this.color(color), 2, dash);
      trace(pen, [...alarms.map((each) => x(each / alarms[0])), x(0)], [...hits.map((each) => y(each / hits[0])), y(0)]);
      if (i !== this.split) return;
      dip(pen, this.theme.color("--page"), 2);
      ring(pen, x(alarms[this.at] / alarms[0]), y(hits[this.at] / hits[0]), 6, this.color(color));
    });
  }

  color(text) { return this.theme.resolve({ text }).text; }

  // --- the counts ---

  // Yes and no against what is: [[true no, false yes], [missed, true yes]] and shares of them.
  get counted() {
    const [hits, alarms] = this.patch.above[this.split][this.output].map((each) => ({ all: each[0], yes: each[this.at] }));
    const [right, wrong, missed, spared] = [hits.yes, alarms.yes, hits.all - hits.yes, alarms.all - alarms.yes];
    const part = (one, whole) => (whole ? one / whole : null);
    const precision = part(right, right + wrong);
    const recall = part(right, hits.all);
    const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : null;
    const accuracy = part(right + spared, hits.all + alarms.all);
    return { cells: [[spared, wrong], [missed, right]], precision, recall, f1, accuracy, area: this.patch.areas[this.split][this.output] };
  }

  tell() {
    const { counted, spec } = this;
    const many = spec.scored.length > 1;
    const yes = spec.classes[this.positive].name;
    const cells = many ? this.patch.confusion[this.split] : counted.cells;
    const names = spec.classes.map(({ name }) => (many ? name.replace("class ", "") : name));
    this.fill(cells, names);
    const sums = { [many ? `precision of ${yes}` : "precision"]: counted.precision, recall: counted.recall, F1: counted.f1, accuracy: counted.accuracy, "area under the curve": counted.area };
    const rows = count(this.sums, 2 * Object.keys(sums).length, () => make(this.sums.childElementCount % 2 ? "dd" : "dt"));
    Object.entries(sums).forEach(([title, value], i) => {
      write(rows[2 * i], title);
      write(rows[2 * i + 1], value === null ? "–" : title.startsWith("area") ? value.toFixed(3) : percent(value));
    });
  }

  // A table of counts, the darker the more of the row.
  fill(cells, names) {
    const rows = count(this.table, cells.length + 1, () => make("tr"));
    const head = count(rows[0], cells.length + 1, () => make("th"));
    ["is ↓ taken for →", ...names].forEach((each, i) => write(head[i], each));
    cells.forEach((row, i) => {
      const line = count(rows[i + 1], row.length + 1, () => make(rows[i + 1].childElementCount ? "td" : "th"));
      write(line[0], names[i]);
      const all = row.reduce((one, other) => one + other, 0);
      row.forEach((each, j) => {
        write(line[j + 1], String(each));
        line[j + 1].style.setProperty("--share", all ? each / all : 0);
        line[j + 1].toggleAttribute("data-right", i === j);
      });
    });
  }

  says() {
    if (!this.patch) return "";
    const { precision, recall, area } = this.counted;
    const told = (value) => (value === null ? "none" : percent(value));
    return `on ${this.spec.splits[this.split].name}, threshold ${(this.at / 100).toFixed(2)}: precision ${told(precision)}, recall ${told(recall)}, area ${area ?? "none"}`;
  }

  // The stage holds dials and a table: the canvases alone are a picture.
  describe(text) { for (const each of [this.plane, this.curve]) Object.assign(each, { role: "img", ariaLabel: text }); }
}

const rgb = (color) => [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16)).concat(255);
