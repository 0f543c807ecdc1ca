"""The ledger: every claim of the course with its verdict, its figures, and the state that shows it."""

from __future__ import annotations

from engine.studies.ledger.ledger import Ledger
from pages.controls.topic import CLAIMS_TAB, Example, Layout, Prediction, Topic
from pages.live.clock import Clock, Knob
from pages.topics.ledger import cards, printed
from pages.topics.ledger.chosen import chosen
from pages.topics.ledger.panel import PANELS
from pages.topics.ledger.recording import KIND

DEFAULT = Ledger()
EXAMPLES: dict[str, Example] = {
    "Everything": Example(
        DEFAULT,
        "Every claim of the notes, measured over thirty seeds or more. Point at a square, or drag along the bar, to "
        "read one; below, each has a link to the state that shows it. Now look for those that do not hold.",
    ),
    "What does not hold": Example(
        Ledger(outcome="fails"),
        "Claims that did not come out. Look at the figures: some fail by a little, some the other way round. Each can "
        "be measured again below with seeds of your own.",
    ),
    "What holds only if": Example(
        Ledger(outcome="holds_if"),
        "Most of what a course says holds under conditions that it does not name. Compare the figures on both sides of "
        "each condition.",
    ),
    "Optimization": Example(
        Ledger(section="optimization"),
        "What the notes say about mini-batches, momentum, RMSprop, Adam, decay and saddles. Look which of them say how "
        "they were measured: each optimizer ran at its own best rate.",
    ),
}
PREDICTIONS = (
    Prediction(
        "How many of the course's 45 claims hold without a condition?",
        ("Nearly all", "About thirty", "About fifteen", "Hardly any"),
        "Look at the counts over the squares.",
    ),
)


def clock(ledger: Ledger) -> Clock:
    """The claims that are chosen."""
    numbers = [str(number) for number in chosen(ledger)] or ["–"]
    return Clock(last=len(numbers) - 1, knob=Knob("claim", numbers), keeps=True)


TOPIC = Topic(
    slug="ledger",
    title="The ledger",
    icon=":material/fact_check:",
    sections="all",
    question="Is what the course says true?",
    formula=r"\text{claim}\;\longrightarrow\;\text{30 seeds}\;\longrightarrow\;\text{verdict}",
    text="45 claims of the notes, each measured over many seeds: read one after the other, see it, measure it again.",
    kind=KIND,
    default=DEFAULT,
    layouts={"": Layout([["map", "reading"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    extras={CLAIMS_TAB: cards.cards, "To print and to keep": printed.take},
    predictions=PREDICTIONS,
)
