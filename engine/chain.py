"""A run as a chain of experiments: from each step on, another one holds, as knobs are turned on the way.

Its code is ``code~step~.change~step~.change``: later parts say what is other than in the first. Earlier links, which
have whole codes there, are read as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.experiment import Experiment
from engine.values.bounds import Refused, brief
from engine.values.codec import cold_key, decode, encode, encode_change, limit_length

MOST_SEGMENTS = 120  # of the shortest codes, about as many as an address holds
CHANGE = "."  # begins a change; a whole code begins with its version


@dataclass(frozen=True)
class Chain:
    """A run: experiments, each from a step on; the first from step 0."""

    segments: tuple[tuple[int, Experiment], ...]

    @property
    def last(self) -> Experiment:
        return self.segments[-1][1]


def encode_chain(chain: Chain) -> str:
    """The code of a run."""
    first, *rest = chain.segments
    changes = [f"{step}~{CHANGE}{encode_change(first[1], experiment)}" for step, experiment in rest]
    return "~".join([encode(first[1]), *changes])


def decode_chain(code: str) -> Chain:
    """The run of a code: experiments that may follow each other, at rising steps.

    Raises: Refused, naming what is wrong.
    """
    limit_length(code)
    parts = code.split("~")
    if len(parts) % 2 == 0 or len(parts) > 2 * MOST_SEGMENTS - 1:
        raise Refused("link", f"cut off, or longer than {MOST_SEGMENTS} parts")
    segments = [(0, decode(parts[0], Experiment))]
    for step, text in zip(parts[1::2], parts[2::2], strict=True):
        if not (step.isascii() and step.isdigit() and len(step) < 10) or int(step) <= segments[-1][0]:
            raise Refused("link", f"step {brief(step)} is not a whole number above {segments[-1][0]}")
        change = text.startswith(CHANGE)
        later = decode(parts[0], Experiment, text[1:]) if change else decode(text, Experiment)
        segments.append((int(step), later))
        if cold_key(segments[-1][1]) != cold_key(segments[0][1]):
            raise Refused("link", f"at step {step} something changes that needs a new run (data, layers, optimizer...)")
    return Chain(tuple(segments))
