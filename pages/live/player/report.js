// Says in the bar, in the address, and in data attributes for whoever measures, what the player does.

import { Symptoms } from "./symptoms.js";

const PATIENCE = 700; // ms without a frame before the player says that it waits
const REST = 400; // ms at one step until Python hears of it, where the page asks for that

export class Report {
  constructor(player) {
    this.player = player;
    this.shown = 0; // frames drawn since the player was mounted
    this.symptoms = new Symptoms();
  }

  tell() {
    const { root, bar, address, current, goal, refused, over, playing, frame, run } = this.player;
    const state = refused ? "error" : playing ? "playing" : over ? "ended" : "paused";
    const waiting = state !== "error" && this.waits();
    const step = current?.step ?? 0;
    const facts = { state, step, frame: Math.max(frame - 1, 0), shown: this.shown, run: run.code };
    for (const [name, value] of Object.entries(facts)) if (root.dataset[name] !== String(value)) root.dataset[name] = value;
    if (waiting) root.dataset.waiting = true;
    else delete root.dataset.waiting;
    bar.tell(state, this.word(state, waiting));
    bar.notice.say(this.notice(), this.player.data?.tip);
    address.stand(state === "paused" ? (goal ?? step) : 0);
    this.rest(state === "playing" ? null : (goal ?? step));
  }

  // Where the playhead has come to rest; null while it moves.
  rest(step) {
    const { player } = this;
    if (!player.data?.stands || step === this.resting) return;
    this.resting = step;
    clearTimeout(this.timer);
    if (step !== null) this.timer = setTimeout(() => player.ask("stand", step), REST);
  }

  // What the user should know, the most pressing first.
  notice() {
    const { refused, over, told, note, run, wishes, words } = this.player;
    if (refused) return { kind: "error", text: refused };
    if (!over?.reason) return told ?? (note ? { kind: "note", text: note } : this.hint());
    const again = run.exploded && !words.hidden.includes("reset");
    const act = () => (wishes.reset(), this.player.play());
    return { kind: "end", text: over.reason, ...(again && { deed: "Restart with these values", act }) };
  }

  // What ails the run, where something can be done about it.
  hint() {
    const { player } = this;
    const found = player.data.acts?.includes("cure") && this.symptoms.tell(player);
    if (!found) return null;
    const { kind, text, deed } = found;
    return { kind: "hint", stamp: `hint ${kind}`, text, deed, act: () => player.ask("cure", kind) };
  }

  waits() {
    const { puller, clock, playing, goal } = this.player;
    const late = clock.sinceShown > PATIENCE + (clock.speed.pause ?? 0);
    return puller.waiting || (late && (playing || goal !== null) && !document.hidden);
  }

  word(state, waiting) {
    const { puller, progress, current, run, knob } = this.player;
    if (state === "error") return "error";
    if (puller.waiting) return "waiting for the server";
    if (waiting) return progress ? `computing: step ${progress}` : "computing";
    if (state === "playing" && !knob) return current?.step < run.top ? "replay" : "live";
    return state;
  }
}
