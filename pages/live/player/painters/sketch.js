// A rough figure that needs no library: the points of a plane, and where its axes will be, while plotly.js starts.

import { svg } from "../dom.js";

// {svg, axes}; undefined for a figure without ranges that are known.
export function sketch(stage, { data, layout: { xaxis, yaxis, margin = {}, images } }) {
  if (!images?.length || !xaxis?.range || !yaxis?.range) return undefined;
  const axes = rulers(stage, margin, xaxis.range, yaxis.range);
  const picture = svg("svg", { class: "plot" }, ...data.flatMap((trace) => marks(trace, axes)));
  stage.append(picture);
  return { svg: picture, axes };
}

// Data to pixels, with one scale for both axes.
function rulers(stage, { l = 0, r = 0, t = 0, b = 0 }, [left, right], [bottom, top]) {
  const [width, height] = [stage.clientWidth - l - r, stage.clientHeight - t - b];
  const unit = Math.min(width / (right - left), height / (top - bottom));
  const [x, y] = [l + (width - unit * (right - left)) / 2, t + (height - unit * (top - bottom)) / 2];
  return [{ pixel: (value) => x + (value - left) * unit }, { pixel: (value) => y + (top - value) * unit }];
}

function marks({ x, y, marker, meta }, [across, up]) {
  if (meta || !Array.isArray(x) || !Array.isArray(y) || typeof marker?.color !== "string") return [];
  const look = { r: (marker.size ?? 6) / 2, fill: marker.color, stroke: marker.line?.color ?? "none" };
  return x.map((value, i) => svg("circle", { cx: across.pixel(value), cy: up.pixel(y[i]), ...look }));
}
