// The play bar: buttons, speed, time slider, numbers, keys. It tells the player what is wished and shows what is so.

const ICONS = {
  play: "M5 3.2v9.6l8-4.8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  step: "M4 3.5v9l6-4.5zM10.6 3.5h1.8v9h-1.8z",
  epoch: "M2 3.5v9l5-4.5zM7.2 3.5v9l5-4.5zM12.4 3.5h1.6v9h-1.6z",
  reset: "M8 2.5a5.5 5.5 0 1 1-5.2 3.7l1.6.6A3.8 3.8 0 1 0 8 4.2V6.6L4.2 3.4 8 .3z",
  reseed: "M3 2h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm2.2 1.9a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6zM8 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6zm2.8 2.8a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z",
  link: "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9",
  help: "M6 6.2A2 2 0 1 1 8.6 8c-.5.2-.6.5-.6 1.1M8 11.6v.2",
};

export const SPEEDS = {
  crawl: { label: "4 steps a second", steps: 1, pause: 250 },
  slow: { label: "1 step a frame", steps: 1 },
  normal: { label: "1 epoch a frame", epochs: 1 },
  quick: { label: "5 epochs a frame", epochs: 5 },
  fast: { label: "20 epochs a frame", epochs: 20 },
};

const KEYS = [
  ["Space", "run or pause"],
  ["← →", "one step back or forward"],
  [".", "one epoch forward"],
  ["Home", "back to step 0"],
  ["End", "to the newest frame"],
  ["?", "this list"],
];
const TAKEN = "input,textarea,select,[contenteditable=true],[role=slider],[role=combobox],[role=listbox],[role=option],[role=textbox]";
const whole = new Intl.NumberFormat("en");
const fine = new Intl.NumberFormat("en", { minimumFractionDigits: 3, maximumFractionDigits: 3 });

export class Bar {
  constructor(root, wish) {
    this.wish = wish; // called with the name of a wish, and a value
    this.element = build("div", "bar");
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Player");
    this.element.append(this.buttons(), this.timeline(), this.side());
    this.banner = build("div", "banner");
    this.banner.setAttribute("role", "status");
    this.banner.hidden = true;
    this.banner.title = "Click to put this away";
    this.banner.addEventListener("click", () => this.say((this.read = this.banner.textContent), this.banner.dataset.kind));
    const notices = build("div", "notices");
    notices.append(this.banner);
    root.append(this.element, notices);
    this.listen = (event) => this.key(event);
    document.addEventListener("keydown", this.listen);
  }

  buttons() {
    const group = build("div", "buttons");
    this.run = this.button("run", "play", "Run (Space)");
    this.run.classList.add("primary");
    this.run.append((this.runLabel = build("span", "", "Run")));
    group.append(
      this.run,
      this.button("step", "step", "One step (→)"),
      this.button("epoch", "epoch", "One epoch (.)"),
      this.button("reset", "reset", "Reset: the same first weights, step 0"),
      this.button("reseed", "reseed", "Reseed: draw other first weights"),
    );
    return group;
  }

  timeline() {
    const group = build("div", "timeline");
    const line = build("div", "readout");
    this.step = build("b", "", "0");
    this.epoch = build("b", "", "0");
    this.numbers = build("span", "numbers");
    this.unit = build("span", "", "epoch ");
    this.left = build("span", "left");
    line.append(build("span", "", "step "), this.step, this.unit, this.epoch, this.left, this.numbers);
    this.slider = build("input");
    Object.assign(this.slider, { type: "range", min: 0, max: 1, step: 1, value: 0, title: "Time: drag to look back" });
    this.slider.setAttribute("aria-label", "Time, in steps");
    this.slider.addEventListener("input", () => this.wish("seek", +this.slider.value));
    this.slider.addEventListener("pointerdown", () => (this.held = true));
    for (const end of ["pointerup", "pointercancel", "blur"]) this.slider.addEventListener(end, () => (this.held = false));
    this.ticks = build("div", "ticks");
    const track = build("div", "track");
    track.append(this.ticks, this.slider);
    group.append(line, track);
    return group;
  }

  side() {
    const group = build("div", "side");
    this.speed = build("select");
    this.speed.title = "Speed";
    this.speed.setAttribute("aria-label", "Speed");
    for (const [value, { label }] of Object.entries(SPEEDS)) this.speed.append(new Option(label, value));
    this.speed.value = "normal";
    this.speed.addEventListener("change", () => this.wish("speed", this.speed.value));
    this.state = build("span", "state");
    this.copy = this.button("copy", "link", "Copy the link to this run");
    const help = this.button("help", "help", "Keyboard shortcuts (?)");
    this.sheet = build("div", "sheet");
    this.sheet.hidden = true;
    this.sheet.append(...KEYS.flatMap(([key, text]) => [build("kbd", "", key), build("span", "", text)]));
    group.append(this.state, this.speed, this.copy, help, this.sheet);
    return group;
  }

  button(wish, icon, title) {
    const element = build("button");
    element.type = "button";
    element.dataset.wish = wish;
    element.title = title;
    element.setAttribute("aria-label", title.replace(/ \(.*\)$/, ""));
    element.append(drawing(icon));
    element.addEventListener("click", () => (wish === "help" ? this.help() : this.wish(wish)));
    return element;
  }

  help(show = this.sheet.hidden) {
    this.sheet.hidden = !show;
  }

  // Another clock than steps and epochs: {unit: its word for an epoch, last: the last step, speed: the usual one}.
  dress(clock) {
    if (!clock || clock.unit === this.clock?.unit) {
      this.clock = clock;
      return;
    }
    this.clock = clock;
    this.unit.textContent = `${clock.unit} `;
    this.element.querySelector("[data-wish=epoch]").title = `One ${clock.unit} (.)`;
    for (const option of this.speed.options) option.textContent = SPEEDS[option.value].label.replace(/epoch/, clock.unit);
    this.speed.value = clock.speed;
    this.wish("speed", clock.speed);
  }

  // How long the rest of a run of known length will take, at the pace of the last frames.
  remaining(step) {
    const now = performance.now();
    const [ms, steps] = [now - (this.lately?.now ?? now), step - (this.lately?.step ?? step)];
    this.lately = { now, step };
    if (steps <= 0 || ms > 1500) this.pace = undefined;
    else this.pace = this.pace ? 0.95 * this.pace + (0.05 * ms) / steps : ms / steps;
    const seconds = Math.ceil(((this.clock.last - step) * (this.pace ?? NaN)) / 1000);
    return step < this.clock.last && seconds >= 0 ? `of ${whole.format(this.clock.last)} · ${seconds} s left` : "";
  }

  // Keys work wherever the focus is, except where one types or where they have a meaning of their own.
  key(event) {
    const wish = { " ": "run", ArrowLeft: "back", ArrowRight: "step", ".": "epoch", Home: "first", End: "last" }[event.key];
    if (event.key === "Escape") this.help(false);
    if (event.ctrlKey || event.metaKey || event.altKey || (!wish && event.key !== "?")) return;
    const target = event.composedPath()[0];
    const own = target === this.slider && event.key === " ";
    if (target.closest?.(TAKEN) && !own) return;
    if (event.key === " " && target.closest?.("button,a,[role=button],[role=tab],[role=radio],summary") && !own) return;
    event.preventDefault();
    if (wish) this.wish(wish);
    else this.help();
  }

  // Words that fit the run: where an epoch is one step, none of it is called an epoch.
  suit(epoch, words = {}) {
    const stamp = JSON.stringify([epoch, words]);
    if (stamp === this.suited) return;
    this.suited = stamp;
    const whole = epoch === 1;
    this.element.classList.toggle("whole", whole);
    for (const option of this.speed.options) {
      const { label } = SPEEDS[option.value];
      option.textContent = whole ? label.replace("epoch", "step") : label;
      option.hidden = option.disabled = whole && option.value === "slow"; // a step a frame is an epoch a frame
    }
    for (const [wish, title] of Object.entries(words)) this.retitle(this.element.querySelector(`[data-wish=${wish}]`), title);
  }

  retitle(button, title) {
    button.title = title;
    button.setAttribute("aria-label", title);
  }

  // Shows a frame's numbers. Only text changes here, each in a box of fixed width.
  show(frame, top, changes) {
    this.step.textContent = whole.format(frame.step);
    this.epoch.textContent = whole.format(Math.floor(frame.epoch));
    const entries = Object.entries(frame.numbers ?? {});
    while (this.numbers.childElementCount < entries.length) this.numbers.append(figure());
    while (this.numbers.childElementCount > entries.length) this.numbers.lastChild.remove();
    entries.forEach(([name, value], i) => {
      const [label, number] = this.numbers.children[i].children;
      if (label.textContent !== name) label.textContent = name;
      number.textContent = value === null ? "–" : typeof value === "string" ? value : exact(value);
    });
    if (this.clock?.last) {
      this.left.textContent = this.remaining(frame.step);
      top = this.clock.last;
    }
    this.slider.max = Math.max(top, 1);
    this.mark(changes, top);
    if (!this.held) this.slider.value = frame.step;
    this.slider.style.setProperty("--done", frame.step / Math.max(top, 1));
  }

  // Ticks on the time slider where a knob was changed.
  mark(changes, top) {
    const shown = changes.filter((step) => step <= top);
    while (this.ticks.childElementCount < shown.length) this.ticks.append(build("i"));
    while (this.ticks.childElementCount > shown.length) this.ticks.lastChild.remove();
    shown.forEach((step, i) => this.ticks.children[i].style.setProperty("--at", step / Math.max(top, 1)));
  }

  // Shows what the player does: playing, paused, ended or error, and a word about it.
  tell(state, word) {
    const stamp = `${state} ${word}`;
    if (stamp === this.told) return;
    this.told = stamp;
    const playing = state === "playing";
    this.run.firstChild.replaceWith(drawing(playing ? "pause" : "play"));
    this.runLabel.textContent = playing ? "Pause" : state === "ended" ? "Replay" : "Run";
    this.run.title = playing ? "Pause (Space)" : "Run (Space)";
    this.run.setAttribute("aria-label", this.runLabel.textContent);
    this.state.textContent = word;
    this.state.dataset.state = state;
  }

  say(sentence, kind = "note") {
    this.banner.hidden = !sentence || sentence === this.read;
    if (!sentence) this.read = null;
    this.banner.dataset.kind = kind;
    if (this.banner.textContent !== sentence) this.banner.textContent = sentence ?? "";
  }

  // Copies the page's address; where the clipboard may not be used, through a selected field.
  async copyLink() {
    const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    const copied = done || byHand(location.href);
    this.copy.dataset.tip = copied ? "Link copied" : "Copy it from the address bar";
    clearTimeout(this.tipTimer);
    this.tipTimer = setTimeout(() => delete this.copy.dataset.tip, 1600);
  }

  destroy() {
    document.removeEventListener("keydown", this.listen);
    clearTimeout(this.tipTimer);
  }
}

function byHand(text) {
  const field = build("textarea");
  field.value = text;
  field.style.cssText = "position:fixed;opacity:0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

function exact(value) {
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 10000) ? value.toExponential(1) : fine.format(value);
}

function figure() {
  const element = build("span", "figure");
  element.append(build("span"), build("b"));
  return element;
}

function build(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function drawing(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.dataset.icon = name;
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
