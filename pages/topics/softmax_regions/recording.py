"""What is played here: the training of a network with classes, and the same network under every temperature."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from engine.chain import Chain
from engine.studies.softmax_regions.cost import bill
from engine.studies.softmax_regions.temperature import TEMPERATURES, Cooling, judged, training
from engine.training.cost import Bill
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from pages.live import network
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots import curves
from pages.plots.snapshot import PICTURE, Lens, Snapshot, looking
from pages.plots.view import View
from pages.topics.softmax_regions import cooling, mistakes, pointer, regions, rest, simplex, twins
from pages.topics.softmax_regions.moment import Classes, of_training

LIMIT = Limit(seconds=20)  # every temperature waits for the training


def with_classes(chain: Chain) -> Chain:
    """The chain, if a page can show it and its network tells classes.

    Raises: Refused.
    """
    source = chain.last.data.source
    if source.task == "regression":
        raise Refused("Data.source", f"{source.label} asks for a number, and this page is about classes")
    return network.playable(chain)


def playable(study: Cooling) -> Cooling:
    """The study, if its network is one for this page.

    Raises: Refused.
    """
    with_classes(Chain(((0, study.experiment),)))
    return study


def cost(study: Cooling) -> Bill:
    """What training the network and looking at it takes."""
    return bill(study, looking(study.experiment), PICTURE**2)


def temperatures(study: Cooling) -> Generator[Classes | None, None, str]:
    """The trained network under each temperature; None while it is still in training."""
    lens = Lens(Trainer(study.experiment))
    state = yield from training(study, lens.evaluator)
    trained = Classes.of(Snapshot(state, lens))
    samples, split = lens.trainer.samples[0], "dev" if lens.trainer.samples[0].counts[1] else "train"
    cut = samples.bounds[split]
    found = judged(trained.points[:, cut], trained.truth[cut])
    yield from (trained.at(index, found) for index in range(len(TEMPERATURES)))
    least = TEMPERATURES[found.loss.argmin()]
    return f"{found.right[0]:.0%} of the {split} set are right at every temperature; its loss is least at T = {least:g}"


def record(study: Cooling, parent: Recording | None) -> Moments:
    """A recording before its first temperature; one of another network is of no use to it."""
    return Moments(temperatures(study))


PARTS = {
    "class_regions": (regions.spec, regions.patch, {"hard": regions.hard_patch}),
    "one_against_rest": (rest.spec, rest.patch, {}),
    "simplex": (simplex.spec, simplex.patch, {}),
    "shares": (pointer.spec, pointer.patch, {}),
    "confusion": (mistakes.spec, mistakes.patch, {"dev": mistakes.dev_patch}),
    "as_logistic": (twins.spec, twins.patch, {}),
}
WATCHED = {
    name: View(spec, of_training(patch), {each: of_training(other) for each, other in more.items()})
    for name, (spec, patch, more) in PARTS.items()
}
TRAINED = {**WATCHED, "loss": View(curves.loss_spec, curves.loss_patch)}
COOLED = {name: View(*parts) for name, parts in PARTS.items()} | {"cooling": View(cooling.spec, cooling.patch)}
KIND = replace(network.network_kind(TRAINED), playable=with_classes)
COOLING = Kind("cooling1", cost, record, COOLED, LIMIT, playable)
