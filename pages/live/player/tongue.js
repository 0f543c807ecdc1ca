// The language of the page: texts are written in English, and Python sends what they are in another one. A text with {}
// has gaps: what differs from time to time. What is not known stays English.

let words = {};
let patterns = [];

export function speak(dictionary) {
  words = dictionary ?? {};
  const escaped = (part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  patterns = Object.keys(words)
    .filter((text) => text.includes("{}"))
    .map((text) => [new RegExp(`^${text.split("{}").map(escaped).join("(.*?)")}$`, "s"), words[text]]);
}

export function said(text) {
  if (!patterns.length || typeof text !== "string") return text;
  if (Object.hasOwn(words, text)) return words[text];
  if (!/[a-z]{3}/.test(text)) return text; // a number
  for (const [pattern, other] of patterns) {
    const found = text.match(pattern);
    if (found) return other.split("{}").reduce((whole, part, i) => whole + said(found[i]) + part);
  }
  return text;
}
