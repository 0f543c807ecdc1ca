// A drawn network as a table: every unit with its bias and the weights that lead to it.

import { box, make } from "../dom.js";
import { short } from "../numbers.js";

export function weights({ nodes, links }, { weights, biases }) {
  const table = make("table");
  const row = (cells, tag) => box("", cells.map((text) => make(tag, "", text)), "tr");
  table.append(row(["unit", "bias", "weights"], "th"));
  nodes.forEach(({ title, label, bias }, i) => {
    const own = [...links.keys()].filter((at) => links[at][1] === i);
    if (!own.length) return;
    const into = own.map((at) => `${short(weights[at])} × ${nodes[links[at][0]].title || nodes[links[at][0]].label}`);
    table.append(row([title || label, biases?.[bias] === undefined ? "" : short(biases[bias]), into.join(", ")], "td"));
  });
  return table;
}
