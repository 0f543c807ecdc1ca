// What ails the run that is shown: what the server sees in its activations, and a loss that jumps, which the frames that
// were seen tell by themselves. A word about it comes only when it has lasted, and goes only when it has been over.

const LASTS = 1200; // ms until a word comes
const GOES = 5000; // ms until it goes
const SEEN = 30; // frames of the loss that are looked at
const JUMPS = 6; // rises among them, each by more than
const RISE = 0.05; // of the loss with which the run began
const JUMPING = "The loss jumps: in {count} of the last {seen} pictures it rose by more than a twentieth of where it began. The steps are too long.";

export class Symptoms {
  // What is to be said now: {text, kind, deed}, or null.
  tell({ run, current, playing }) {
    if (run !== this.run) Object.assign(this, { run, seen: current, server: null, jumps: null, shown: null, since: undefined });
    if (current !== this.seen) this.look(run, current, playing);
    const found = this.jumps ?? this.server; // steps that are too long may be what ails the units, too
    const now = performance.now();
    if (found?.kind === this.shown?.kind) [this.shown, this.since] = [found, undefined];
    else if (now - (this.since ??= now) > (found ? LASTS : GOES)) [this.shown, this.since] = [found, undefined];
    return this.shown;
  }

  // Once for each frame.
  look(run, current, playing) {
    this.seen = current;
    if (current?.ails !== undefined) this.server = current.ails;
    if (playing) this.jumps = jumping(run.past);
  }
}

// A loss that rises again and again while it is trained.
function jumping(past) {
  const loss = ({ points }) => points.loss?.[0];
  const [first, ...last] = [...past.slice(0, 1), ...past.slice(-SEEN - 1)].map(loss); // in each frame: no more than these
  if (past.length <= SEEN || ![first, ...last].every(Number.isFinite)) return null;
  const count = last.filter((each, i) => i && each - last[i - 1] > RISE * first).length;
  if (count < JUMPS) return null;
  return { kind: "jumps", text: JUMPING.replace("{count}", count).replace("{seen}", SEEN), deed: "Take a third of the rate" };
}
