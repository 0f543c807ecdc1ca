// The play bar: buttons, speed, time slider, numbers, keys. It tells the player what is wished and shows what is so.

import { box, button, count, make, name, svg, write } from "./dom.js";
import { Notice } from "./notice.js";
import { exact } from "./numbers.js";
import { said } from "./tongue.js";

const ICONS = {
  play: "M5 3.2v9.6l8-4.8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  step: "M4 3.5v9l6-4.5zM10.6 3.5h1.8v9h-1.8z",
  epoch: "M2 3.5v9l5-4.5zM7.2 3.5v9l5-4.5zM12.4 3.5h1.6v9h-1.6z",
  reset: "M8 2.5a5.5 5.5 0 1 1-5.2 3.7l1.6.6A3.8 3.8 0 1 0 8 4.2V6.6L4.2 3.4 8 .3z",
  reseed: "M3 2h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm2.2 1.9a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6zM8 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6zm2.8 2.8a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z",
  link: "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9",
  lecture: "M2 3h12v8H2zM8 11v2.5M5 13.5h6",
  keep: "M8 2v7M5 6.5 8 9.5l3-3M2.5 11v2.5h11V11",
  stop: "M4 14V2.5M4 3h8l-1.8 2.75L12 8.5H4",
  help: "M6 6.2A2 2 0 1 1 8.6 8c-.5.2-.6.5-.6 1.1M8 11.6v.2",
};
const KEYS = { " ": "run", ArrowLeft: "back", ArrowRight: "step", ".": "epoch", Home: "first", End: "last", "?": "help", l: "lecture", L: "lecture" };
const TAKEN = "input,textarea,select,[contenteditable=true],[role=slider],[role=combobox],[role=listbox],[role=option],[role=textbox]";
const PRESSED = "button,a,[role=button],[role=tab],[role=radio],summary"; // the space bar presses these
const whole = new Intl.NumberFormat("en");

export class Bar {
  constructor(root, wish) {
    this.wish = (what, value) => (what === "help" ? this.help() : wish(what, value));
    this.element = box("bar", [this.buttons(), this.timeline(), this.side()]);
    Object.assign(this.element, { role: "group", ariaLabel: "Player" });
    this.notice = new Notice();
    root.append(this.element, this.notice.element);
    this.listen = (event) => this.key(event);
    document.addEventListener("keydown", this.listen);
  }

  buttons() {
    this.run = this.button("run", "play", "Run (Space)");
    this.run.classList.add("primary");
    this.run.append((this.runLabel = make("span", "", "Run")));
    const reset = this.button("reset", "reset", "Reset: the same first weights, step 0");
    const reseed = this.button("reseed", "reseed", "Reseed: draw other first weights");
    const step = this.button("step", "step", "");
    step.append(make("span", "word", "Step"));
    reseed.append(make("span", "word", "Reseed"));
    return box("buttons", [this.run, step, this.button("epoch", "epoch", ""), reset, reseed]);
  }

  timeline() {
    [this.at, this.left, this.numbers] = ["at", "left", "numbers"].map((each) => make("span", each));
    this.slider = Object.assign(make("input"), { type: "range", min: 0, max: 1, step: 1, value: 0 });
    this.slider.addEventListener("input", () => this.wish("seek", +this.slider.value));
    this.slider.addEventListener("pointerdown", () => (this.held = true));
    for (const end of ["pointerup", "pointercancel", "blur"]) this.slider.addEventListener(end, () => (this.held = false));
    this.ticks = make("div", "ticks");
    return box("timeline", [box("readout", [this.at, this.left]), box("track", [this.ticks, this.slider]), this.numbers]);
  }

  side() {
    this.speed = Object.assign(make("select"), { title: "Speed", ariaLabel: "Speed" });
    this.speed.addEventListener("change", () => this.wish("speed", this.speed.value));
    this.state = make("span", "state");
    this.copy = this.button("copy", "link", "Copy the link to this run");
    this.sheet = Object.assign(make("div", "sheet"), { hidden: true });
    const lecture = this.button("lecture", "lecture", "Lecture: the pictures alone, in large type (L)");
    lecture.ariaPressed = false;
    const stop = this.button("stop", "stop", "Stop by itself, at an epoch or at a training loss");
    stop.ariaPressed = false;
    const keep = this.button("keep", "keep", "Save pictures, or a film of the run");
    const pace = box("pace", [this.state, this.speed]);
    return box("side", [pace, stop, this.copy, keep, lecture, this.button("help", "help", "Keyboard shortcuts (?)"), this.sheet]);
  }

  button(wish, icon, title) {
    const element = button("", title, (event) => {
      this.wish(wish);
      if (event.detail) element.blur(); // a click of the pointer leaves the space bar to Run
    });
    element.dataset.wish = wish;
    element.append(drawing(icon));
    return element;
  }

  press(wish, on) { this.element.querySelector(`[data-wish=${wish}]`).ariaPressed = on; }

  help(show = this.sheet.hidden) { this.sheet.hidden = !show; }

  // Puts on the words that fit the clock of this page (words.js); nothing happens while they stay the same.
  dress(words, clock, speed, elsewhere) {
    Object.assign(this, { words, clock });
    this.numbers.hidden = elsewhere; // a view has them, and larger
    const stamp = JSON.stringify([words, clock.knob?.label]);
    if (stamp === this.dressed) return;
    this.dressed = stamp;
    this.readout = clock.knob ? [clock.knob.label] : words.unit ? ["step", words.unit] : ["step"];
    this.at.replaceChildren(...this.readout.flatMap((each) => [make("span", "", each), make("b", "", "0")]));
    Object.assign(this.slider, { title: said(words.slider), ariaLabel: said(words.label) });
    this.speed.replaceChildren(...Object.entries(words.speeds).map(([value, { label, title = "" }]) => Object.assign(new Option(said(label), value), { title: said(title) })));
    this.speed.value = speed;
    for (const element of this.element.querySelectorAll("[data-wish]")) {
      const { wish } = element.dataset;
      element.hidden = words.hidden.includes(wish);
      if (wish in words.titles) name(element, words.titles[wish]);
    }
    this.sheet.replaceChildren(...words.keys.flatMap(([key, text]) => [make("kbd", "", key), make("span", "", text)]));
  }

  // How much there is of a run of known length, in the unit that is shown last, and how long the rest will take at the
  // pace of the last frames.
  remaining(step) {
    const now = performance.now();
    const [ms, steps] = [now - (this.lately?.now ?? now), step - (this.lately?.step ?? step)];
    this.lately = { now, step };
    if (steps <= 0 || ms > 1500) this.pace = undefined;
    else this.pace = this.pace ? 0.95 * this.pace + (0.05 * ms) / steps : ms / steps;
    const seconds = Math.ceil(((this.clock.last - step) * (this.pace ?? NaN)) / 1000);
    const all = `of ${whole.format(this.words.counted(this.clock.last / this.clock.epoch))}`;
    return step < this.clock.last && seconds >= 0 ? `${all} · ${seconds} s left` : all;
  }

  // Keys work wherever the focus is, except where one types or where they have a meaning of their own.
  key(event) {
    if (event.key === "Escape") this.help(false), this.wish("leave");
    const wish = KEYS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !wish) return;
    const target = event.composedPath()[0];
    const own = target === this.slider && wish === "run";
    if (!own && (target.closest?.(TAKEN) || (wish === "run" && target.closest?.(PRESSED)))) return;
    event.preventDefault();
    this.wish(wish);
  }

  // Shows a frame's numbers. Only text changes here, each in a box of fixed width.
  show(frame, top, changes, learned) {
    const { knob, last } = this.clock;
    const shown = knob ? [knob.values[frame.step] ?? ""] : [frame.step, this.words.counted(frame.epoch)].map((each) => whole.format(each));
    this.readout.forEach((_, i) => write(this.at.children[2 * i + 1], shown[i]));
    write(this.left, knob ? `${frame.step + 1} of ${knob.values.length}` : last ? this.remaining(frame.step) : learned);
    this.left.classList.toggle("learned", Boolean(learned));
    const entries = Object.entries(frame.numbers ?? {});
    const figures = count(this.numbers, entries.length, () => box("figure", [make("span"), make("b")]));
    entries.forEach(([label, value], i) => {
      write(figures[i].firstChild, label);
      write(figures[i].lastChild, value === null ? "–" : typeof value === "string" ? value : exact(value));
    });
    const far = Math.max(top, 1);
    if (+this.slider.max !== far) this.slider.max = far;
    if (!this.held) this.slider.value = frame.step;
    this.slider.style.setProperty("--done", frame.step / far);
    this.mark(changes.filter((step) => step <= top), far);
  }

  // Ticks on the time slider where a knob was changed.
  mark(changes, far) {
    const ticks = count(this.ticks, changes.length, () => make("i"));
    changes.forEach((step, i) => ticks[i].style.setProperty("--at", step / far));
  }

  // Shows what the player does: playing, paused, ended or error, and a word about it.
  tell(state, word) {
    if (this.told === `${state} ${word}`) return;
    this.told = `${state} ${word}`;
    const playing = state === "playing";
    this.run.firstChild.replaceWith(drawing(playing ? "pause" : "play"));
    const label = playing ? "Pause" : state === "ended" ? "Replay" : "Run";
    write(this.runLabel, label);
    name(this.run, `${label} (Space)`);
    write(this.state, word);
    this.state.dataset.state = state;
  }

  // Copies the page's address; where the clipboard may not be used, through a selected field.
  async copyLink() {
    const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    this.copy.dataset.tip = done || byHand(location.href) ? "Link copied" : "Copy it from the address bar";
    clearTimeout(this.tipTimer);
    this.tipTimer = setTimeout(() => delete this.copy.dataset.tip, 1600);
  }

  destroy() {
    document.removeEventListener("keydown", this.listen);
    clearTimeout(this.tipTimer);
  }
}

function byHand(text) {
  const field = Object.assign(make("textarea"), { value: text, style: "position:fixed;opacity:0" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

function drawing(icon) {
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", "data-icon": icon }, svg("path", { d: ICONS[icon] }));
}
