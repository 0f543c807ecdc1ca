// A run as the player knows it: the chain of experiments that is its code, the frames it has seen, and the points of
// its curves. A code is "<experiment>~<step>~<change>~<step>~<change>...": each change of a knob adds a link, which says
// what is other than in the first experiment (change.js).

import { changed, whole } from "./change.js";

const MOST_SEGMENTS = 120;
const LONGEST = 7600; // characters: a little below what the server reads
export const MOST_BYTES = 40e6;

export function parse(code) {
  const parts = code.split("~");
  const segments = [{ from: 0, experiment: parts[0] }];
  for (let i = 1; i + 1 < parts.length; i += 2) segments.push({ from: +parts[i], experiment: whole(parts[0], parts[i + 1]) });
  return segments;
}

export function compose(segments) {
  const first = segments[0].experiment;
  return segments.map(({ from, experiment }, i) => (i ? `~${from}~${changed(first, experiment)}` : first)).join("");
}

// The chain that goes on with another experiment from a step on; null if it would grow too long.
export function chained(segments, step, experiment) {
  const kept = segments.filter(({ from }, i) => (i === 0 ? step > 0 : from < step));
  if (!kept.length) return [{ from: 0, experiment }];
  if (kept.at(-1).experiment !== experiment) kept.push({ from: step, experiment });
  return kept.length > MOST_SEGMENTS || compose(kept).length > LONGEST ? null : kept;
}

export class Run {
  constructor(code) {
    this.segments = parse(code);
    this.frames = new Map(); // step -> frame, bounded: what was dropped is fetched again
    this.history = []; // {step, epoch, points} in order
    this.bytes = this.top = 0; // top: the latest step that was shown
    this.end = this.tape = null;
    this.stale = undefined; // a step whose frame is shown until another one is in
  }

  get code() { return compose(this.segments); }

  drop(step, frame) {
    this.bytes -= frame.bytes;
    this.frames.delete(step);
  }

  // The history as far as it was shown: what is fetched ahead is nobody's business yet.
  get past() { return this.history.slice(0, this.position(this.top + 1)); }

  // A run that is this one up to a step and goes on with another experiment; null if the chain grew too long.
  branch(step, experiment) {
    const segments = chained(this.segments, step, experiment);
    if (!segments) return null;
    const run = new Run(compose(segments));
    run.frames = new Map([...this.frames].filter(([each]) => each <= step));
    run.history = this.history.filter((entry) => entry.step <= step);
    run.bytes = [...run.frames.values()].reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    run.top = Math.min(this.top, step);
    run.stale = step; // a weight may have been set there
    run.learned = this.learned?.step <= step ? this.learned : undefined;
    return run;
  }

  // Whether the numbers ran away at the end of it.
  get exploded() { return /^diverged/i.test(this.end?.reason ?? ""); }

  // How far the time slider goes: over all of a run that is known whole, else as far as was shown.
  get reach() { return this.tape ? this.tape.steps : this.top; }

  // The frame at a step if it has all these views. A tape is one frame that serves for every step of a short run.
  frame(step, views = []) {
    if (step === this.stale) return undefined;
    const frame = this.tape?.frame ?? this.frames.get(step);
    if (!frame || !views.every((name) => name in frame.views)) return undefined;
    return this.tape ? { ...frame, step, epoch: step / this.tape.epoch } : frame;
  }

  accept({ frames, end }, bytes) {
    if (frames[0]?.tape) {
      frames[0].views = { ...this.tape?.frame.views, ...frames[0].views };
      this.tape = { ...frames[0].tape, frame: frames[0] };
      this.end = { step: this.tape.steps, reason: this.tape.reason };
      return;
    }
    for (const frame of frames) {
      const known = frame.step === this.stale ? undefined : this.frames.get(frame.step);
      if (frame.step === this.stale) this.stale = undefined;
      if (known) Object.assign(known.views, frame.views);
      else this.remember(frame);
      const kept = known ?? frame;
      kept.bytes = (known?.bytes ?? 0) + bytes / frames.length;
      this.frames.set(kept.step, kept);
    }
    this.bytes += bytes;
    if (end) this.end = { ...end, step: Math.min(end.step, this.history.at(-1)?.step ?? 0) };
    if (this.bytes > MOST_BYTES) this.thin();
  }

  // The points of the curves outlive the frame that brought them.
  remember({ step, epoch, views }) {
    const points = {};
    for (const [name, patch] of Object.entries(views)) if (patch.point) points[name.split(":")[0]] = patch.point;
    const at = this.position(step);
    if (this.history[at]?.step === step) Object.assign(this.history[at].points, points);
    else this.history.splice(at, 0, { step, epoch, points });
  }

  // Index of the first entry of the history at or after a step; most often it is one of the last.
  position(step) { return this.history.findLastIndex((entry) => entry.step < step) + 1; }

  // Drops every second frame, evenly over the run.
  thin() {
    const steps = [...this.frames.keys()].sort((a, b) => a - b);
    for (let i = 1; i < steps.length - 1; i += 2) this.drop(steps[i], this.frames.get(steps[i]));
  }

  // The step nearest to a wished one of which a frame was seen.
  seen(step) {
    if (this.tape) return step;
    const at = this.position(step);
    const [before, after] = [this.history[at - 1]?.step, this.history[at]?.step];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    return step - before < after - step ? before : after;
  }

  // The frame in memory that lies nearest to a step.
  nearest(step) {
    if (this.tape) return undefined; // the frame itself is at hand
    const away = (frame) => Math.abs(frame.step - step);
    return [...this.frames.values()].reduce((best, each) => (best && away(best) <= away(each) ? best : each), undefined);
  }
}
