// A Plotly figure that takes patches: images that change, traces that are restyled, curves that grow point by point.

import { Sketch } from "./sketch.js";

const MOST_POINTS = 600;
const SMOOTHING = 0.9;
let library;

// Plotly.js, loaded once. It takes half a second to start, so it must not be asked for before the first frame is seen.
export function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      script.remove();
      library = undefined; // so that the next try starts anew
      reject(new Error("plotly.js could not be loaded"));
    };
    document.head.append(script);
  });
  return library;
}

// Figures are drawn for the first time one after the other, so that the clock keeps ticking between them.
let turn = Promise.resolve();
function inTurn(draw) {
  turn = turn.then(() => new Promise((resolve) => setTimeout(resolve, 30))).then(draw);
}

export class Plot {
  constructor(stage, theme, address, view) {
    this.theme = theme;
    this.view = view;
    this.div = document.createElement("div");
    this.div.className = "plot";
    this.stage = stage;
    stage.append(this.div);
    this.switches = new Set();
    this.grown = []; // traces that are curves; behind each lies a faint one
    this.address = address;
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(stage);
  }

  // Takes a new figure; it is drawn with the first patch that comes after it, so that nothing flickers.
  take(spec) {
    this.spec = spec;
    this.stale = true;
  }

  // What the painter adds to the view's heading.
  tools() {
    return [];
  }

  toggle(effect, on) {
    if (on) this.switches.add(effect);
    else this.switches.delete(effect);
    if (effect === "log-y") this.stale = true;
  }

  retheme() {
    this.stale = true;
    if (this.last) this.paint(...this.last);
  }

  resize() {
    if (this.drawn && this.div.clientWidth) this.plotly.Plots.resize(this.div);
  }

  paint(patch, entries, current, changes) {
    this.last = [patch, entries, current, changes];
    if (!this.plotly) return this.sketch(patch);
    if (this.stale) this.draw(patch);
    else if (patch?.images) this.plotly.relayout(this.div, sources(patch.images));
    if (patch?.relayout) this.plotly.relayout(this.div, patch.relayout);
    for (const { update, traces } of grouped(patch?.restyle ?? {})) this.plotly.restyle(this.div, update, traces);
    if (this.grown.length) this.grow(entries, current, changes);
    return undefined;
  }

  // Until Plotly is there: the picture with its points, where Plotly will put them.
  sketch(patch) {
    this.draft ??= new Sketch(this.stage, this.theme.resolve(this.spec.figure));
    this.draft.paint(patch?.images?.[0]);
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => setTimeout(() => this.begin(), 0)); // when this frame is on the screen
  }

  async begin() {
    const plotly = await load(this.address).catch(() => null);
    if (!plotly) setTimeout(() => this.gone || this.begin(), 2000);
    else inTurn(() => {
      if (this.gone) return;
      this.plotly = plotly;
      this.paint(...this.last);
      this.draft.destroy();
    });
  }

  // The whole figure: first time, new spec, or new theme.
  draw(patch) {
    this.stale = false;
    this.marked = "";
    const { data, layout } = this.theme.resolve(this.spec.figure);
    if (patch?.point) this.grown = Object.keys(patch.point).map(Number);
    const faint = this.grown.map((i) => ({ ...data[i], opacity: 0.22, hoverinfo: "skip", showlegend: false }));
    this.faint = faint.map((_, i) => data.length + i);
    patch?.images?.forEach((source, i) => layout.images?.[i] && (layout.images[i].source = source));
    if (this.switches.has("log-y")) layout.yaxis = { ...layout.yaxis, type: "log", autorange: true, range: undefined, rangemode: "normal" };
    const font = { family: this.theme.font, size: 11, color: this.theme.color("--ink-soft"), ...layout.font };
    const clear = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true, font };
    const config = { displayModeBar: false, responsive: false };
    this.plotly.react(this.div, [...data, ...faint], { showlegend: false, ...layout, ...clear }, config);
    if (!this.drawn && this.spec.picks) this.listen();
    if (!this.drawn && this.grown.length) this.div.on("plotly_click", ({ points }) => this.seek(points[0].x));
    this.drawn = true;
  }

  // Points stand for steps of the run and for runs of their own: the pointer shows the one, a click opens the other.
  listen() {
    const at = ({ points }) => this.spec.picks.x.indexOf(points[0].x);
    this.div.on("plotly_hover", (event) => at(event) >= 0 && this.peek(this.spec.picks.steps[at(event)]));
    this.div.on("plotly_unhover", () => this.peek(null));
    this.div.on("plotly_click", (event) => this.spec.picks.runs?.[at(event)] && this.visit(this.spec.picks.runs[at(event)]));
  }

  // Curves up to the current step; the rest of the run, or the raw values behind a smoothed curve, stay faint.
  grow(entries, current, changes) {
    const stride = 2 ** Math.max(0, Math.ceil(Math.log2(entries.length / MOST_POINTS)));
    const kept = entries.filter((_, i) => i % stride === 0 || i === entries.length - 1);
    const upto = kept.filter((entry) => entry.step <= current);
    const here = entries.findLast((entry) => entry.step <= current);
    if (here && upto.at(-1) !== here) upto.push(here);
    const smooth = this.switches.has("smooth");
    const behind = smooth ? kept : kept.filter((entry) => entry.step >= current);
    const show = smooth || behind.length > 1;
    const lines = this.grown.map((trace) => line(upto, this.view, trace, smooth));
    const rest = this.grown.map((trace) => (show ? line(behind, this.view, trace, false) : { x: [], y: [] }));
    const all = [...lines, ...rest];
    const update = { x: all.map(({ x }) => x), y: all.map(({ y }) => y) };
    const stamp = changes.join();
    if (stamp === this.marked) this.plotly.restyle(this.div, update, [...this.grown, ...this.faint]);
    else this.plotly.update(this.div, update, { shapes: changes.map((x) => this.mark(x)) }, [...this.grown, ...this.faint]);
    this.marked = stamp;
  }

  // A thin line where a knob was changed.
  mark(x) {
    const line = { width: 1, dash: "dot", color: this.theme.color("--ink-faint") };
    return { type: "line", xref: "x", x0: x, x1: x, yref: "paper", y0: 0, y1: 1, layer: "below", line };
  }

  destroy() {
    this.gone = true;
    this.watch.disconnect();
    if (this.drawn) this.plotly.purge(this.div);
    this.div.remove();
  }
}

// Traces that change in the same attributes change together: a call costs more than a curve.
function grouped(restyle) {
  const groups = new Map();
  for (const [trace, changes] of Object.entries(restyle)) {
    const names = Object.keys(changes);
    if (!groups.has(names.join())) groups.set(names.join(), { update: Object.fromEntries(names.map((name) => [name, []])), traces: [] });
    const group = groups.get(names.join());
    for (const name of names) group.update[name].push(changes[name]);
    group.traces.push(+trace);
  }
  return groups.values();
}

function sources(images) {
  return Object.fromEntries(images.map((source, i) => [`images[${i}].source`, source]));
}

// One curve; smoothed, it is the exponentially weighted average with bias correction.
function line(entries, view, trace, smooth) {
  const x = [];
  const y = [];
  let average = 0;
  let weight = 0;
  for (const { epoch, points } of entries) {
    const value = points[view]?.[trace];
    if (value === undefined) continue;
    x.push(epoch);
    if (!smooth || value === null) {
      y.push(value);
      continue;
    }
    average = SMOOTHING * average + (1 - SMOOTHING) * value;
    weight = SMOOTHING * weight + (1 - SMOOTHING);
    y.push(average / weight);
  }
  return { x, y };
}
