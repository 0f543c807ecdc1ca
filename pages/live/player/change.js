// What a later part of a run's code says: which of an experiment's fields are others than in its first part. Field by
// field as text, never as values: a number keeps the digits that the server wrote, so what is put together again is the
// server's own code, letter by letter.

const MARK = "."; // begins a change; a whole code begins with its version

const read = (text) => atob(text.replace(/-/g, "+").replace(/_/g, "/"));
const written = (json) => btoa(json).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const json = (fields) => `{${[...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `${name}:${text}`).join()}}`;

// The change that makes another code of the first one.
export function changed(first, code) {
  const [before, after] = [first, code].map((each) => fields(read(each.slice(each.indexOf(".") + 1))));
  const other = [...after].filter(([name, text]) => before.get(name) !== text);
  const gone = [...before.keys()].filter((name) => !after.has(name)).map((name) => [name, "null"]);
  return MARK + written(json([...other, ...gone]));
}

// The whole code of a part: of a change, the first code with it.
export function whole(first, part) {
  if (!part.startsWith(MARK)) return part;
  const at = first.indexOf(".") + 1;
  const merged = new Map([...fields(read(first.slice(at))), ...fields(read(part.slice(1)))]);
  return first.slice(0, at) + written(json([...merged].filter(([, text]) => text !== "null")));
}

// The fields of an object in JSON, each name and its text.
function fields(text) {
  const found = new Map();
  let [start, colon, depth, quoted] = [1, 0, 0, false];
  for (let i = 1; i < text.length; i++) {
    const sign = text[i];
    if (sign === "\\") i++;
    else if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === ":" && !depth) colon = i;
    else if ("[{".includes(sign)) depth++;
    else if ((sign === "," && !depth) || (i === text.length - 1)) {
      if (colon > start) found.set(text.slice(start, colon), text.slice(colon + 1, i));
      start = i + 1;
    } else if ("]}".includes(sign)) depth--;
  }
  return found;
}
