// What the bar says about time, for each kind of clock: steps and epochs, steps alone, or the values of a knob.

const KNOB_SPEEDS = {
  stroll: { label: "1 value in 2 seconds", steps: 1, pause: 2000 },
  crawl: { label: "4 values a second", steps: 1, pause: 250 },
  slow: { label: "12 values a second", steps: 1, pause: 1000 / 12 },
  normal: { label: "30 values a second", steps: 1, pause: 1000 / 30 },
  fast: { label: "60 values a second", steps: 1 },
};

export function words({ epoch, unit = "epoch", knob = null, last = null, words: titles = {} }) {
  const whole = epoch === 1; // an epoch is one step, so none of it is called an epoch
  const [one, end] = knob ? ["value", "last value"] : ["step", "newest frame"];
  return {
    kind: knob ? knob.label : unit, // with another kind of time the usual speed returns
    speeds: knob ? KNOB_SPEEDS : speeds(epoch, whole ? "step" : unit, whole),
    unit: whole ? "" : unit,
    counted: unit === "epoch" ? Math.floor : begun,
    slider: knob ? `${knob.label}: drag to change it` : "Time: drag to look back",
    label: knob ? `${knob.label}, by its values` : "Time, in steps",
    titles: { step: `One ${one} (→)`, epoch: `One ${unit} (.)`, ...titles },
    hidden: [...(whole ? ["epoch"] : []), ...(knob || whole || last !== null ? ["stop"] : []), ...(knob ? ["reset", "reseed"].filter((wish) => !(wish in titles)) : [])],
    keys: [
      ...[["Space", "run or pause"], ["← →", `one ${one} back or forward`]],
      ...(whole ? [] : [[".", `one ${unit} forward`]]),
      ["Home", knob ? "back to the first value" : "back to step 0"],
      ...[["End", `to the ${end}`], ["L", "lecture: large, alone"], ["?", "this list"]],
    ],
  };
}

// Epochs count when they are over. Values and rows, which are made one after the other, count from where they begin.
function begun(done) { return Math.max(1, Math.ceil(done)); }

function speeds(epoch, unit, whole) {
  return {
    crawl: { label: "4 steps a second", steps: 1, pause: 250 },
    ...(whole ? {} : { slow: { label: "step by step", steps: 1 } }),
    normal: { label: "speed ×1", title: `each picture is one ${unit} on`, steps: epoch },
    quick: { label: "speed ×5", title: `each picture is 5 ${unit}s on`, steps: 5 * epoch },
    fast: { label: "speed ×20", title: `each picture is 20 ${unit}s on`, steps: 20 * epoch },
  };
}
