// Which frames to ask for next, so that they are at hand when the clock wants them.

import { MOST_BYTES } from "./run.js";

const AHEAD = 450; // ms of frames to have at hand
const MOST_ASKED = 16; // frames in one request

// A request {from, every, count, views}, or undefined if nothing is missing.
export function missing(player) {
  return wished(player) ?? (player.knob ? around(player) : coming(player));
}

// The frame that is waited for, with the views that it does not have yet.
function wished({ goal, run, views }) {
  if (goal === null) return undefined;
  const names = views.wanted().filter((name) => !run.frame(goal, [name]));
  return names.length ? { from: goal, every: 1, count: 1, views: names } : undefined;
}

// While playing: what comes next.
function coming({ playing, goal, current, run, last, views, clock }) {
  if (!playing || !current || goal !== null) return undefined;
  const ahead = Math.max(4, Math.min(30, Math.ceil((clock.rate * AHEAD) / 1000)));
  const wanted = views.wanted(true);
  let { step } = current;
  for (let i = 0; i < ahead && step < last; i++) {
    step = clock.after(step);
    if (run.frame(step, wanted)) continue;
    // Small requests while there is little at hand, so that the first of them is back soon.
    const count = Math.min(MOST_ASKED, Math.max(4, Math.ceil(ahead / 2)), i < 2 ? 6 : MOST_ASKED);
    return { from: step, every: clock.speed.steps, count, views: views.asked() };
  }
}

// Along a knob: blocks of values, those nearest to the playhead first, until all are at hand or memory is half full.
// The blocks begin at fixed values, so that everyone who drags this knob asks for the same ones.
function around({ here, run, last, views }) {
  if (run.bytes > MOST_BYTES / 2) return undefined;
  const wanted = views.wanted();
  for (let away = 0; away <= last; away++) {
    for (const step of [here + away, here - away]) {
      if (step < 0 || step > last || run.frame(step, wanted)) continue;
      const from = step - (step % MOST_ASKED);
      return { from, every: 1, count: Math.min(MOST_ASKED, last + 1 - from), views: wanted };
    }
  }
}
