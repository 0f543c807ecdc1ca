// Colours. Figures name them as "var(--ink)"; CSS says what they are; Plotly and canvas get plain rgb.

import { make } from "./dom.js";
import { scaled } from "./painters/scale.js";

const whole = /^var\((--[\w-]+)\)$/;

export class Theme {
  constructor(root) {
    this.root = root;
    this.probe = Object.assign(make("i"), { hidden: true });
    this.probe.style.forcedColorAdjust = "none"; // where the system forces its colours, pictures keep theirs: they mean something
    root.append(this.probe);
    this.pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    this.refresh();
  }

  // Reads the page's colours anew; true if they have changed since the last time.
  refresh() {
    this.known = new Map();
    const [red, green, blue] = this.channels("var(--page)");
    this.dark = red * 0.3 + green * 0.59 + blue * 0.11 < 128;
    this.root.dataset.theme = this.dark ? "dark" : "light";
    this.known.clear();
    this.font = getComputedStyle(this.root).fontFamily;
    this.scale = +getComputedStyle(this.root).getPropertyValue("--scale") || 1;
    const stamp = ["--ink", "--ink-soft", "--panel", "--accent"].map((name) => this.color(name)).concat(this.scale).join();
    return stamp !== this.stamp && Boolean((this.stamp = stamp));
  }

  // Any CSS colour as [red, green, blue, alpha]: one pixel is painted and read, so color-mix() and the like work too.
  channels(css) {
    this.probe.style.color = css;
    this.pixel.clearRect(0, 0, 1, 1);
    this.pixel.fillStyle = getComputedStyle(this.probe).color;
    this.pixel.fillRect(0, 0, 1, 1);
    return this.pixel.getImageData(0, 0, 1, 1).data;
  }

  color(name) {
    if (!this.known.has(name)) {
      const [red, green, blue, alpha] = this.channels(`var(${name})`);
      this.known.set(name, `rgba(${red},${green},${blue},${(alpha / 255).toFixed(3)})`);
    }
    return this.known.get(name);
  }

  // A copy of a figure in the page's colours, and as large as its type.
  resolve(figure) { return scaled(this.colored(figure), this.scale); }

  // A copy with every "var(--name)" replaced.
  colored(value) {
    if (typeof value === "string") return value.replace(whole, (_, name) => this.color(name));
    if (Array.isArray(value)) return value.map((each) => this.colored(each));
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.colored(each)]));
  }
}
