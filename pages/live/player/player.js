// The player shows one frame of a run after another. It owns play, pause, step, speed and time, so they answer at once;
// Python only says which experiment is meant and how its figures look. This is where its parts are put together.

import { Address } from "./address.js";
import { Bar } from "./bar.js";
import { Clock } from "./clock.js";
import { make } from "./dom.js";
import { follow } from "./follow.js";
import { Keep } from "./keep.js";
import { Lecture, LECTURE } from "./lecture.js";
import { Grip } from "./painters/handles.js";
import { Puller } from "./puller.js";
import { Report } from "./report.js";
import { Shade } from "./shade.js";
import { Stop } from "./stop.js";
import { Run } from "./run.js";
import { Theme } from "./theme.js";
import { Views } from "./views.js";
import { speak } from "./tongue.js";
import { tour } from "./tour.js";
import { keepVisit } from "./ways.js";
import { words } from "./words.js";

const STOPPED = "stopped"; // marks what is said until the run goes on
const SETTLED = 1200; // ms after which a first visitor has seen it move

// On the page rather than in this module: after the server was updated, a page still open meets a newer player.
const players = (globalThis.downhillPlayers ??= new WeakMap());

// Called by Streamlit at the first mount, and again whenever the data or the theme changes.
export function mount(component, base, files) {
  const host = component.parentElement;
  let player = players.get(host);
  speak(component.data.words);
  keepVisit();
  if (!(player instanceof Player)) {
    player?.destroy();
    if (!location.search.includes("run=")) setTimeout(tour, SETTLED); // who opens a link has come for that
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
    this.style = Object.assign(make("link"), { rel: "stylesheet", href: new URL(files["player.css"], base) });
    this.style.onload = () => this.retheme();
    this.root = make("div", "player");
    host.append(this.style, this.root);
    this.address = new Address((run) => this.ask("visit", run));
    this.theme = new Theme(this.root);
    this.shade = new Shade(base, () => this.address.write({ at: this.here || null })); // the run stands there afterwards
    this.bar = new Bar(this.root, (wish, value) => this.wishes[wish](value));
    this.grip = new Grip((name, value) => this.ask(name, value), () => this.pause());
    this.views = new Views(this.root, this.outside(new URL(files["plotly.js"], base)), this.address.on);
    this.puller = new Puller(new URL(files.frames, base), (run, result) => this.receive(run, result));
    this.report = new Report(this);
    this.clock = new Clock(this);
    this.goal = null; // the step that is wished for, until it is shown
    this.lecture = new Lecture(this.root, () => this.relight());
    this.keeping = new Keep(this);
    this.stop = new Stop(this.bar, this.address.stop, () => this.write());
    this.resized = () => this.retheme();
    addEventListener("resize", this.resized);
    if (this.address.on.has(LECTURE)) this.lecture.turn(true);
  }

  // What painters may ask of the world around them.
  outside(plotly) {
    return {
      theme: this.theme,
      grip: this.grip,
      address: plotly,
      ask: (name, value) => this.ask(name, value),
      seek: (epoch) => this.wishes.seek(Math.round(epoch * this.data.clock.epoch)),
      peek: (step) => this.playing || !this.current || this.views.peek(this.run, step ?? this.current.step),
      pinned: (place) => this.views.pinned(place),
      magnify: (look) => this.views.magnify(look),
      weigh: (wish) => this.weigh(wish),
      halt: () => this.playing && this.pause(),
      acts: (name) => Boolean(this.data.acts?.includes(name)),
      visit: (run) => window.open(new URL(`./?run=${run}`, this.base)),
      switched: () => (this.writeOn(), this.renew()),
    };
  }

  take(data) {
    const before = this.data;
    this.data = data;
    this.note = data.note ?? null;
    this.retheme();
    const said = words(data.clock);
    if (said.kind !== this.words?.kind) this.speed = data.clock.speed;
    if (!(this.speed in said.speeds)) this.speed = "normal";
    this.words = said;
    const scored = data.layout.flat(2).some((name) => data.figures[name].scores);
    this.bar.dress(said, data.clock, this.speed, scored);
    const anew = this.views.take(data.figures, data.layout);
    follow(this, before);
    if (anew) this.renew();
    this.write();
    this.clock.answered();
    if (this.goal !== null) this.clock.approach(); // a first frame that came along need not wait for the clock
    this.grip.answered();
    this.report.tell();
  }

  // A new run: the old pictures stay until its first frame is in.
  start(code, step = 0) {
    const { first, run } = this.data;
    this.puller.abort();
    this.run = new Run(code);
    this.current = this.refused = this.over = this.told = this.former = null;
    this.goal = Math.min(step, this.last);
    this.frame = 0; // frames shown since the start of this run
    this.views.stale = true;
    if (first && code === run) this.run.accept({ frames: [{ ...first, views: { ...first.views } }] }, 0);
    this.write();
  }

  // The run goes on with another experiment from the step that is shown.
  chain(experiment) {
    const step = this.held ?? this.current?.step ?? 0;
    this.held = null;
    if (this.former?.brings(experiment, step)) return this.restore();
    if (step === 0) return this.start(experiment);
    if (this.run.exploded && step >= this.run.end.step) return this.restart(experiment);
    const run = this.run.branch(step, experiment);
    if (!run) return (this.note = "This run has been changed as often as a link can hold; reset it to go on changing it.");
    this.keep(this.run, step);
    this.puller.abort();
    this.playing = Boolean(this.playing || this.over);
    this.over = null;
    this.run = run;
    this.show(run.frames.get(step) ?? this.current, true);
    this.goal = this.playing ? null : step;
    return this.write();
  }

  // A weight is set at the step that is shown; the run stands there until the answer is in.
  weigh(wish) {
    this.held = this.current.step;
    this.ask("weight", { ...wish, step: this.held });
  }

  // Nothing good comes of numbers that have run away: another value begins anew.
  restart(experiment) {
    this.start(experiment);
    this.playing = true;
    this.told = { kind: "note", text: "The numbers had run away, so the new value starts again from the same first weights." };
  }

  // What a change after looking back takes away can be had back: by the button, or by the old value at the old step.
  keep(run, step) {
    if (run.top <= step && this.former?.step === step) return; // changed once more, before anything was played
    const [lost, experiment] = [run.top > step, run.segments.at(-1).experiment];
    const brings = (again, at) => again === experiment && (at === step || this.undoing);
    this.former = lost ? { run, step, brings } : null;
    const text = `Step ${step.toLocaleString("en")} is now the newest: the steps after it were learned with the old value.`;
    const act = () => ((this.undoing = true), this.ask("undo", true));
    this.told = lost ? { kind: "note", text, deed: "Undo", act } : null;
  }

  restore() {
    const { run, step } = this.former;
    this.puller.abort();
    Object.assign(this, { run, goal: step, playing: false, over: null, former: null, told: null, undoing: false });
    this.write();
  }

  write() {
    const { run, view, edits } = this.data.address;
    this.address.write({ run: run ?? this.run.code, view, stop: this.stop.written }, edits);
    this.bar.press("stop", this.stop.set);
  }

  // Stands still where that was wished for.
  stopped(before, frame) {
    const text = this.stop.reached(before, frame, this.data.clock.epoch);
    if (!text) return;
    this.pause();
    this.told = { kind: "note", text, stamp: STOPPED };
  }

  // The switches that are on, into the address.
  writeOn() {
    this.address.write({ on: [...(this.lecture.on ? [LECTURE] : []), ...(this.views.on ? [this.views.on] : [])].join() });
  }

  // After a lecture has begun or ended.
  relight() {
    this.bar.press("lecture", this.lecture.on);
    this.writeOn();
    this.retheme();
  }

  retheme() {
    if (this.theme.refresh()) this.views.retheme();
    this.shade.tell(this.theme.dark);
  }

  receive(run, { answer, bytes, refused }) {
    if (run !== this.run) return;
    if (refused) return void Object.assign(this, { refused, playing: false });
    this.progress = answer.progress;
    run.accept(answer, bytes);
    if (this.goal > this.last) this.goal = this.last;
  }

  // What the user may wish for.
  wishes = {
    run: () => (this.playing ? this.pause() : this.play()),
    step: () => this.go(this.here + 1),
    back: () => this.go(this.here - 1),
    epoch: () => this.go((Math.floor(this.here / this.data.clock.epoch) + 1) * this.data.clock.epoch),
    first: () => this.go(0),
    last: () => this.go(this.reach),
    seek: (step) => this.go(this.knob ? step : step >= this.reach ? this.reach : this.run.seen(step)),
    speed: (name) => (this.speed = name),
    reset: () => this.start(this.data.experiment),
    reseed: () => this.ask("reseed", true),
    copy: () => this.bar.copyLink(),
    keep: () => this.keeping.turn(),
    stop: () => this.stop.turn(),
    lecture: () => this.lecture.turn(!this.lecture.on),
    leave: () => (this.keeping.turn(false), this.stop.turn(false), this.lecture.turn(false)),
  };

  get knob() { return this.data.clock.knob; }
  // The step that is shown, or wished for.
  get here() { return this.goal ?? this.current?.step ?? 0; }
  // The last step there is, as far as is known; of a knob, its last value.
  get last() { return this.run.end?.step ?? (this.knob ? this.knob.values.length - 1 : Infinity); }
  // How far the time slider goes.
  get reach() { return this.knob ? this.last : this.run.reach; }

  go(step) {
    this.playing = false;
    this.goal = Math.max(0, Math.min(step, this.last));
    this.over = this.goal >= this.run.end?.step ? this.run.end : null;
    this.report.tell();
  }

  play() {
    if (this.over || this.here >= this.last) this.goal = 0;
    if (this.told?.stamp === STOPPED) this.told = null;
    Object.assign(this, { over: null, playing: true });
    this.report.tell();
  }

  pause() {
    this.playing = false;
    this.puller.abort();
    this.renew(); // views that were left out while playing are fetched
    this.report.tell();
  }

  finish() {
    Object.assign(this, { playing: false, over: this.run.end ?? { step: this.last } });
    this.renew();
  }

  // Shows the present step once more, with all that is now wanted.
  renew() {
    if (this.current) this.goal ??= this.current.step;
  }

  show(frame, full) {
    this.current = frame;
    this.frame += 1;
    this.report.shown += 1;
    this.run.top = Math.max(this.run.top, frame.step);
    const changes = this.run.segments.slice(1).map(({ from }) => from); // steps at which a knob was changed
    const marks = changes.map((step) => step / this.data.clock.epoch);
    this.views.show(frame, this.run.past, marks, { full, turn: this.frame });
    this.bar.show(frame, this.data.clock.last ?? this.reach, changes, this.learned(frame));
    if (this.views.lacking(frame)) this.renew();
  }

  // Where all training examples were right for the first time, once that has been shown.
  learned({ step, epoch, right }) {
    if (right === 1 && !(this.run.learned?.step <= step)) this.run.learned = { step, epoch };
    const { learned } = this.run;
    return learned?.step <= step ? `100 % at epoch ${Math.floor(learned.epoch)}` : "";
  }

  destroy() {
    this.puller.abort();
    removeEventListener("resize", this.resized);
    for (const part of [this.clock, this.address, this.shade, this.bar, this.lecture, this.views]) part.destroy();
    this.root.remove();
    this.style.remove();
  }
}
