// Where the arrow keys lead in a drawn network: from unit to unit, and with Shift through the links into a unit.

// at: {node} or {link} that is chosen, or undefined; the next one, or undefined where there is none.
export function walk({ nodes, links }, at, key, shift) {
  if (!at) return { node: 0 };
  const [up, down] = [key === "ArrowUp", key === "ArrowDown"];
  if (at.link !== undefined) {
    const [from, to] = links[at.link];
    return up || down ? into(links, to, at.link, up ? -1 : 1) : { node: key === "ArrowLeft" ? from : to };
  }
  if (shift && (up || down)) return into(links, at.node, undefined, up ? -1 : 1);
  const here = nodes[at.node];
  const away = ({ x, y }) => (up || down ? Math.abs(y - here.y) : Math.abs(x - here.x) * 100 + Math.abs(y - here.y));
  const ahead = ({ x, y }) => {
    if (up || down) return x === here.x && (up ? y < here.y : y > here.y);
    return key === "ArrowLeft" ? x < here.x : x > here.x;
  };
  const near = [...nodes.keys()].filter((i) => ahead(nodes[i])).sort((a, b) => away(nodes[a]) - away(nodes[b]));
  return near.length ? { node: near[0] } : undefined;
}

// The next of the links that lead to a unit.
function into(links, to, link, by) {
  const own = [...links.keys()].filter((i) => links[i][1] === to);
  if (!own.length) return undefined;
  return { link: own[link === undefined ? 0 : (own.indexOf(link) + by + own.length) % own.length] };
}
