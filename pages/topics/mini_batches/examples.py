"""States worth opening: sizes, a rate, a problem."""

from __future__ import annotations

from engine.studies.mini_batches.batches import ALL, SOURCES, Batches
from pages.controls.topic import Example

DEFAULT = Batches()

EXAMPLES: dict[str, Example] = {
    "1, 16 and all": Example(
        DEFAULT,
        "The same rate, the same start, as many examples seen: one at a time takes 200 steps an epoch, all at once a "
        "single one. Look at the cost by steps: a step with more examples is better, but not so many times better.",
    ),
    "One example at a time never settles": Example(
        Batches(sizes=("1", "4"), source=SOURCES["circles"](noise=0.5), rate=1.0, epochs=40),
        "These points contradict each other, so every example pulls its own way and the path jumps about for ever. Now "
        "take the noise off (Problem): where all can be learned, it settles with single examples, too.",
    ),
    "All at once, at a rate that suits it": Example(
        Batches(sizes=("16", ALL), rate=3.0, epochs=60),
        "With every example in each step there is no noise, so the rate may be larger: the curve of all falls at every "
        "step. Now compare the two at α = 0.3.",
    ),
    "Four times the examples, half the noise": Example(
        Batches(sizes=("2", "8", "32", "128"), rate=0.3),
        "Look at the noise against the size: the dots lie along 1/√B, and fall off it near m, where batches are nearly "
        "the whole set. Now step through the epochs: the spread grows as ∇J shrinks.",
    ),
    "Two moons": Example(
        Batches(source=SOURCES["moons"](), sizes=("1", "16", ALL), rate=0.3),
        "An easier problem: even single examples mostly agree at first. Watch the cosine fall once the easy part is "
        "learned: what is left to learn is where examples disagree.",
    ),
}
