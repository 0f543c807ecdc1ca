// What canvases are drawn with.

const FAR = 1e5; // px beyond which nothing is drawn

// Makes a canvas as large as the stage, in the screen's own pixels, and gives its pen; ``box``: it draws only in there.
export function fit(canvas, { clientWidth: width, clientHeight: height }, box) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.lineJoin = "round";
  if (!box) return pen;
  pen.rect(...box);
  pen.clip();
  return pen;
}

// Whether a point can be drawn: false for what has gone too far, and for NaN.
export const near = (x, y) => Math.abs(x) < FAR && Math.abs(y) < FAR;

// A line through some of the points px, py, with a gap where one cannot be drawn.
export function trace(pen, px, py, from = 0, to = Math.min(px.length, py.length) - 1) {
  pen.beginPath();
  let down = false;
  for (let i = from; i <= to; i++) {
    const inside = near(px[i], py[i]);
    if (inside && down) pen.lineTo(px[i], py[i]);
    else if (inside) pen.moveTo(px[i], py[i]);
    down = inside;
  }
  pen.stroke();
}

// How the next line looks.
export function dip(pen, color, width, dash = []) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.setLineDash(dash);
}

// Corners of marks around 0, by shape; a circle has none.
const CORNERS = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  triangle: [[0, -1.25], [1.1, 0.8], [-1.1, 0.8]],
  diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  cup: [[0, 1.25], [1.1, -0.8], [-1.1, -0.8]],
};
export const SHAPES = ["circle", ...Object.keys(CORNERS)]; // of lines, one after the other

export function ring(pen, x, y, radius, fill, shape) {
  pen.beginPath();
  if (!CORNERS[shape]) pen.arc(x, y, radius, 0, 7);
  else for (const [across, down] of CORNERS[shape]) pen.lineTo(x + across * radius, y + down * radius);
  if (CORNERS[shape]) pen.closePath();
  pen.fillStyle = fill;
  if (fill) pen.fill();
  pen.stroke();
}
