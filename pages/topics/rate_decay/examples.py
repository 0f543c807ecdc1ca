"""States worth opening: schedules and a bowl."""

from __future__ import annotations

from engine.optimizers.schedules import Constant, Exponential, InverseTime, SquareRoot, StepTable
from engine.studies.rate_decay.decay import Decay, Pace
from pages.controls.topic import Example

DEFAULT = Decay()


def decay(*schedules: object, **more: object) -> Decay:
    """Only these schedules."""
    return Decay(paces=tuple(map(Pace, schedules)), **more)


EXAMPLES: dict[str, Example] = {
    "Five schedules from one rate": Example(
        DEFAULT,
        "All arrive within two epochs; then the constant rate keeps its cloud, and the others draw theirs together. "
        "Now drag a dot of the curves and press Run again.",
    ),
    "A small rate from the start": Example(
        decay(Constant(0.5), Constant(0.02), Exponential(0.5, 0.85)),
        "The small rate would have a small orbit, too, but after thirty epochs it has not arrived. Decay has both: "
        "large steps first, small ones later. Now make it longer (Bowl, T): who is nearer in the end?",
    ),
    "Too soon: frozen on the way": Example(
        decay(Exponential(0.5, 0.3), InverseTime(0.5, 0.3)),
        "An exponential that keeps 30 % an epoch has no rate left after five, and stands still with the way before it. "
        "Its dot in the last chart leaves the line and falls into the corner. Now drag its curve up.",
    ),
    "A flat bowl: κ = 50": Example(
        decay(Constant(0.5), SquareRoot(0.5), Exponential(0.5, 0.85), condition=50.0),
        "Along y the bowl is fifty times flatter, and there the cloud is wide: the orbit's radius in each direction "
        "is that of √(α/λ). Now drag a curve down: fast decay freezes y before it has arrived.",
    ),
    "By hand": Example(
        decay(Constant(0.5), StepTable(0.5, ((5.0, 0.2), (12.0, 0.05), (20.0, 0.01)))),
        "A rate for each stretch of epochs. Drag its dots, or click on the curves to add one: hold the rate high "
        "until the cloud has arrived, then let it fall.",
    ),
    "On a network": Example(
        decay(Constant(3.0), Exponential(3.0, 0.85)),
        "Here mini-batches of ten are the noise. Look at the right end: the constant rate is still tossed about, the "
        "falling one lies still, and lower. Now lower both rates to 0.3, where the noise hardly shows.",
        look={"layout": "network"},
    ),
    "No noise: no orbit": Example(
        decay(Constant(0.5), Exponential(0.5, 0.85), noise=0.0),
        "Full batches have no noise, and then the constant rate is best: decay is a remedy for noise. Now give σ a "
        "little, and watch where the lines part.",
    ),
}
