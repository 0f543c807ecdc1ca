// What the player does when Python says something new: begin, begin again, go on in another way, or nothing at all.

import { parse } from "./run.js";

const CALM = "(prefers-reduced-motion: reduce)";

export function follow(player, before) {
  const { data } = player;
  if (!before) begin(player, player.address.at);
  else if (data.cold !== before.cold || data.begin !== before.begin || player.refused) again(player, before);
  else if (data.experiment !== before.experiment) player.chain(data.experiment);
  if (before && plays(data) && !before.autoplay) player.play(); // what the run has waited for has come
}

// The first run of a page; an address that names a step is opened there, at rest, and any other where the page says.
function begin(player, at) {
  player.playing = at === null && plays(player.data);
  player.start(player.data.run, at ?? player.data.at ?? 0);
}

// Another run. On a page that counts its beginnings the step stays as long as that number stays, and along a knob
// always; else the new run plays if the old one did.
function again(player, before) {
  const { data } = player;
  const counted = data.begin !== undefined;
  const kept = counted ? data.begin === before.begin : Boolean(data.clock.knob && before.clock.knob);
  if (!kept) player.playing = counted ? plays(data) : Boolean(player.playing || player.over || player.refused);
  const code = parse(data.run).at(-1).experiment === data.experiment ? data.run : data.experiment;
  player.start(code, kept ? player.here : data.at ?? 0);
}

const plays = ({ autoplay }) => autoplay && !matchMedia(CALM).matches;
