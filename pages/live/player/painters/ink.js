// Plotly's simplest traces on a canvas: lines, marks, areas and bars, as Plotly would draw them.

const DASHES = { solid: [], dot: [3, 3], dash: [9, 9], longdash: [15, 15], dashdot: [9, 3, 3, 3] };
const FAR = 1e5; // px beyond which nothing is drawn
const SYMBOLS = ["circle", "square"];

// Whether a trace is simple enough. Numbers only; one bar series a chart.
export function simple({ type = "scatter", stackgroup, fill, line, marker }) {
  if (type === "bar") return !Array.isArray(marker?.color);
  const plain = !Array.isArray(marker?.color) && !Array.isArray(marker?.size) && SYMBOLS.includes(marker?.symbol ?? "circle");
  return type === "scatter" && plain && !stackgroup && fill !== "tonexty" && (line?.shape ?? "linear") === "linear";
}

// Draws the points x, y in the look of a trace in which Plotly has filled in all defaults.
export function ink(pen, look, { x, y }, [across, up]) {
  if (!look.visible || !y?.length) return undefined;
  const px = Float32Array.from(x ?? y.keys(), (value) => (value === null ? NaN : across.pixel(value)));
  const py = Float32Array.from(y, (value) => (value === null ? NaN : up.pixel(value)));
  const { type, opacity = 1, mode, fill, fillcolor, line, marker } = look;
  pen.globalAlpha = opacity;
  pen.setLineDash([]);
  if (type === "bar") return bars(pen, px, py, up.start + up.length, marker);
  if (fill && fill !== "none") area(pen, px, py, fill === "toself" ? null : up.pixel(0), fillcolor);
  if (mode.includes("lines") && line.width) stroke(pen, px, py, line);
  if (mode.includes("markers")) marks(pen, px, py, marker);
  return undefined;
}

export function dashes(dash = "solid") {
  return DASHES[dash] ?? dash.split(",").map(parseFloat);
}

function stroke(pen, px, py, { color, width, dash }) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.setLineDash(dashes(dash));
  pen.beginPath();
  let down = false;
  for (let i = 0; i < Math.min(px.length, py.length); i++) {
    const inside = Math.abs(px[i]) < FAR && Math.abs(py[i]) < FAR; // false for NaN
    if (inside && down) pen.lineTo(px[i], py[i]);
    else if (inside) pen.moveTo(px[i], py[i]);
    down = inside;
  }
  pen.stroke();
}

// The area inside the line, or between it and a floor.
function area(pen, px, py, floor, color) {
  pen.fillStyle = color;
  pen.beginPath();
  for (let i = 0; i < Math.min(px.length, py.length); i++) if (!Number.isNaN(px[i] + py[i])) pen.lineTo(px[i], py[i]);
  if (floor !== null && px.length) {
    pen.lineTo(px.at(-1), floor);
    pen.lineTo(px[0], floor);
  }
  pen.fill();
}

function marks(pen, px, py, { color, size, symbol, opacity, line }) {
  pen.fillStyle = color;
  pen.globalAlpha *= opacity ?? 1;
  pen.beginPath();
  for (let i = 0; i < Math.min(px.length, py.length); i++) {
    if (Number.isNaN(px[i] + py[i])) continue;
    if (symbol === "square") pen.rect(px[i] - size / 2, py[i] - size / 2, size, size);
    else {
      pen.moveTo(px[i] + size / 2, py[i]);
      pen.arc(px[i], py[i], size / 2, 0, 7);
    }
  }
  pen.fill();
  if (!line?.width) return;
  pen.strokeStyle = line.color;
  pen.lineWidth = line.width;
  pen.setLineDash([]);
  pen.stroke();
}

// Bars from a floor; as wide as their distance allows.
function bars(pen, px, py, floor, { color }) {
  const wide = 0.8 * (px[1] - px[0] || 20);
  pen.fillStyle = color;
  for (let i = 0; i < Math.min(px.length, py.length); i++) {
    if (!Number.isNaN(py[i])) pen.fillRect(px[i] - wide / 2, Math.min(py[i], floor), wide, Math.abs(floor - py[i]));
  }
}
