// A rough figure that needs no library: one picture and its points. It stands in while plotly.js starts.

import { svg } from "../dom.js";

export class Sketch {
  constructor(stage, { data, layout }) {
    this.svg = svg("svg", { class: "plot" });
    stage.append(this.svg);
    const { xaxis, yaxis, margin = {}, images } = layout;
    if (!images?.length || !xaxis?.range || !yaxis?.range) return;
    const box = scale(stage, margin, xaxis.range, yaxis.range);
    const [{ x, y, sizex, sizey }] = images;
    const [left, top] = [box.x(x), box.y(y)];
    const [width, height] = [box.x(x + sizex) - left, box.y(y - sizey) - top];
    this.image = svg("image", { x: left, y: top, width, height, preserveAspectRatio: "none" });
    this.svg.append(this.image, ...data.flatMap((trace) => marks(trace, box)));
  }

  paint(source) {
    if (source) this.image?.setAttribute("href", source);
  }

  destroy() {
    this.svg.remove();
  }
}

// Data to pixels, with one scale for both axes.
function scale(stage, { l = 0, r = 0, t = 0, b = 0 }, [left, right], [bottom, top]) {
  const [width, height] = [stage.clientWidth - l - r, stage.clientHeight - t - b];
  const unit = Math.min(width / (right - left), height / (top - bottom));
  const startX = l + (width - unit * (right - left)) / 2;
  const startY = t + (height - unit * (top - bottom)) / 2;
  return { x: (value) => startX + (value - left) * unit, y: (value) => startY + (top - value) * unit };
}

function marks({ x, y, marker }, box) {
  if (!Array.isArray(x) || !Array.isArray(y) || typeof marker?.color !== "string") return [];
  const look = { r: (marker.size ?? 6) / 2, fill: marker.color, stroke: marker.line?.color ?? "none" };
  return x.map((value, i) => svg("circle", { cx: box.x(value), cy: box.y(y[i]), ...look }));
}
