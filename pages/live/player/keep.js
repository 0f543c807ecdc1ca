// What can be kept of the stage: pictures of one view or of all, and a film of the run, all made in the browser.

import { box, button, make, write } from "./dom.js";
import { raster, vector } from "./snapshot.js";
import { said } from "./tongue.js";

const FRAMES = 48; // of a film
const SHOWN = 90; // ms for which each of them stands
const PATIENCE = 4000; // ms for a step to come
const SHARP = 2; // pixels of a picture for one of the page
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Keep {
  constructor(player) {
    this.player = player;
    this.choice = Object.assign(make("select"), { title: "What to keep", ariaLabel: "What to keep" });
    this.word = make("p", "told");
    const deeds = [
      button("PNG", "Save as a picture (PNG)", () => this.busy(() => this.png())),
      button("SVG", "Save as a picture that scales (SVG)", () => this.busy(() => this.svg())),
      button("Film", "Save the run so far as a film (WebM)", () => this.busy(() => this.film())),
    ];
    this.sheet = Object.assign(box("keep", [this.choice, box("deeds", deeds), this.word]), { hidden: true });
    player.bar.element.append(this.sheet);
  }

  // Opens the sheet, or closes it; it offers what is on the stage now.
  turn(show = this.sheet.hidden) {
    this.sheet.hidden = !show;
    if (!show) return;
    const titles = [...this.player.views.panels].map(([name, { spec }]) => new Option(spec.title ?? name, name));
    this.choice.replaceChildren(new Option(said("All pictures"), ""), ...titles);
    write(this.word, "");
  }

  get part() {
    const panel = this.player.views.panels.get(this.choice.value);
    return panel?.element ?? this.player.views.element;
  }

  get title() { return `downhill-${this.choice.value || "stage"}-${this.player.current?.step ?? 0}`; }

  // One thing after the other; what goes wrong is said.
  async busy(deed) {
    if (this.working) return;
    this.working = true;
    write(this.word, "…");
    try {
      write(this.word, (await deed()) ?? "Saved.");
    } catch {
      write(this.word, "This browser cannot save that.");
    }
    this.working = false;
  }

  async png() {
    const canvas = await raster(this.part, SHARP);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    save(blob, `${this.title}.png`);
  }

  async svg() { save(new Blob([vector(this.part).svg], { type: "image/svg+xml" }), `${this.title}.svg`); }

  // Goes through the run so far, and records a picture at each stop; between them the recorder sleeps.
  async film() {
    const { player, part } = this;
    if (!player.reach) return "Let it run first: a film shows the run so far.";
    const back = player.here;
    const canvas = await raster(part, 1);
    const stream = canvas.captureStream(0);
    const recorder = new MediaRecorder(stream, { mimeType: "video/webm" });
    const pieces = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const done = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    recorder.pause();
    for (let i = 0; i <= FRAMES; i++) {
      await this.stand(player.run.seen(Math.round((i / FRAMES) * player.reach)));
      await raster(part, 1, canvas);
      recorder.resume();
      stream.getVideoTracks()[0].requestFrame();
      await wait(SHOWN);
      recorder.pause();
      write(this.word, `${Math.round((100 * i) / FRAMES)} %`);
    }
    recorder.stop();
    await done;
    save(new Blob(pieces, { type: "video/webm" }), `${this.title}.webm`);
    player.go(back);
    return "Saved.";
  }

  // Waits until a step is shown, with all views.
  async stand(step) {
    this.player.go(step);
    const end = performance.now() + PATIENCE;
    while (this.player.current?.step !== step && performance.now() < end) await wait(20);
    await wait(60);
  }
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
