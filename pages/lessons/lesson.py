"""A lesson is a value, read from a short text: a title, and steps that each open a state, ask, and say what to watch.

    # Why depth needs care
    One paragraph on what it is about.

    ## The signal fades
    open: weight_initialization / Vanishing: tanh, σ√n = 0.5
    A paragraph or two.
    ask: How much of it arrives? | All | Half | Nothing
    look: The last layer's histogram.

``open:`` takes a page and one of its examples, or a link of this playground. The rest of a step is its text, in
Markdown. A lesson of one's own travels in a link: the text, squeezed.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass

from engine.values.bounds import Refused, brief

LONGEST = 20_000  # characters of a text
LONGEST_CODE = 6000  # of a text in a link
MOST_STEPS, MOST_ANSWERS = 20, 5


@dataclass(frozen=True)
class Step:
    """One step: what is opened, what is said, what may be predicted, and what to look at then."""

    title: str
    opens: str = ""
    text: str = ""
    question: str = ""
    answers: tuple[str, ...] = ()
    look: str = ""


@dataclass(frozen=True)
class Lesson:
    """A lesson."""

    title: str
    about: str
    steps: tuple[Step, ...]


def parse(text: str) -> Lesson:
    """The lesson of a text.

    Raises: Refused, naming the line or the step that is wrong.
    """
    if len(text) > LONGEST:
        raise Refused("lesson", f"{len(text):,} characters are too long; allowed are {LONGEST:,}")
    if "![" in text or "<" in text:
        raise Refused("lesson", "pictures and HTML are not allowed in its text, only Markdown's words, lists and links")
    head, *parts = ("\n" + text.strip()).split("\n## ")
    title, _, about = head.strip().partition("\n")
    if not title.startswith("# "):
        raise Refused("lesson", f"it begins with {brief(title)}; wanted is a title, as in '# Why depth needs care'")
    if not 1 <= len(parts) <= MOST_STEPS:
        raise Refused("lesson", f"{len(parts)} steps; wanted are 1 to {MOST_STEPS}, each with a title after '## '")
    return Lesson(title[2:].strip(), about.strip(), tuple(map(step, parts)))


def step(part: str) -> Step:
    """One step of a text.

    Raises: Refused.
    """
    title, _, body = part.partition("\n")
    words: list[str] = []
    named: dict[str, str] = {}
    for line in body.splitlines():
        name, colon, rest = line.partition(":")
        if colon and name in ("open", "ask", "look"):
            if name in named:
                raise Refused("lesson", f"step {brief(title.strip())} has two lines that begin with '{name}:'")
            named[name] = rest.strip()
        else:
            words.append(line)
    question, *answers = (each.strip() for each in named.get("ask", "").split("|"))
    if question and not 2 <= len(answers) <= MOST_ANSWERS:
        sentence = f"step {brief(title.strip())} asks with {len(answers)} answers; wanted are 2 to {MOST_ANSWERS}"
        raise Refused("lesson", f"{sentence}, as in 'ask: Which? | This | That'")
    return Step(title.strip(), named.get("open", ""), "\n".join(words).strip(), question, tuple(answers),
                named.get("look", ""))  # fmt: skip


def pack(text: str) -> str:
    """A text as part of a link.

    Raises: Refused where it is too long for one.
    """
    code = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(code) > LONGEST_CODE:
        raise Refused("lesson", f"{len(code):,} characters are too long for a link; allowed are {LONGEST_CODE:,}")
    return code


def unpack(code: str) -> str:
    """The text of ``pack``; no more memory is used than the longest text takes.

    Raises: Refused.
    """
    try:
        if len(code) > LONGEST_CODE:
            raise ValueError
        reader = zlib.decompressobj()
        raw = reader.decompress(base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)), 4 * LONGEST)
        if not reader.eof:
            raise ValueError
        return raw.decode()
    except (ValueError, zlib.error):
        raise Refused("lesson", "the link's lesson is cut off or altered") from None
