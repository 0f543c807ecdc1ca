// The player: a clock that shows one frame of a run after another. It owns play, pause, step, speed and time, so they
// answer at once; Python only says which experiment is meant and how its figures look.

import { Bar, SPEEDS } from "./bar.js";
import { Panel } from "./panel.js";
import { Puller } from "./puller.js";
import { parse, Run } from "./run.js";
import { Theme } from "./theme.js";

const AHEAD = 450; // ms of frames to have at hand
const MOST_ASKED = 16; // frames in one request
const FASTEST = 1000 / 61; // ms between two frames, whatever the screen's rate
const GIVES_WAY = 300; // ms of standing still, at most, while a script runs
const PATIENCE = 700; // ms without a frame before the player says that it waits

const CALM = "(prefers-reduced-motion: reduce)";
const looks = ({ figures, layout }) => JSON.stringify([figures, layout]);

// On the page rather than in this module: after the server was updated, a page still open meets a newer player.
const players = (globalThis.downhillPlayers ??= new WeakMap());

// Called by Streamlit at the first mount, and again whenever the data or the theme changes.
export function mount(component, base, files) {
  const host = component.parentElement;
  let player = players.get(host);
  if (!(player instanceof Player)) {
    player?.destroy();
    player = new Player(host, base, files);
    players.set(host, player);
  }
  player.ask = component.setTriggerValue;
  player.take(component.data);
  return () => setTimeout(() => host.isConnected || (players.delete(host), player.destroy()));
}

class Player {
  constructor(host, base, files) {
    this.base = base;
    this.plotly = new URL(files.plotly, base);
    this.style = document.createElement("link");
    this.style.rel = "stylesheet";
    this.style.href = new URL(files["player.css"], base);
    this.style.onload = () => this.retheme();
    this.root = document.createElement("div");
    this.root.className = "player";
    host.append(this.style, this.root);
    this.theme = new Theme(this.root);
    this.bar = new Bar(this.root, (wish, value) => this.wishes[wish](value));
    this.views = document.createElement("div");
    this.views.className = "views";
    this.root.append(this.views);
    this.puller = new Puller(base, (run, result) => this.receive(run, result));
    this.panels = new Map();
    this.owed = new Set(); // panels that have not yet shown the current frame
    this.speed = SPEEDS.normal;
    this.shown = 0; // frames drawn since the player was mounted
    this.rate = 30; // frames shown a second, lately
    this.tick = this.tick.bind(this);
    this.clock = requestAnimationFrame(this.tick);
  }

  // --- what Python says ---------------------------------------------------------------------------------------------

  take(data) {
    const before = this.data;
    this.data = data;
    this.retheme();
    this.note = data.note ?? null;
    this.bar.suit(data.epoch, data.words);
    this.bar.dress(data.clock);
    if (!before) {
      this.playing = data.autoplay && !matchMedia(CALM).matches;
      this.start(data.run);
    } else if (data.cold !== before.cold || data.begin !== before.begin || this.refused) {
      // A page that counts its beginnings keeps the step as long as that number stays.
      const kept = data.begin !== undefined && data.begin === before.begin;
      if (data.begin === undefined) this.playing = Boolean(this.playing || this.over || this.refused);
      else if (!kept) this.playing = data.autoplay && !matchMedia(CALM).matches;
      const code = parse(data.run).at(-1).experiment === data.experiment ? data.run : data.experiment;
      this.start(code, kept ? this.here : 0);
    } else if (data.experiment !== before.experiment) {
      this.follow(data.experiment);
    }
    if (before && looks(data) !== looks(before)) {
      this.fresh = true;
      if (this.current) this.goal ??= this.current.step; // shown anew, with what is now wanted
    }
    if (this.goal !== null) this.approach(); // a first frame that came along need not wait for the clock
    this.report();
  }

  // A new run: the old pictures stay until its first frame is in.
  start(code, step = 0) {
    this.puller.abort();
    this.run = new Run(code);
    this.current = null;
    this.goal = step;
    this.frame = 0; // frames shown since the start of this run
    this.fresh = true;
    this.refused = this.over = null;
    const { first } = this.data;
    if (first && code === this.data.run) this.run.accept({ frames: [{ ...first, views: { ...first.views } }] }, 0);
    this.address();
  }

  // A knob that may change while the run goes on: another link in the chain, from the current step.
  follow(experiment) {
    const step = this.current?.step ?? 0;
    if (step === 0) return this.start(experiment);
    if (!this.run.chain(step, experiment)) {
      this.note = "This run has been changed too often to be one link; reset it to go on changing it.";
      return undefined;
    }
    this.puller.abort();
    this.playing = Boolean(this.playing || this.over);
    this.over = null;
    this.goal = null;
    this.show(this.current, true);
    return this.address();
  }

  // The page's address holds the whole run.
  address() {
    const address = new URL(location.href);
    if (address.searchParams.get("run") === this.run.code) return;
    address.searchParams.set("run", this.run.code);
    address.search = address.search.replaceAll("%7E", "~"); // the chain's own sign may stand as it is
    history.replaceState(history.state, "", address);
  }

  retheme() {
    if (this.theme.refresh()) for (const panel of this.panels.values()) panel.painter.retheme();
  }

  // --- what the user wishes -----------------------------------------------------------------------------------------

  wishes = {
    run: () => {
      if (this.playing) return this.pause();
      if (this.over || this.here >= this.run.end?.step) {
        this.over = null;
        this.goal = 0;
      }
      this.playing = true;
      return this.report();
    },
    step: () => this.go(this.here + 1),
    back: () => this.go(this.here - 1),
    epoch: () => this.go((Math.floor(this.here / this.data.epoch) + 1) * this.data.epoch),
    first: () => this.go(0),
    last: () => this.go(this.run.reach),
    seek: (step) => this.go(step >= this.run.reach ? this.run.reach : this.run.seen(step)),
    speed: (name) => (this.speed = SPEEDS[name]),
    reset: () => this.start(this.data.experiment),
    reseed: () => this.ask("reseed", true),
    copy: () => this.bar.copyLink(),
  };

  // The step that is shown, or wished for.
  get here() {
    return this.goal ?? this.current?.step ?? 0;
  }

  go(step) {
    this.playing = false;
    this.over = null;
    this.goal = Math.max(0, Math.min(step, this.run.end?.step ?? Infinity));
    if (this.goal >= this.run.end?.step) this.over = this.run.end;
    this.report();
  }

  pause() {
    this.playing = false;
    this.puller.abort();
    if (this.current) this.goal = this.current.step; // views that were left out while playing are fetched
    this.report();
  }

  // --- the clock ----------------------------------------------------------------------------------------------------

  tick(now) {
    this.clock = requestAnimationFrame(this.tick);
    if (this.givesWay(now)) return;
    if (this.goal !== null) this.approach();
    else if (this.playing && now - (this.shownAt ?? 0) >= (this.speed.pause ?? FASTEST) - 1) this.advance(now);
    this.payOne();
    if (!document.hidden && !this.refused) this.pull();
    this.report();
  }

  // While Streamlit answers a changed control, the player stands still for a moment: both need the page's one thread,
  // and the answer is what the user waits for.
  givesWay(now) {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    const busy = state === "running" || state === "rerunRequested";
    this.busySince = busy ? (this.busySince ?? now) : null;
    return busy && now - this.busySince < GIVES_WAY;
  }

  // Shows the wished frame as soon as it is in; until then the nearest one in memory.
  approach() {
    const frame = this.run.frame(this.goal, this.wanted());
    if (frame) {
      this.goal = null;
      this.show(frame, true);
      return;
    }
    const near = this.run.nearest(this.goal);
    if (near && near !== this.current && this.current) this.show(near, true);
  }

  advance(now) {
    if (this.run.end && this.current.step >= this.run.end.step) return this.finish();
    const frame = this.run.frame(this.next(this.current.step), this.wanted(true));
    if (!frame) return undefined;
    const pace = 1000 / (now - (this.shownAt ?? now - 33));
    this.rate += 0.1 * (Math.min(pace, 60) - this.rate);
    this.shownAt = now;
    return this.show(frame, false);
  }

  finish() {
    this.playing = false;
    this.over = this.run.end;
    this.goal = this.current.step;
  }

  // The next step to show: whole strides, so that everyone who plays a run asks for the same frames.
  next(step) {
    const stride = this.stride;
    return Math.min((Math.floor(step / stride) + 1) * stride, this.run.end?.step ?? Infinity);
  }

  get stride() {
    return this.speed.steps ?? this.speed.epochs * this.data.epoch;
  }

  // Names of the views that a frame must have; while playing, those that come in each frame.
  wanted(playing = false) {
    return this.current || !playing
      ? this.data.layout.flat(2).map((name) => this.named(name)).filter(([, panel]) => !(playing && panel?.thinned)).map(([name]) => name)
      : [];
  }

  named(name) {
    const panel = this.panels.get(name);
    return [panel?.wanted ?? name, panel];
  }

  pull() {
    if (this.goal !== null) {
      const missing = this.wanted().filter((name) => !this.run.frame(this.goal, [name]));
      if (missing.length) this.puller.pull(this.run, { from: this.goal, every: 1, count: 1, views: missing });
      return;
    }
    if (!this.playing || !this.current) return;
    const ahead = Math.max(4, Math.min(30, Math.ceil((this.rate * AHEAD) / 1000)));
    const wanted = this.wanted(true);
    let step = this.current.step;
    for (let i = 0; i < ahead; i++) {
      if (step >= this.run.end?.step) return;
      step = this.next(step);
      if (this.run.frame(step, wanted)) continue;
      // Small requests while there is little at hand, so that the first of them is back soon.
      const count = Math.min(MOST_ASKED, Math.max(4, Math.ceil(ahead / 2)), i < 2 ? 6 : MOST_ASKED);
      this.puller.pull(this.run, { from: step, every: this.stride, count, views: this.asked() });
      return;
    }
  }

  asked() {
    return this.data.layout.flat(2).map((name) => {
      const [wanted, panel] = this.named(name);
      return panel?.thinned ? `${wanted}/${panel.every}` : wanted;
    });
  }

  receive(run, { answer, bytes, refused }) {
    if (run !== this.run) return;
    if (refused) {
      this.refused = refused;
      this.playing = false;
      return;
    }
    this.progress = answer.progress;
    run.accept(answer, bytes);
    if (answer.end && this.goal > run.end.step) this.goal = run.end.step;
  }

  // --- the picture --------------------------------------------------------------------------------------------------

  // Shows a frame. While playing, costly views take turns: no frame pays for two of them.
  show(frame, full) {
    this.current = frame;
    if (this.fresh) {
      this.arrange();
      full = true;
    }
    this.shown += 1;
    this.frame += 1;
    this.run.top = Math.max(this.run.top, frame.step);
    let phase = 0;
    for (const panel of this.panels.values()) {
      const every = panel.thinned ? 1 : panel.every;
      const turn = every === 1 || (this.frame + phase++) % every === 0;
      if (every === 1 || (turn && !full)) this.paint(panel);
      else if (full) this.owed.add(panel);
    }
    this.bar.show(frame, this.run.reach, this.changes);
  }

  // Steps at which a knob was changed on the way.
  get changes() {
    return this.run.segments.slice(1).map(({ from }) => from);
  }

  paint(panel) {
    this.owed.delete(panel);
    panel.paint(this.current, this.run.past, this.changes.map((step) => step / this.data.epoch));
  }

  // Costly views that the last frame left out follow one at a time, so that the picture itself is there at once.
  payOne() {
    const [panel] = this.owed;
    if (panel && this.current) this.paint(panel);
  }

  // Brings the panels in line with the specs, keeping those that stay.
  arrange() {
    this.fresh = false;
    const { figures, layout } = this.data;
    for (const [name, panel] of this.panels) {
      if (figures[name]?.painter !== panel.spec.painter || !layout.flat(2).includes(name)) {
        panel.destroy();
        this.owed.delete(panel);
        this.panels.delete(name);
      }
    }
    for (const name of layout.flat(2)) {
      if (this.panels.has(name)) this.panels.get(name).take(figures[name]);
      else this.panels.set(name, new Panel(name, figures[name], this.surroundings()));
    }
    const stamp = JSON.stringify(layout);
    if (stamp !== this.laid) this.rows(layout);
    this.laid = stamp;
  }

  // Another step's look at the views that follow the pointer, while it rests on a point of a curve; null: no longer.
  peek(step) {
    if (this.playing || !this.current) return;
    for (const panel of this.panels.values()) {
      const frame = step === null ? this.current : this.run.frame(step, [panel.wanted]);
      if (panel.spec.peeks && frame) panel.paint(frame, this.run.past, []);
    }
  }

  surroundings() {
    const changed = () => {
      if (this.current) this.goal ??= this.current.step;
    };
    const ask = (name, value) => this.ask(name, value);
    const seek = (epoch) => this.wishes.seek(Math.round(epoch * this.data.epoch));
    const peek = (step) => this.peek(step);
    const visit = (run) => window.open(new URL(`./?run=${run}`, this.base));
    return { theme: this.theme, plotly: this.plotly, ask, seek, peek, visit, changed };
  }

  rows(layout) {
    const rows = layout.map((names) => {
      const row = document.createElement("div");
      row.className = "row";
      row.append(...names.map((name) => (Array.isArray(name) ? this.column(name) : this.panels.get(name).element)));
      return row;
    });
    this.views.replaceChildren(...rows);
  }

  // Views under each other, within a row.
  column(names) {
    const column = document.createElement("div");
    column.className = "stack";
    column.append(...names.map((name) => this.panels.get(name).element));
    return column;
  }

  // Says in the bar, and in data attributes for whoever measures, what is going on.
  report() {
    const state = this.refused ? "error" : this.playing ? "playing" : this.over ? "ended" : "paused";
    const late = performance.now() - (this.shownAt ?? this.bornAt()) > PATIENCE + (this.speed.pause ?? 0);
    const waiting = this.puller.waiting || (late && (this.playing || this.goal !== null) && !document.hidden);
    const facts = {
      state,
      step: this.current?.step ?? 0,
      frame: Math.max(this.frame - 1, 0),
      shown: this.shown,
      run: this.run.code,
      waiting: waiting && state !== "error" ? "true" : undefined,
    };
    for (const [name, value] of Object.entries(facts)) {
      if (value === undefined) delete this.root.dataset[name];
      else if (this.root.dataset[name] !== String(value)) this.root.dataset[name] = value;
    }
    this.bar.tell(state, this.word(state, waiting));
    this.bar.say(this.refused ?? this.over?.reason ?? this.note, this.refused ? "error" : this.over ? "end" : "note");
  }

  bornAt() {
    this.shownAt = performance.now();
    return this.shownAt;
  }

  word(state, waiting) {
    if (state === "error") return "error";
    if (this.puller.waiting) return "waiting for the server";
    if (waiting) return this.progress ? `computing: step ${this.progress}` : "computing";
    if (state === "playing") return this.current?.step < this.run.top ? "replay" : "live";
    return state;
  }

  destroy() {
    cancelAnimationFrame(this.clock);
    this.puller.abort();
    this.bar.destroy();
    for (const panel of this.panels.values()) panel.destroy();
    this.root.remove();
    this.style.remove();
  }
}
