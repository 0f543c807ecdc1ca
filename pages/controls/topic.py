"""A page is a value: what it asks, what it plays, what can be turned, watched and opened on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.claims import CLAIMS
from engine.experiment import Experiment
from pages.live.clock import Clock
from pages.live.kind import Kind

Panel = Callable[[Any], Any]  # the value as the widgets show it -> the value as wished
Act = Callable[[Any, Any], Any]  # the value, and what the player asks for -> the value as wished
CLAIMS_TAB = "Claims"
PREDICT = ("on", "off")  # whether predictions are asked for
Rows = list[list[Any]]  # names of views, row by row; a list within a row is a column


def same(value: Any) -> Any:
    """A value as it is."""
    return value


@dataclass(frozen=True)
class Layout:
    """One way to look at a topic's value: the run that is played of it, and where its views stand.

    ``run`` makes what is played of the value, by default the value itself; ``subject`` makes of that, and of the look,
    what the figures and the clock are made of. Where a value does not fit, the first layout that it fits stands in.
    One without a label is not to be chosen: it is there for values that fit no other.
    """

    rows: Rows
    label: str = ""
    kind: Kind | None = None  # of what is played, where it is not the topic's own
    run: Callable[[Any], Any] = same
    subject: Callable[[Any, Mapping[str, str]], Any] = lambda played, look: played
    clock: Callable[[Any], Clock] = lambda subject: Clock()
    fits: Callable[[Any], bool] = lambda value: True

    @property
    def views(self) -> list[str]:
        """Names of all views, in the order in which they stand."""
        return [name for row in self.rows for place in row for name in (place if isinstance(place, list) else [place])]


@dataclass(frozen=True)
class Look:
    """A way of looking that is neither panel nor layout: its words, and what may be chosen; the first is the usual."""

    label: str
    options: Mapping[str, str]  # by the name in a link: the word on the page
    help: str = ""


@dataclass(frozen=True)
class Example:
    """A state worth opening: the value, what there is to see, how it is looked at, and where the playhead stands."""

    value: Any
    text: str = ""
    look: Mapping[str, str] = field(default_factory=dict)
    step: int | None = None  # where that is not the clock's own beginning


@dataclass(frozen=True)
class Prediction:
    """What somebody may predict before the run shows it: two to four answers, none of which is graded."""

    question: str
    answers: tuple[str, ...]
    look: str  # at what, afterwards
    fits: Callable[[Any], bool] = lambda value: True  # whether the question is about this value


@dataclass(frozen=True)
class Topic:
    """All of one page.

    ``strip`` holds the widgets that are always in sight, above the picture; its widgets' keys begin with "strip".
    ``panels`` are the tabs of widgets beside the picture and ``extras`` those below it, by their names; only the open
    one runs. ``acts`` answer what the player asks for: "edit" (a click in the drawn network), "point" (a click on a
    view), "weight" (one that was set there), "cure" (of what ails the run) and "reseed". ``claims`` are the numbers of
    the notes' claims that belong here: the ledger's can be measured in a tab of their own. ``predictions`` are asked
    one after the other. ``network`` gives the experiment that a value is about, for the Playground. ``followers`` are
    extras that go by where the playhead rests. ``tip`` stands where notices stand while there are none. ``settle`` is
    what else changes with a change.
    """

    slug: str  # the page's address, and the name of its script
    title: str
    icon: str
    sections: str  # of the notes
    text: str  # one sentence: what one sees, and what to try
    kind: Kind
    default: Any
    layouts: Mapping[str, Layout]
    panels: Mapping[str, Panel]
    examples: Mapping[str, Example]
    strip: Panel | None = None
    question: str = ""  # that the page answers, as its heading
    formula: str = ""  # in KaTeX
    acts: Mapping[str, Act] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)
    extras: Mapping[str, Callable[[Any], None]] = field(default_factory=dict)
    claims: tuple[int, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    network: Callable[[Any], Experiment | None] = lambda value: None
    followers: tuple[str, ...] = ()
    tip: str = ""
    settle: Callable[[Any, Any], Any] = lambda before, wished: wished

    @property
    def kinds(self) -> list[Kind]:
        """Every kind of run that is played here."""
        return [self.kind, *(layout.kind for layout in self.layouts.values() if layout.kind)]

    def layout(self, value: Any, look: Mapping[str, str]) -> Layout:
        """The layout in which a value is seen."""
        usual = next(iter(self.layouts))
        chosen = self.layouts[look.get("layout", usual)]
        fitting = (layout for layout in self.layouts.values() if layout.fits(value))
        return chosen if chosen.fits(value) else next(fitting, self.layouts[usual])

    @property
    def named(self) -> dict[str, str]:
        """The layouts that are to be chosen, and their words."""
        return {name: layout.label for name, layout in self.layouts.items() if layout.label}

    @property
    def measurable(self) -> list[int]:
        """The claims that the ledger can measure."""
        return [number for number in self.claims if number in CLAIMS]

    @property
    def below(self) -> list[str]:
        """The names of the tabs below the picture."""
        return [*self.extras, *([CLAIMS_TAB] if self.measurable else [])]

    @property
    def options(self) -> dict[str, list[str]]:
        """All that a look consists of, and what each may be, the usual one first."""
        tabs = {"layout": self.named, "panel": self.panels, "more": self.below}
        own = {name: look.options for name, look in self.looks.items()}
        own |= {"predict": PREDICT} if self.predictions else {}
        return {name: list(each) for name, each in (tabs | own).items() if len(each) > 1}
