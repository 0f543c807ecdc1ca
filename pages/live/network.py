"""A network's run: a chain of experiments, trained step by step and looked at through a lens."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from engine.chain import Chain, decode_chain
from engine.experiment import Experiment
from engine.networks.overrides import overridden
from engine.training.cost import Bill, Cost, epoch, opening, state, step, training, work
from engine.training.evaluation import advance_soundly
from engine.training.trainer import State, Trainer
from engine.values.bounds import Refused
from engine.values.codec import cold_key
from pages.live.checkpointed import Checkpointed, held_at_most
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.recording import Recording
from pages.live.states import Rows
from pages.plots.diagram import MOST_LAYERS, MOST_UNITS
from pages.plots.snapshot import Lens, Snapshot, looking
from pages.plots.view import View

LAST_STEP = 1_000_000
MOST_POINTS = 2000
ITSELF = 2500  # bytes of a run that has only begun
MOST_AT_ONCE = 50  # steps between two looks at whether the numbers are still finite


def playable(chain: Chain) -> Chain:
    """The chain, if a page can show it: the engine's own bounds are wider.

    Raises: Refused.
    """
    for _, experiment in chain.segments:
        if experiment.data.points > MOST_POINTS:
            raise Refused("Data.points", f"{experiment.data.points} is not a whole number between 1 and {MOST_POINTS}")
        drawable(experiment)
    return chain


def drawable(experiment: Experiment) -> None:
    """Hold a network to what can be drawn with all its units and links.

    Raises: Refused.
    """
    layers = experiment.network.layers
    if len(layers) > MOST_LAYERS:
        raise Refused(
            "Network.layers", f"{len(layers)} hidden layers are more than the {MOST_LAYERS} that are drawn here"
        )
    for layer in layers:
        if layer.units > MOST_UNITS:
            raise Refused("Dense.units", f"{layer.units} is not a whole number between 1 and {MOST_UNITS}")


def cost(chain: Chain) -> Bill:
    """A run lasts as long as somebody watches it, so its whole is what it holds; the dearest segment counts."""
    bills = [segment_bill(experiment) for _, experiment in chain.segments]
    return max(bills, key=lambda bill: bill.answer.seconds)


def segment_bill(experiment: Experiment) -> Bill:
    """What one experiment holds, and its dearest answer: opening it, a step, a frame."""
    looked = looking(experiment)
    held = training(experiment, 0) + looked + work(held=held_at_most(state(experiment)))
    answer = opening(experiment) + epoch(experiment) + step(experiment) + looked
    return Bill(Cost(bytes=held.bytes), answer)


class Training:
    """The process of one run: from each step on, the chain says which experiment moves the network."""

    last, shelf = LAST_STEP, Rows
    end_reason = f"the run ends here, at step {LAST_STEP:,}: it is as long as this page makes them"

    def __init__(self, chain: Chain):
        self.chain, self.lenses = chain, {}
        self.starts = [start for start, _ in chain.segments]

    @property
    def nbytes(self) -> int:
        return ITSELF + sum(lens.nbytes for lens in self.lenses.values())

    def start(self) -> State:
        """The state before the first step."""
        return self.lens(0).trainer.start()

    def segment(self, step: int) -> tuple[int, Experiment, int]:
        """Which experiment moves on from a step, and where it ends."""
        index = bisect_right(self.starts, step) - 1
        return index, self.chain.segments[index][1], [*self.starts, LAST_STEP][index + 1]

    def lens(self, step: int) -> Lens:
        """The lens of the experiment that moves on from a step."""
        index, experiment, _ = self.segment(step)
        if index not in self.lenses:
            self.lenses = {index: Lens(Trainer(experiment))}  # one at a time: it is quickly made and holds the maps
        return self.lenses[index]

    def onward(self, state: State, goal: int, pieces: int) -> tuple[State, str | None]:
        """Some steps on, within one segment; the reason where the run diverges."""
        stop = min(goal, self.segment(state.step)[2], state.step + pieces, state.step + MOST_AT_ONCE)
        state, divergence = advance_soundly(self.lens(state.step).evaluator, state, stop - state.step)
        return state, divergence.reason if divergence else None

    def moment(self, state: State) -> Snapshot:
        """A state through the lens of the experiment that has led to it, with what is set by hand before it goes on."""
        lens = self.lens(max(0, state.step - 1))
        theta = overridden(state.theta, state.step, self.segment(state.step)[1].overrides, lens.trainer.layout)
        return Snapshot(replace(state, theta=theta), lens)

    def rest(self) -> None:
        """Let go of the lens."""
        self.lenses = {}


def record(chain: Chain, parent: Recording | None) -> Checkpointed:
    """A recording of a chain; up to its last change it is its parent's, so that need not be computed again."""
    known = parent.until(chain.segments[-1][0]) if isinstance(parent, Checkpointed) else ()
    return Checkpointed(Training(chain), known)


def network_kind(views: dict[str, View]) -> Kind:
    """The kind of all pages that play runs of one network, with the views of one of them."""
    return Kind("net1", cost, record, views, Limit(), playable, decode_chain, shown, cold_key)


def shown(chain: Chain) -> Experiment:
    """The experiment that the controls show."""
    return chain.last
