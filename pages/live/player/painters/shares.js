// A table of what is known of one place in the plane: the numbers z of its rows there, e^z, and the share of each in the
// sum of all. z comes with each frame over a grid, so that a pin of another view moves without asking the server.

import { bytes } from "./packed.js";
import { Table } from "./table.js";

const NEAR = 0.22; // within which the pin counts as on a known point, in the figure's own numbers

export class Shares extends Table {
  take(spec) {
    super.take(spec);
    this.at ??= spec.at;
  }

  // patch: values (base64 of 16-bit whole numbers), unit (what one of them is worth), size [height, width], ends [x of
  // the first and of the last column, y of the first and of the last row].
  paint(patch) {
    this.grid = { ...patch, values: new Int16Array(bytes(patch.values).buffer) };
    this.tell();
  }

  pointed(place) {
    this.at = place;
    if (this.grid) this.tell();
  }

  tell() {
    const known = nearest(this.spec.known, this.at);
    const [x, y] = known ? [known.x, known.y] : this.at;
    const z = this.spec.rows.map((_, row) => read(this.grid, row, x, y));
    const top = Math.max(...z);
    const powers = z.map((each) => Math.exp(each - top)); // the largest is taken off, which changes no share
    const sum = powers.reduce((one, other) => one + other);
    const shares = powers.map((each) => each / sum);
    const cells = z.map((each, row) => {
      const slope = known ? signed(shares[row] - Number(known.row === row)) : "";
      return [signed(each), short(Math.exp(each)), shares[row].toFixed(3), slope];
    });
    super.paint({ cells, bars: shares, words: [this.words_of(x, y), "", ""], sum: known ? this.loss(known, shares) : "" });
  }

  words_of(x, y) { return filled(this.spec.words.place, { x: x.toFixed(2), y: y.toFixed(2) }); }
  loss({ row }, shares) { return filled(this.spec.words.known, { row, loss: (-Math.log(shares[row])).toFixed(3) }); }
}

// The known point at a place, if there is one.
function nearest({ x, y, row }, [across, up]) {
  let [found, least] = [-1, NEAR];
  for (let i = 0; i < x.length; i++) {
    const far = Math.hypot(x[i] - across, y[i] - up);
    if (far < least) [found, least] = [i, far];
  }
  return found < 0 ? null : { x: x[found], y: y[found], row: row[found] };
}

// The number of one row at a place, between the four places of the grid around it.
function read({ values, unit, size: [height, width], ends: [left, right, top, bottom] }, row, x, y) {
  const [across, i] = part((x - left) / (right - left), width);
  const [down, j] = part((y - top) / (bottom - top), height);
  const at = (j, i) => values[(row * height + j) * width + i];
  const line = (j) => at(j, i) + across * (at(j, i + 1) - at(j, i));
  return unit * (line(j) + down * (line(j + 1) - line(j)));
}

// Which two of so many places a share of the way lies between: how far, and the first of them.
function part(share, count) {
  const place = Math.min(Math.max(share, 0), 1) * (count - 1);
  const first = Math.min(Math.floor(place), count - 2);
  return [place - first, first];
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const signed = (value) => (Math.abs(value) >= 1000 ? value.toExponential(1) : value.toFixed(2)).replace("-", "−");
const short = (value) => (value >= 1e4 || (value < 1e-2 && value > 0) ? value.toExponential(1) : value.toPrecision(3)).replace("-", "−");
