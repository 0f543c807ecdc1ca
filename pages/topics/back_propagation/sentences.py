"""What an operation does, in a sentence."""

from __future__ import annotations

from engine.networks.activations import ACTIVATIONS
from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.operations import last_slope
from engine.studies.back_propagation.passage import TASKS, Passage
from engine.studies.back_propagation.walk import Moment

GIVEN = "Given are the inputs X, what is right Y, and the first weights on the wires. All other places are empty."
LOSS = {"cross_entropy": "−(y log ŷ + (1 − y) log(1 − ŷ))", "squared_error": "½ (ŷ − y)²"}
UPDATED = "Against the gradient, by α of it; b[{layer}] moves likewise."
PLAIN = {
    "Z": "Each unit weighs what comes in, adds it up, and adds its b. Z is kept for the way back.",
    "dZ": "What has come back to each unit, times the slope of its g at the Z that was kept.",
    "dW": "The error of each unit, times what came in at each of its weights{mean}. It has the shape of W[{layer}].",
    "db": "b is a weight whose input is always 1, so its gradient is the error itself{mean}.",
    "dA": "The error goes back through the same weights, turned over, to the layer below.",
}


def sentence(moment: Moment) -> str:
    """The sentence of the operation that has just been made."""
    if moment.operation is None:
        return GIVEN
    passage, (letter, layer) = moment.passage, moment.operation.makes[0]
    if letter == "A":
        return f"Every sum goes through g, here {g(passage, layer)}. A is kept for the way back."
    if letter == "ℒ":
        mean = moment.found[Name("J", 0)].item()
        whose = f"the mean over {passage.examples} examples" if passage.examples > 1 else "here of one example"
        return f"How wrong is it? ℒ = {LOSS[passage.loss]}; the cost, {whose}, is J = {mean:.4g}."
    if letter == "W+":
        return UPDATED.format(layer=layer) + (after(moment) if layer == passage.depth else "")
    if letter == "dZ" and layer == passage.depth:
        return last(passage)
    mean = ", averaged over the examples" if passage.examples > 1 else ""
    return PLAIN[letter].format(layer=layer, mean=mean)


def g(passage: Passage, layer: int) -> str:
    """A layer's function, with its formula."""
    if layer == passage.depth:
        return {"binary": "sigmoid: 1 / (1 + e⁻ᶻ), which is ŷ", "regression": "linear: ŷ = z"}[passage.task]
    activation = ACTIVATIONS[passage.layers[layer - 1].activation]
    return f"{activation.label}: {activation.formula}"


def last(passage: Passage) -> str:
    """Where the way back begins."""
    begun = "The way back begins: what was said, minus what is right."
    if len(last_slope(passage)) > 3:
        return f"{begun} With squared error the slope of {TASKS[passage.task].label}, a (1 − a), stays in it."
    undone = " Cross-entropy undoes the slope of the sigmoid: no g′ is left." if passage.task == "binary" else ""
    return begun + undone


def after(moment: Moment) -> str:
    """What the update has brought."""
    before, now = (moment.found[Name(letter, 0)].item() for letter in ("J", "J+"))
    return f" With all of them moved, J goes from {before:.4g} to {now:.4g}."
