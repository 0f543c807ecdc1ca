// A rough figure that needs no library: one picture and its points. It stands in while plotly.js starts.

const SPACE = "http://www.w3.org/2000/svg";

export class Sketch {
  constructor(stage, { data, layout }) {
    this.svg = node("svg", { class: "plot" });
    stage.append(this.svg);
    const { xaxis, yaxis, margin = {}, images } = layout;
    if (!images?.length || !xaxis?.range || !yaxis?.range) return;
    const box = fit(stage, margin, xaxis.range, yaxis.range);
    const [image] = images;
    this.image = node("image", {
      x: box.x(image.x),
      y: box.y(image.y),
      width: box.x(image.x + image.sizex) - box.x(image.x),
      height: box.y(image.y - image.sizey) - box.y(image.y),
      preserveAspectRatio: "none",
    });
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
function fit(stage, { l = 0, r = 0, t = 0, b = 0 }, [left, right], [bottom, top]) {
  const [width, height] = [stage.clientWidth - l - r, stage.clientHeight - t - b];
  const scale = Math.min(width / (right - left), height / (top - bottom));
  const startX = l + (width - scale * (right - left)) / 2;
  const startY = t + (height - scale * (top - bottom)) / 2;
  return { x: (value) => startX + (value - left) * scale, y: (value) => startY + (top - value) * scale };
}

function marks({ x, y, marker }, box) {
  if (!Array.isArray(x) || !Array.isArray(y) || typeof marker?.color !== "string") return [];
  const look = { r: (marker.size ?? 6) / 2, fill: marker.color, stroke: marker.line?.color ?? "none" };
  return x.map((value, i) => node("circle", { cx: box.x(value), cy: box.y(y[i]), ...look }));
}

function node(tag, attributes) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
