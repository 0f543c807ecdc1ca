// Numbers in rows and columns that change with the frame, with a bar behind each row if wished, and a few words below.
// Only text and widths change; nothing is laid out anew.

import { make, write } from "../dom.js";
import { Painter } from "./painter.js";

export class Table extends Painter {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.element = make("div", "numbers-table");
    stage.append(this.element);
  }

  take(spec) {
    super.take(spec);
    this.rows = spec.rows.map((row) => this.row(row, spec));
    this.words = [make("small", "where"), make("b", "verdict"), make("p", "meaning"), make("p", "sum")];
    const head = spec.columns.some(Boolean) ? [this.head(spec)] : [];
    this.element.style.setProperty("--columns", spec.columns.length);
    this.element.classList.toggle("barred", Boolean(spec.bars));
    this.element.replaceChildren(...head, ...this.rows.map(({ element }) => element), ...this.words);
  }

  head({ columns }) {
    const element = make("div", "entry head");
    element.append(make("i"), make("span"), ...columns.map((name) => make("span", "cell", name)));
    return element;
  }

  row({ label, note, color }, { columns }) {
    const element = make("div", "entry");
    const chip = make("i");
    element.style.setProperty("--color", color);
    const name = make("span", "name", label);
    if (note) name.append(make("small", "", note));
    const cells = columns.map(() => make("b", "cell"));
    element.append(chip, name, ...cells);
    return { element, cells };
  }

  // patch: cells (a list of texts for each row), best (index of the row to stress, by column), bars, words, sum.
  paint({ cells, best, bars, words, sum }) {
    this.rows.forEach(({ element, cells: own }, i) => {
      own.forEach((cell, column) => {
        write(cell, cells[i][column]);
        cell.classList.toggle("best", best?.[column] === i);
      });
      if (bars) element.style.setProperty("--bar", bars[i].toFixed(4));
    });
    [...(words ?? ["", "", ""]), sum ?? ""].forEach((text, i) => write(this.words[i], text));
  }
}
