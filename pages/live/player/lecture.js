// Lecture mode: the player alone over the whole screen, in large type. The link holds it as a switch, "lecture".

export const LECTURE = "lecture";

export class Lecture {
  // changed: called after it has begun or ended, and after the screen has taken its new size.
  constructor(root, changed) {
    Object.assign(this, { root, changed, on: false });
    this.listen = () => document.fullscreenElement || (this.on && this.full && this.turn(false));
    document.addEventListener("fullscreenchange", this.listen);
  }

  // The top layer lies over everything, whatever surrounds the player; the full screen comes only at a wish of the
  // user's own, so where a link has opened the lecture, or the browser forbids it, the window has to do.
  async turn(on) {
    if (on === this.on) return;
    Object.assign(this, { on, full: false });
    this.root.classList.toggle("lecture", on);
    if (on) this.rise();
    else this.root.removeAttribute("popover");
    this.changed();
    if (!on) return void (document.fullscreenElement && document.exitFullscreen().catch(() => {}));
    this.full = await document.documentElement.requestFullscreen?.().then(() => true, () => false);
    if (this.on && this.full) this.rise(); // the page lay above it
  }

  rise() {
    this.root.removeAttribute("popover");
    this.root.setAttribute("popover", "manual");
    this.root.showPopover();
  }

  destroy() {
    document.removeEventListener("fullscreenchange", this.listen);
    if (this.on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }
}
