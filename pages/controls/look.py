"""How a page is looked at, as part of its link: ``view=panel:Network,pace:seconds``. It changes no run."""

from __future__ import annotations

from collections.abc import Mapping

from engine.values.bounds import Refused, brief

LONGEST = 400
Options = Mapping[str, list[str]]  # what a look consists of, and what each may be, the usual one first


def usual(options: Options) -> dict[str, str]:
    """The look that needs no words."""
    return {name: allowed[0] for name, allowed in options.items()}


def write(look: Mapping[str, str], options: Options) -> str:
    """A look as text: what differs from the usual."""
    return ",".join(f"{name}:{look[name]}" for name, allowed in options.items() if look[name] != allowed[0])


def read(text: str, options: Options) -> dict[str, str]:
    """The look of a text.

    Raises: Refused, naming what is wrong.
    """
    if len(text) > LONGEST:
        raise Refused("view", f"{len(text):,} characters are too long; allowed are {LONGEST}")
    look = usual(options)
    for part in filter(None, text.split(",")):
        name, _, chosen = part.partition(":")
        if name not in options:
            raise Refused("view", f"{brief(name)} is unknown here; allowed are {', '.join(options) or 'none'}")
        if chosen not in options[name]:
            raise Refused(f"view {name}", f"{brief(chosen)} is unknown; allowed are {', '.join(options[name])}")
        look[name] = chosen
    return look
