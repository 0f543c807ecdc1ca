// Dark or light, by a button at the end of the masthead. The page's colours are Streamlit's, which looks for the reader's
// choice when a page is loaded, at each path for itself. So the choice is written down for all pages, and this one is
// loaded again: its address holds the run.

const BUTTON = ".st-key-masthead .shade";
const PAGES = ".ways a";

export class Shade {
  // home: the address of the first page; leaving: called before this one is loaded again.
  constructor(home, leaving) {
    Object.assign(this, { home, leaving, listen: (event) => event.target.closest?.(BUTTON) && this.turn() });
    document.addEventListener("click", this.listen);
  }

  tell(dark) {
    this.dark = dark;
    document.querySelector(BUTTON)?.setAttribute("aria-pressed", dark);
  }

  turn() {
    this.leaving();
    const places = [location, new URL(this.home), ...document.querySelectorAll(PAGES)];
    try {
      for (const { pathname } of places) localStorage.setItem(`stActiveTheme-${pathname}-v2`, JSON.stringify(this.dark ? "Light" : "Dark"));
      location.reload();
    } catch {} // a browser that keeps nothing stays as it is
  }

  destroy() { document.removeEventListener("click", this.listen); }
}
