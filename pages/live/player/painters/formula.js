// A formula twice, one above the other: with letters, and with the numbers of each matrix in its place; below each its
// shape. Beside what is multiplied stand the signs, in both rows.

import { box, make } from "../dom.js";
import { Painter } from "./painter.js";

export class Formula extends Painter {
  constructor(stage, ...given) {
    super(stage, ...given);
    this.window = make("div", "formulas");
    stage.append(this.window);
  }

  // patch: parts, {sign: [letters, numbers]} or {letter, up, tail, rows, shape, look, column (to be stressed)}; words;
  // way: the kind of step, for its colour.
  paint({ parts, words, way }) {
    this.window.dataset.way = way;
    const shown = parts.map((part) => (part.sign ? sign(part) : matrix(part)));
    this.window.replaceChildren(make("p", "words", words), box("formula", shown));
  }
}

function sign({ sign: [letters, numbers] }) {
  return box("part sign", [make("span", "letters", letters), make("span", "middle", numbers), make("small")]);
}

function matrix({ letter, up, tail, rows, shape, look, column }) {
  const letters = make("span", "letters", letter);
  if (up) letters.append(make("sup", "", up));
  if (tail) letters.append(make("sup", "", tail));
  const cells = rows.flatMap((row) => row.map((value, i) => make("span", i === column ? "stressed" : "", value)));
  const numbers = box("matrix", cells);
  numbers.style.setProperty("--columns", rows[0].length);
  const part = box("part", [letters, box("middle", [numbers]), make("small", "", shape)]);
  part.dataset.look = look;
  return part;
}
