// The standings of a race at the present step: a row for each runner, the lowest loss first. Only text changes.

import { box, make, write } from "../dom.js";
import { power } from "../numbers.js";
import { floats } from "./lines.js";
import { Painter } from "./painter.js";
import { SHAPES } from "./pen.js";

const EVERY = 120; // ms between two orders of the rows: faster, nobody could read them
const COLUMNS = { loss: "loss", distance: "distance", slope: "gradient" };

export class Board extends Painter {
  constructor(stage, ...given) {
    super(stage, ...given);
    stage.append((this.table = Object.assign(make("div", "board"), { role: "table" })));
  }

  describe() {} // it is text

  paint(patch, past, step) {
    if (patch !== this.patch) this.adopt(patch);
    for (const row of this.rows) this.show(row, step);
    if (performance.now() - (this.sortedAt ?? 0) < EVERY && step !== 0 && step < this.last) return;
    this.sortedAt = performance.now();
    const rank = ({ now: loss }) => (Number.isFinite(loss) ? loss : Infinity);
    const order = [...this.rows].sort((a, b) => rank(a) - rank(b));
    order.forEach(({ element }, i) => element.style.setProperty("order", i + 1));
  }

  adopt(patch) {
    this.patch = patch;
    const names = Object.keys(COLUMNS).filter((name) => name in patch.rows[0].numbers);
    const heads = ["", "optimizer", ...names.map((name) => COLUMNS[name]), ""];
    const head = Object.assign(box("runner head", heads.map((text) => make("span", "", text))), { role: "row" });
    for (const cell of head.children) cell.role = "columnheader";
    this.table.style.setProperty("--columns", names.length);
    this.rows = patch.rows.map((row, at) => this.row(row, names, SHAPES[at % SHAPES.length]));
    this.last = this.rows[0].numbers.loss.length - 1;
    this.table.replaceChildren(head, ...this.rows.map(({ element }) => element));
  }

  row({ name, color, dash, settings, numbers, arrived, lost, sentence }, names, shape) {
    const chip = make("i");
    chip.dataset.mark = dash.length ? "dash" : "line";
    chip.dataset.shape = shape;
    chip.style.setProperty("--color", color);
    const who = box("who", [name, make("small", "", settings)]);
    const [cells, fate] = [names.map(() => make("b")), make("span", "fate")];
    const element = box("runner", [chip, who, ...cells, fate]);
    element.title = sentence || `${name}, ${settings}`;
    element.role = "row";
    for (const cell of element.children) cell.role = "cell";
    const decoded = Object.fromEntries(names.map((each) => [each, floats(numbers[each])]));
    return { element, numbers: decoded, names, cells, fate, arrived, lost };
  }

  show(row, step) {
    const at = ({ length }) => Math.min(step, length - 1);
    const values = row.names.map((name) => row.numbers[name][at(row.numbers[name])]);
    values.forEach((value, i) => write(row.cells[i], Number.isFinite(value) ? short(value) : "–"));
    row.now = row.numbers.loss[at(row.numbers.loss)];
    const gone = row.lost !== null && step >= row.lost;
    const there = row.arrived !== null && step >= row.arrived;
    const word = gone ? `✕ ${row.lost}` : there ? `✓ ${row.arrived}` : "";
    if (row.fate.textContent === word) return;
    row.fate.textContent = word;
    row.fate.title = gone ? `lost at step ${row.lost}` : there ? `arrived at step ${row.arrived}` : "";
    row.element.dataset.fate = gone ? "lost" : there ? "arrived" : "";
  }
}

function short(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1000)) return power(value);
  return value.toFixed(size < 10 ? 3 : 1);
}
