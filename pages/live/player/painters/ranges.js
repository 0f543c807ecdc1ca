// Ranges of axes that the figure leaves to us: they hold all values, and they change seldom while a curve grows, for
// each change costs Plotly 10 ms.

const NICE = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const WIDE = 2.5; // times what is needed: then the range is too wide

// [low, high] for values; of a logarithmic axis, exponents. ``zero``: it begins there; ``round``: it is a round width.
export function fitted(values, { log, zero, round }) {
  const [low, high] = extent(values, log, zero);
  const width = high - low || 1;
  if (round && !log) return [low, low + nice(width)];
  return [zero && !log && low === 0 ? 0 : low - 0.05 * width, high + 0.08 * width];
}

// Whether a range still holds the values, and is not much too wide.
export function holds([start, end], values, { log, zero }) {
  const [low, high] = extent(values, log, zero);
  return low >= start - 1e-9 && high <= end + 1e-9 && end - start <= WIDE * (high - low || 1);
}

function extent(values, log, zero) {
  let [low, high] = zero && !log ? [0, 0] : [Infinity, -Infinity];
  for (const value of values) {
    const at = log ? Math.log10(value || NaN) : value;
    if (value === null || !Number.isFinite(at)) continue;
    low = Math.min(low, at);
    high = Math.max(high, at);
  }
  return low <= high ? [low, high] : [0, 1];
}

// The least round number that is not below a width.
function nice(width) {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * NICE.find((each) => each * power >= width * (1 - 1e-9));
}
