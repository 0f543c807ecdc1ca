// The few things that are done to the page itself, everywhere in the same way.

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

export function box(name, children) {
  const element = make("div", name);
  element.append(...children);
  return element;
}

export function button(text, title, act) {
  const element = make("button", "", text);
  element.type = "button";
  element.title = title;
  element.setAttribute("aria-label", title.replace(/ \(.*\)$/, ""));
  element.addEventListener("click", act);
  return element;
}

export function svg(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// Changes a text only if it is another one: a text that is set is laid out anew.
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// A set from which a thing is taken out, or to which it is added.
export function put(set, thing, inside) {
  if (inside) set.add(thing);
  else set.delete(thing);
}

// Makes a canvas as large as the stage, in the screen's own pixels, and gives its pen.
export function fit(canvas, { clientWidth: width, clientHeight: height }) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}

// Replaces as many children as have to change: there are ``count`` afterwards, the new ones made by ``each``.
export function count(parent, wanted, each) {
  while (parent.childElementCount < wanted) parent.append(each());
  while (parent.childElementCount > wanted) parent.lastChild.remove();
  return parent.children;
}
