// A figure with axes that Plotly draws once and that then stands still: what moves is drawn on canvases above it, for
// Plotly takes 10 ms to change a curve, and a canvas less than one.

import { make } from "../dom.js";
import { Painter } from "./painter.js";

const AGAIN = 2000; // ms until the next try, where plotly.js could not be loaded
let library;

// Plotly.js, loaded once. It takes half a second to start, so it should not be asked for before a first picture is seen.
function load(src) {
  library ??= new Promise((resolve, reject) => {
    const script = Object.assign(make("script"), { src, onload: () => resolve(window.Plotly), onerror: reject });
    document.head.append(script);
  }).catch(() => (library = undefined)); // so that the next try starts anew
  return library;
}

// Figures are drawn for the first time one after the other, so that the clock keeps ticking between them.
let turn = Promise.resolve();
const inTurn = (draw) => (turn = turn.then(() => new Promise((resolve) => setTimeout(resolve, 30))).then(draw));

export class Chart extends Painter {
  constructor(...given) {
    super(...given);
    this.stage.append((this.div = make("div", "plot")));
  }

  // Loads Plotly; then the figure is drawn.
  async begin() {
    const plotly = await load(this.address);
    if (this.gone) return;
    if (!plotly) setTimeout(() => this.gone || this.begin(), AGAIN);
    else inTurn(() => this.gone || ((this.plotly = plotly), this.refresh()));
  }

  // The whole figure: first time, new spec, or new theme.
  react(data, layout) {
    const font = { family: this.theme.font, size: 11 * this.theme.scale, color: this.theme.color("--ink-soft"), ...layout.font };
    const clear = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true, font };
    const config = { displayModeBar: false, responsive: false };
    this.plotly.react(this.div, data, { showlegend: false, ...layout, ...clear }, config);
    this.drawn = true;
  }

  // Plotly's axes: from values to pixels of the stage.
  measure() {
    this.axes = [ruler(this.div._fullLayout.xaxis, false), ruler(this.div._fullLayout.yaxis, true)];
  }

  resize() {
    if (!this.drawn || !this.stage.clientWidth) return;
    this.plotly.Plots.resize(this.div).then(() => this.gone || this.place(), () => {});
  }

  // Puts what lies over the axes where they now are.
  place() {}

  destroy() {
    if (this.drawn) this.plotly.purge(this.div);
    super.destroy();
  }
}

// From values to pixels of the stage and back, along one of Plotly's axes; pixels grow downward.
export function ruler({ _offset: start, _length: length, range: [low, high], type }, down) {
  const share = (value) => ((type === "log" ? Math.log10(Math.max(value, 1e-300)) : value) - low) / (high - low);
  const flip = (part) => (down ? 1 - part : part);
  return {
    start,
    length,
    scale: ((down ? -1 : 1) * length) / (high - low),
    pixel: (value) => start + flip(share(value)) * length,
    value: (pixel) => low + flip((pixel - start) / length) * (high - low),
    holds: (pixel) => pixel >= start && pixel <= start + length,
    clamp: (pixel) => Math.min(Math.max(pixel, start), start + length),
  };
}
