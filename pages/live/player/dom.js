// The few things that are done to the page itself, everywhere in the same way.

import { said } from "./tongue.js";

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = said(text);
  return element;
}

export function box(name, children, tag = "div") {
  const element = make(tag, name);
  element.append(...children.map(said));
  return element;
}

export function button(text, title, act) {
  const element = Object.assign(make("button", "", text), { type: "button" });
  element.addEventListener("click", act);
  return name(element, title);
}

// Says what an element does, to the eye and to a screen reader; the key in brackets is for the eye only.
export function name(element, title) {
  const words = said(title);
  return Object.assign(element, { title: words, ariaLabel: words.replace(/ \(.*\)$/, "") });
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Changes a text only if it is another one: a text that is set is laid out anew.
export function write(element, text) {
  const words = said(text);
  if (element.textContent !== words) element.textContent = words;
}

// Replaces what is inside an element; what had the focus has it again, or its neighbour if it can no longer be pressed.
export function keepFocus(parent, replace) {
  const held = parent.contains(document.activeElement) ? document.activeElement.ariaLabel : null;
  replace();
  if (!held) return;
  const again = [...parent.querySelectorAll("[aria-label]")].find((each) => each.ariaLabel === held);
  const able = again?.disabled ? again.parentElement.querySelector(":enabled") : again;
  able?.focus({ preventScroll: true });
}

// A set from which a thing is taken out, or to which it is added.
export const put = (set, thing, inside) => (inside ? set.add(thing) : set.delete(thing));

// Replaces as many children as have to change: there are ``count`` afterwards, the new ones made by ``each``.
export function count(parent, wanted, each) {
  while (parent.childElementCount < wanted) parent.append(each());
  while (parent.childElementCount > wanted) parent.lastChild.remove();
  return parent.children;
}
