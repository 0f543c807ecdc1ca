// Clicks on the links to other pages: the visit goes on there, where the browser by itself would begin another.

export const keepVisit = () => document.addEventListener("click", go);

// Streamlit goes wherever the browser's history leads. Clicks with another button or key are the browser's own.
function go(event) {
  const link = event.target.closest?.(".ways a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
}
