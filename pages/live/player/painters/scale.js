// A figure for a large screen: type, lines, marks and margins grow, what they mean stays.

const GROWS = new Set(["size", "width", "standoff", "l", "r", "t", "b"]);
const WITHIN = new Set(["font", "tickfont", "title", "marker", "line", "margin", "hoverlabel", "xaxis", "yaxis", "data", "layout", "annotations"]);

export function scaled(value, scale, name = "data") {
  if (scale === 1) return value;
  if (Array.isArray(value)) return value.map((each) => scaled(each, scale, name));
  if (!value || typeof value !== "object") return value;
  const grown = Object.entries(value).map(([key, each]) => {
    if (GROWS.has(key) && typeof each === "number") return [key, each * scale];
    return [key, WITHIN.has(key) ? scaled(each, scale, key) : each];
  });
  return Object.fromEntries(grown);
}
