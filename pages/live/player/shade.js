// Dark or light. The page's colours are Streamlit's, which looks for the reader's choice when a page is loaded, at each
// path for itself. So the choice is written down for all pages, and this one is loaded again: its address holds the run.

const PAGES = ".st-key-masthead a";

// home: the address of the first page.
export function shade(dark, home) {
  const places = [location, new URL(home), ...document.querySelectorAll(PAGES)];
  try {
    for (const { pathname } of places) localStorage.setItem(`stActiveTheme-${pathname}-v2`, JSON.stringify(dark ? "Dark" : "Light"));
    location.reload();
  } catch {} // a browser that keeps nothing stays as it is
}
