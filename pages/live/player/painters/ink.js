// Plotly's simplest traces on a canvas: lines, marks, areas and bars, as Plotly would draw them.

import { dip, trace } from "./pen.js";

const DASHES = { solid: [], dot: [3, 3], dash: [9, 9], longdash: [15, 15], dashdot: [9, 3, 3, 3] };
// Corners of marks, in halves of their size, as Plotly has them; a circle has none.
const [WIDE, LOW, STAR] = [2 / Math.sqrt(3), 0.5, 1.4];
const SYMBOLS = {
  circle: [],
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[1.3, 0], [0, 1.3], [-1.3, 0], [0, -1.3]],
  "triangle-up": [[-WIDE, LOW], [WIDE, LOW], [0, -1]],
  cross: [[1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4],
    [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4]],
  star: [...Array(10).keys()].map((i) => {
    const [angle, far] = [(Math.PI * i) / 5, STAR * (i % 2 ? 0.382 : 1)];
    return [far * Math.sin(angle), -far * Math.cos(angle)];
  }),
};

// Whether a trace is simple enough. Numbers only; one bar series a chart.
export function simple({ type = "scatter", stackgroup, fill, line, marker = {} }) {
  if (Array.isArray(marker.color) || Array.isArray(marker.size) || !SYMBOLS[marker.symbol ?? "circle"]) return false;
  return type === "bar" || (type === "scatter" && !stackgroup && fill !== "tonexty" && (line?.shape ?? "linear") === "linear");
}

// Draws the points x, y in the look of a trace in which Plotly has filled in all defaults.
export function ink(pen, look, { x, y }, [across, up]) {
  if (!look.visible || !y?.length) return;
  const px = Float32Array.from(x ?? y.keys(), (value) => (value === null ? NaN : across.pixel(value)));
  const py = Float32Array.from(y, (value) => (value === null ? NaN : up.pixel(value)));
  const { type, opacity = 1, mode = "", fill, fillcolor, line, marker } = look;
  const floor = Math.min(up.pixel(0), up.start + up.length);
  pen.globalAlpha = opacity;
  if (type === "bar") bars(pen, px, py, floor, marker.color);
  if (fill && fill !== "none") area(pen, px, py, fill === "toself" ? null : floor, fillcolor);
  if (mode.includes("lines") && line.width) {
    dip(pen, line.color, line.width, DASHES[line.dash] ?? line.dash.split(",").map(parseFloat));
    trace(pen, px, py);
  }
  if (mode.includes("markers")) marks(pen, px, py, marker);
}

// The area inside the line, each piece of it by itself, or between it and a floor.
function area(pen, px, py, floor, color) {
  pen.fillStyle = color;
  pen.beginPath();
  let down = false;
  for (let i = 0; i < Math.min(px.length, py.length); i++) {
    const gap = Number.isNaN(px[i] + py[i]);
    if (!gap) down || floor !== null ? pen.lineTo(px[i], py[i]) : pen.moveTo(px[i], py[i]);
    down = !gap;
  }
  if (floor !== null) for (const x of [px.at(-1), px[0]]) pen.lineTo(x, floor);
  pen.fill();
}

function marks(pen, px, py, { color, size, symbol, opacity = 1, line }) {
  const [half, corners] = [size / 2, SYMBOLS[symbol]];
  pen.fillStyle = color;
  pen.globalAlpha *= opacity;
  pen.beginPath();
  for (let i = 0; i < Math.min(px.length, py.length); i++) {
    if (Number.isNaN(px[i] + py[i])) continue;
    if (!corners.length) {
      pen.moveTo(px[i] + half, py[i]);
      pen.arc(px[i], py[i], half, 0, 7);
      continue;
    }
    corners.forEach(([x, y], k) => (k ? pen.lineTo(px[i] + half * x, py[i] + half * y) : pen.moveTo(px[i] + half * x, py[i] + half * y)));
    pen.closePath();
  }
  pen.fill();
  if (line?.width) dip(pen, line.color, line.width);
  if (line?.width) pen.stroke();
}

// Bars as wide as their distance allows.
function bars(pen, px, py, floor, color) {
  const wide = 0.8 * (px[1] - px[0] || 20);
  pen.fillStyle = color;
  py.forEach((y, i) => pen.fillRect(px[i] - wide / 2, y, wide, floor - y)); // of NaN nothing is drawn
}
