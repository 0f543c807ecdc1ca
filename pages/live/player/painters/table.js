// Numbers in rows and columns that change with the frame, with a bar behind each row if wished, and a few words below.
// Only text and widths change; nothing is laid out anew.

import { box, make, write } from "../dom.js";
import { Painter } from "./painter.js";

const MOST_SHADE = 65; // per cent
const DENSE = 5; // columns; more of them stand closer

export class Table extends Painter {
  constructor(stage, ...given) {
    super(stage, ...given);
    stage.append((this.element = make("div", "numbers-table")));
  }

  take(spec) {
    super.take(spec);
    this.rows = spec.rows.map((row) => this.row(row, spec));
    this.words = [make("small", "where"), make("b", "verdict"), make("p", "meaning"), make("p", "sum")];
    const head = spec.columns.some(Boolean) ? [this.head(spec)] : [];
    this.element.style.setProperty("--columns", spec.columns.length);
    this.element.classList.toggle("dense", spec.columns.length > DENSE);
    this.element.classList.toggle("barred", Boolean(spec.bars));
    this.element.replaceChildren(...head, ...this.rows.map(({ element }) => element), ...this.words);
  }

  describe() {} // it is text

  head({ columns }) {
    return box("entry head", [make("i"), make("span"), ...columns.map((name) => make("span", "cell", name))]);
  }

  row({ label, note, color }, { columns }) {
    const cells = columns.map(() => make("b", "cell"));
    const name = box("name", note ? [label, make("small", "", note)] : [label]);
    const element = box("entry", [make("i"), name, ...cells]);
    element.style.setProperty("--color", color);
    return { element, cells };
  }

  // patch: cells (a list of texts for each row), best (index of the row to stress, by column), bars, words, sum.
  // shades: how strongly each cell has the colour of its row, from 0 to 1.
  paint({ cells, best, bars, shades, words, sum }) {
    this.rows.forEach(({ element, cells: own }, i) => {
      own.forEach((cell, column) => {
        write(cell, cells[i][column]);
        if (shades) cell.style.setProperty("--shade", `${MOST_SHADE * shades[i][column]}%`);
        cell.classList.toggle("best", best?.[column] === i);
      });
      if (bars) element.style.setProperty("--bar", bars[i].toFixed(4));
    });
    [...(words ?? ["", "", ""]), sum ?? ""].forEach((text, i) => write(this.words[i], text));
  }
}
