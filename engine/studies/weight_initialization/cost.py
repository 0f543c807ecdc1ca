"""What the studies of first weights cost, from sizes alone."""

from __future__ import annotations

from engine.studies.weight_initialization.first_weights import SCALES, FirstWeights
from engine.studies.weight_initialization.mean_field import NODES
from engine.studies.weight_initialization.scale_map import DEPTHS, MAPPED, PARTS, ScaleMap
from engine.studies.weight_initialization.signals import BINS, KINDS_OF_INPUT
from engine.training.cost import (
    BREATH,
    Bill,
    Cost,
    both_ways,
    evaluating,
    one_after_the_other,
    opening,
    training,
    usual_step,
    work,
)

CALLS_OF_A_LAYER, ON_A_UNIT, ON_A_NODE = 60, 25, 40  # of looking: histograms, means, theory
CALLS_OF_A_PICTURE = 1500


def signals_bill(study: FirstWeights) -> Bill:
    """A pass forward and backward at each scale; an answer opens the study and makes one more."""
    experiment, m = study.experiment(), study.data.counts[0]
    looked = study.depth * (ON_A_UNIT * m * study.width + ON_A_NODE * NODES * KINDS_OF_INPUT)
    kept = len(SCALES) * study.depth * (8 * 6 + 4 * BINS)
    one = both_ways(experiment, m) + work(CALLS_OF_A_LAYER * study.depth + CALLS_OF_A_PICTURE, looked, held=kept)
    opened = opening(experiment) + evaluating(experiment) + training(experiment, 0)
    return Bill(opened + one * len(SCALES), opened + one * 2)


def map_bill(study: ScaleMap) -> Bill:
    """All depths, one after the other; an answer opens the deepest and goes on for a breath or a step."""
    drawn = work(CALLS_OF_A_PICTURE, held=9 * PARTS * len(DEPTHS) * len(DEPTHS) * len(MAPPED))
    rows = [row_cost(study.first, depth) for depth in DEPTHS]
    deepest = study.first.experiment(depth=DEPTHS[-1])
    opened = opening(deepest, len(MAPPED)) + training(deepest, 0, len(MAPPED))
    step = usual_step(deepest, len(MAPPED))
    return Bill(
        one_after_the_other(rows) + drawn * (PARTS * len(DEPTHS)),
        opened + step + Cost(seconds=min(BREATH, step.seconds)) + drawn,
    )


def row_cost(first: FirstWeights, depth: int) -> Cost:
    """The training of all scales at one depth, and the looks at it."""
    experiment, replicas = first.experiment(depth=depth), len(MAPPED)
    return opening(experiment, replicas) + training(experiment, first.epochs + PARTS, replicas)
