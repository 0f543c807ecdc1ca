// The page's address: the run and what is seen of it, the step at which it stands, and the switches that are on.
// What stands in it may have been written by anybody: what cannot be read is passed over.

const REST = 400; // ms for which a step must stand before it is written: browsers take few changes a second
const LONGEST = 2000; // characters of switches that are read

export class Address {
  // ``visited`` hears of the run to which the browser's Back and Forward have gone, as long as they stay on this page.
  constructor(visited) {
    this.page = location.pathname;
    this.popped = () => {
      const run = new URLSearchParams(location.search).get("run");
      if (run && location.pathname === this.page) visited(run);
    };
    addEventListener("popstate", this.popped);
    const given = new URLSearchParams(location.search);
    const at = given.get("at") ?? "";
    this.at = /^\d{1,9}$/.test(at) ? +at : null; // the step to open at
    this.stop = given.get("stop"); // where it is to stand still (stop.js)
    this.on = new Set((given.get("on") ?? "").slice(0, LONGEST).split(",")); // "view.effect"
  }

  // Writes parameters; null or "" takes one out. An edit, told by a number of edits that has grown, is a step of the
  // browser's own history, so that Back leads to what was before it.
  write(parameters, edits = this.edits) {
    const step = edits > this.edits ? "pushState" : "replaceState";
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(parameters)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    // The signs that we use ourselves may stand as they are.
    address.search = address.search.replace(/%(7E|2C|3A)/g, (sign) => decodeURIComponent(sign));
    try {
      if (address.href !== location.href) history[step](history.state, "", address);
      this.edits = edits;
    } catch {} // the browser has had too many changes; the next one writes this too
  }

  // The step at which the player stands, 0 while it plays; written once it has rested there.
  stand(step) {
    if (step === this.standing) return;
    this.standing = step;
    clearTimeout(this.timer);
    if (step) this.timer = setTimeout(() => this.write({ at: step }), REST);
    else this.write({ at: null });
  }

  destroy() {
    clearTimeout(this.timer);
    removeEventListener("popstate", this.popped);
  }
}
