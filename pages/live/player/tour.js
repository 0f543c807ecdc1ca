// The first visit: four steps beside the page, which stays free to use. Once closed it never comes again.

import { box, make, write } from "./dom.js";

const SEEN = "downhill tour";
const AGAIN = 400; // ms until the next look whether the knobs have come
const STEPS = [
  ["Press nothing. Watch.", "A network learns to tell blue from orange: the coloured field is what it answers everywhere.", ".player .views"],
  ["Now move the rate.", "The length of its steps. Too small and it creeps, too large and it runs away. Try both.", ".st-key-strip"],
  ["Open an example.", "Each says what to look at and what to try. Some fail on purpose, and say why.", ".st-key-controls, .pull"],
  ["Go back, and send it.", "The slider goes back to any moment. The page's address holds all of it: whoever opens it sees the same.", ".player .bar"],
];

// Shows the tour where nobody has closed it before, on the page whose knobs it is about; they come after the picture.
export function tour(tries = 10) {
  if (document.querySelector(".tour") || seen()) return;
  if (!document.querySelector(".st-key-strip")) {
    if (tries) setTimeout(tour, AGAIN, tries - 1);
    return;
  }
  const card = make("section", "tour");
  card.setAttribute("aria-label", "A tour in four steps");
  const [title, text, count] = [make("b"), make("p"), make("small")];
  const [next, close] = [make("button", "next"), make("button", "close")];
  write(close, "Close");
  let at = -1;
  const leave = () => {
    mark(null);
    card.remove();
    remember();
  };
  const turn = () => {
    at += 1;
    if (at === STEPS.length) return leave();
    write(title, STEPS[at][0]);
    write(text, STEPS[at][1]);
    count.textContent = `${at + 1} of ${STEPS.length}`;
    write(next, at === STEPS.length - 1 ? "Done" : "Next");
    card.dataset.at = at;
    mark(STEPS[at][2]);
  };
  next.onclick = turn;
  close.onclick = leave;
  card.append(title, text, box("deeds", [count, close, next]));
  document.querySelector("[data-testid=stApp]").append(card);
  turn();
}

// What a step is about stands out; on a phone some of it lies behind a handle, which does so instead.
function mark(selector) {
  for (const each of document.querySelectorAll(".toured")) each.classList.remove("toured");
  const found = selector ? [...document.querySelectorAll(selector)] : [];
  found.find((each) => each.getClientRects().length)?.classList.add("toured");
}

// A browser that keeps nothing shows the tour again; it is in nobody's way.
function seen() {
  try {
    return localStorage.getItem(SEEN);
  } catch {
    return null;
  }
}

function remember() {
  try {
    localStorage.setItem(SEEN, "closed");
  } catch {}
}
