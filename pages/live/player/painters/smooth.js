// A finer grid through the points of a coarse one, smooth at each of them (Catmull and Rom's cubic, along both axes).

// values: side · side numbers, row by row; the grid that comes out has (side − 1) · times + 1 a side.
export function finer(values, side, times) {
  const fine = (side - 1) * times + 1;
  const rows = Array.from({ length: side }, (_, row) => along((i) => values[row * side + i], side, times));
  const columns = Array.from({ length: fine }, (_, column) => along((i) => rows[i][column], side, times));
  return { side: fine, values: Float32Array.from({ length: fine * fine }, (_, i) => columns[i % fine][Math.floor(i / fine)]) };
}

function along(at, side, times) {
  const inside = (i) => at(Math.min(Math.max(i, 0), side - 1));
  return Array.from({ length: (side - 1) * times + 1 }, (_, k) => {
    const i = Math.floor(k / times);
    return cubic(inside(i - 1), inside(i), inside(i + 1), inside(i + 2), k / times - i);
  });
}

// Between b and c, never beyond them: a hill gets no peaks that it does not have.
function cubic(a, b, c, d, t) {
  const value = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return Math.min(Math.max(value, Math.min(b, c)), Math.max(b, c));
}
