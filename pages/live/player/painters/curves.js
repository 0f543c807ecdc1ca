// Curves that grow with the run: up to the present step strong, the rest of the run, or the raw values behind a
// smoothed curve, faint.

const MOST_POINTS = 600;
const SMOOTHING = 0.9;

// Where each curve and each faint one now lies: {trace: {x, y}}.
export function curves({ grown, faint, view, effects }, past, step) {
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(past.length / MOST_POINTS)));
  const kept = past.filter((_, i) => i % stride === 0 || i === past.length - 1);
  const upto = kept.filter((entry) => entry.step <= step);
  const here = past.findLast((entry) => entry.step <= step);
  if (here && upto.at(-1) !== here) upto.push(here);
  const smooth = effects.has("smooth");
  const behind = smooth ? kept : kept.filter((entry) => entry.step >= step);
  const rest = smooth || behind.length > 1 ? behind : [];
  return Object.fromEntries(grown.flatMap((trace, i) => [
    [trace, line(upto, view, trace, smooth)],
    [faint[i], line(rest, view, trace, false)],
  ]));
}

// One curve; smoothed, it is the exponentially weighted average with bias correction.
function line(entries, view, trace, smooth) {
  const [x, y] = [[], []];
  let [average, weight] = [0, 0];
  for (const { epoch, points } of entries) {
    const value = points[view]?.[trace];
    if (value === undefined) continue;
    x.push(epoch);
    if (smooth && value !== null) {
      average = SMOOTHING * average + (1 - SMOOTHING) * value;
      weight = SMOOTHING * weight + (1 - SMOOTHING);
    }
    y.push(smooth && value !== null ? average / weight : value);
  }
  return { x, y };
}
