// Above each column of the drawn network stands its name; over a hidden layer also two buttons that ask for one unit more
// or less in it.

import { box, button, keepFocus, make } from "../dom.js";

const WAYS = ["row", "pair", "pile"]; // how a name and its buttons may stand, the widest first

export class Heads {
  // ask: called with {layer, units} for a change.
  constructor(ask) { Object.assign(this, { ask, element: make("div", "columns") }); }

  take(columns) {
    keepFocus(this.element, () => this.element.replaceChildren(...columns.map((column) => this.head(column))));
  }

  head({ x, units, label, layer = null, most = Infinity }) {
    const name = make("span", "label", units ? `${units} ` : "");
    name.append(make("span", units ? "word" : "", label));
    name.title = name.textContent;
    const head = box("column", [name]);
    head.dataset.x = x;
    if (layer === null) return head;
    for (const [sign, word, by] of [["−", "less", -1], ["+", "more", 1]]) {
      const press = button(sign, `One unit ${word} in hidden layer ${layer + 1}`, () => this.ask({ layer, units: by }));
      press.classList.add(word);
      press.disabled = by < 0 ? units <= 1 : units >= most;
      head.append(press);
    }
    return head;
  }

  // Takes the widest way in which they do not touch each other, so many pixels apart; how high they then are.
  fit(apart) {
    const heads = [...this.element.children];
    const inner = heads.filter((head) => head.querySelector("button"));
    this.element.style.setProperty("--gap", `${Math.floor(apart - 2)}px`);
    const wide = WAYS.find((way) => {
      this.element.dataset.heads = way;
      return inner.every(({ offsetWidth }) => offsetWidth + 6 <= apart);
    });
    if (!wide) this.element.dataset.heads = WAYS.at(-1);
    return Math.max(24, ...heads.map(({ offsetHeight }) => offsetHeight));
  }

  // Puts each over its column, and none beyond the width; left: where a share of the way across lies.
  place(left, width) {
    for (const head of this.element.children) {
      const half = head.offsetWidth / 2;
      head.style.left = `${Math.min(Math.max(left(+head.dataset.x), half), width - half)}px`;
    }
  }
}
