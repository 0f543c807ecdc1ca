// The clock of the player: at each tick of the screen it decides which frame is shown next.

import { missing } from "./ahead.js";

const FASTEST = 1000 / 61; // ms between two frames, whatever the screen's rate
const GIVES_WAY = 450; // ms of standing still, at most, for an answer of Streamlit's

export class Clock {
  constructor(player) {
    this.player = player;
    this.rate = 30; // frames shown a second, lately
    this.busySince = null; // since when Streamlit answers
    this.tick = this.tick.bind(this);
    this.next = requestAnimationFrame(this.tick);
  }

  get speed() { return this.player.words.speeds[this.player.speed]; }

  tick(now) {
    this.next = requestAnimationFrame(this.tick);
    const { player } = this;
    if (this.givesWay(now)) return;
    if (player.goal !== null) this.approach();
    else if (player.playing && now - (this.shownAt ?? 0) >= (this.speed.pause ?? FASTEST) - 1) this.advance(now);
    player.views.payOne();
    const ask = !document.hidden && !player.refused && missing(player);
    if (ask) player.puller.pull(player.run, ask);
    player.report.tell();
  }

  // While Streamlit answers a changed control, the player stands still for a moment: both need the page's one thread,
  // and the answer is what the user waits for. It is there when the player is told (``answered``), not when the script is
  // through: the browser still has to put it on the page.
  givesWay(now) {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    const busy = state === "running" || state === "rerunRequested";
    if (busy) this.busySince ??= now;
    else if (now - this.busySince >= GIVES_WAY) this.busySince = null;
    return this.busySince !== null && now - this.busySince < GIVES_WAY;
  }

  answered() { if (this.busySince !== null) this.busySince = -Infinity; }

  // Shows the wished frame as soon as it is in; until then the nearest one in memory.
  approach() {
    const { player } = this;
    const frame = player.run.frame(player.goal, player.views.wanted());
    if (frame) {
      player.goal = null;
      return player.show(frame, true);
    }
    const near = player.current && player.run.nearest(player.goal);
    return near && near !== player.current && player.show(near, true);
  }

  advance(now) {
    const { player } = this;
    if (player.current.step >= player.last) return player.finish();
    const frame = player.run.frame(this.after(player.current.step), player.views.wanted(true));
    if (!frame) return undefined;
    this.rate += 0.1 * (Math.min(1000 / (now - (this.shownAt ?? now - 33)), 60) - this.rate);
    this.shownAt = now;
    const before = player.current;
    player.show(frame, false);
    return player.stopped(before, frame);
  }

  // The next step to show: whole strides, so that everyone who plays a run asks for the same frames.
  after(step) {
    const { steps } = this.speed;
    const { stop, data, last } = this.player;
    return Math.min((Math.floor(step / steps) + 1) * steps, last, stop.beyond(step, data.clock.epoch));
  }

  // Ms since the last frame while playing, or since the clock has begun.
  get sinceShown() { return performance.now() - (this.shownAt ??= performance.now()); }
  destroy() { cancelAnimationFrame(this.next); }
}
