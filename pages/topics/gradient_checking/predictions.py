"""What may be predicted before ε is dragged."""

from __future__ import annotations

from engine.studies.gradient_checking.checking import Checking
from pages.controls.topic import Prediction


def unspoiled(study: Checking) -> bool:
    """Whether no bug is planted."""
    return study.fault == "none"


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "ε is made ten times smaller, and ten times again, down to 10⁻¹⁴. What does the error of the check do?",
        ("It falls all the way", "It falls, then stays", "It falls, then rises again", "It only rises"),
        "Drag ε from end to end and follow the marks on the curves.",
        fits=unspoiled,
    ),
    Prediction(
        "From ε = 10⁻² to 10⁻³, how much nearer does the two-sided difference come?",
        ("2 times", "10 times", "100 times", "1000 times"),
        "Compare the 2-sided error at both ε in the numbers above the slider, then the 1-sided.",
        fits=unspoiled,
    ),
    Prediction(
        "A bug is in the backward pass. What will a smaller ε do to its error?",
        ("Make it smaller", "Make it larger", "Next to nothing"),
        "Drag ε between 10⁻² and 10⁻⁸: the bug stays where it is.",
        fits=lambda study: not unspoiled(study),
    ),
)
