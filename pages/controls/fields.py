"""One widget for one field: its bounds, step, symbol and help come from beside the field itself.

Every widget takes the present value and returns the wished one. The value given rules: should it have been changed
from elsewhere (a link, undo, a click in the picture), the widget follows. It is also given as the widget's default,
which is what a widget shows that reaches the browser's page later, when its popover or tab is opened. A widget that
nobody has touched gives back the very value it was given: ``ask`` sees to that, whatever the widget can show of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from engine.values.bounds import Choice, Flag, Growing, Number, OneOf, Refused, brief
from engine.values.fields import specs
from engine.values.labels import label as words
from pages.controls import tongue, veil

ONE_MINUS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999)
GREEK = ("alpha", "beta", "gamma", "epsilon", "rho")  # fields that go by their symbol alone
LEAST_STOP = 1e-3  # of a log scale that begins at nothing
MOST_SLID = 5000  # whole numbers on one slider: with more of them a single one is not hit


def follow(key: str, value: Any) -> None:
    """Let a widget show ``value`` if that is not what it was last seen with, or if it was off the page meanwhile."""
    if key not in st.session_state or st.session_state.get(f"{key} seen", ...) != value:
        st.session_state[key] = value


def seen(key: str, value: Any) -> Any:
    """Remember what a widget shows, and hand it on."""
    st.session_state[f"{key} seen"] = value
    return value


def ask(key: str, shown: Any, widget: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """Mount a widget that shows ``shown``; what somebody has chosen instead, or None where nobody has or can."""
    veil.meet(key, str(given[0]) or more.get("help") or key)
    if veil.hidden(key):
        return None
    given, more = (tongue.said(str(given[0])), *given[1:]), translated(more)
    if veil.locked(key):
        more["disabled"] = True
    follow(key, shown)
    chosen = seen(key, widget(*given, key=key, **more))
    return None if chosen == shown else chosen


def translated(more: dict[str, Any]) -> dict[str, Any]:
    """A widget's help and the words for its options in the language of the visit."""
    out = dict(more)
    if out.get("help"):
        out["help"] = tongue.said(out["help"])
    if shown := out.get("format_func"):
        tell = tongue.teller()
        out["format_func"] = lambda option: tell(shown(option))
    return out


def wished(key: str) -> Any:
    """What somebody has just chosen in a widget that is still to be mounted; None where nobody has."""
    state = st.session_state
    chosen, shown = state.get(key), state.get(f"{key} seen", ...)
    return None if shown is ... or chosen == shown else chosen


def touched(prefix: str) -> bool:
    """Whether somebody has just used one of the widgets whose keys begin so."""
    return any(str(key).startswith(prefix) and wished(key) is not None for key in st.session_state)


def given(chosen: Any, value: Any) -> Any:
    """The answer of ``ask``, or the value that the widget was given."""
    return value if chosen is None else chosen


def field(owner: Any, name: str, key: str, label: str | None = None, **more: Any) -> Any:
    """The widget of a dataclass's field, with its present value."""
    spec, value = specs(owner)[name], getattr(owner, name)
    label = label or ("" if name.rstrip("12") in GREEK else words(name))
    key = f"{key}.{name}"
    if isinstance(spec, Flag):
        return toggle(label, value, key, spec.help)
    if isinstance(spec, Choice):
        return menu(label, tuple(spec.registry), value, key, spec.registry, spec.help, **more)
    if isinstance(spec, Number):
        return number(label, spec, value, key, **more)
    if isinstance(spec, Growing):
        return table(label, value, key, spec.help)
    raise TypeError(f"{name} has no single widget")


def edit(
    owner: Any, key: str, labels: dict[str, str] | None = None, columns: int = 1, without: tuple[str, ...] = ()
) -> Any:
    """Widgets for all plain fields of a dataclass but some, in rows; the dataclass with the wished values."""
    kinds = (Number, Flag, Choice, Growing)
    plain = [name for name, spec in specs(owner).items() if isinstance(spec, kinds) and name not in without]
    numbers = [name for name in plain if isinstance(specs(owner)[name], Number)]
    rows = [numbers[first : first + columns] for first in range(0, len(numbers), columns)]
    rows += [[name] for name in plain if name not in numbers]
    wished = {}
    for row in rows:
        for name, place in zip(row, st.columns(len(row)), strict=True):
            with place:
                wished[name] = field(owner, name, key, (labels or {}).get(name))
    return dataclasses.replace(owner, **wished)


def number(label: str, spec: Number, value: float, key: str, low: float | None = None, high: float | None = None):
    """A slider over the field's bounds (or narrower ones), in steps that fit its scale."""
    low, high = spec.low if low is None else low, spec.high if high is None else high
    label = named(label, spec)
    if spec.scale != "linear":
        return select(label, stops(spec.scale, low, high, value), value, key, spec.help, written)
    if spec.whole and high - low > MOST_SLID:
        return counter(label, spec, value, key)
    exact = int if spec.whole else float
    low, high, shown = exact(min(low, value)), exact(max(high, value)), exact(value)
    step = exact(spec.step or (high - low) / 100)
    return given(ask(key, shown, st.slider, label, low, high, shown, step=step, help=spec.help or None), value)


def named(label: str, spec: Number) -> str:
    """The words for a number, with its symbol and its unit: ``Weather σ (°C)``."""
    return " ".join(part for part in (label, spec.symbol, spec.unit and f"({spec.unit})") if part)


def table(label: str, value: tuple, key: str, help: str) -> tuple:
    """Pairs of numbers as text, ``0: 0.03, 50: 0.01``.

    Raises: Refused for text that is not such a list.
    """
    present = ", ".join(f"{first:g}: {second:g}" for first, second in value)
    text = ask(key, present, st.text_input, label, present, help=f"{help} Written as 0: 0.03, 50: 0.01")
    if text is None:
        return value
    try:
        return tuple(tuple(float(part) for part in row.split(":")) for row in text.split(",") if row.strip())
    except ValueError:
        raise Refused(label, f"{brief(text)} is not a list such as 0: 0.03, 50: 0.01") from None


def select(label: str, options: Sequence, value: Any, key: str, help: str, shown: Callable[[Any], str]) -> Any:
    """A slider over a list of values, for one or two of them; what reads like a present one gives way to it."""
    held = value if isinstance(value, tuple) else (value,)
    words = {shown(each) for each in held}
    options = [each for each in options if each in held or shown(each) not in words]
    return given(ask(key, value, st.select_slider, label, options, value, help=help or None, format_func=shown), value)


def menu(label: str, options: Sequence, value: Any, key: str, registry: Mapping, help: str = "", **more: Any) -> Any:
    """A menu of a registry's entries, by their labels."""
    shown = lambda slug: registry[slug].label  # noqa: E731
    options = tuple(options) if value in options else (*options, value)
    index = options.index(value)
    chosen = ask(key, value, st.selectbox, label, options, index, help=help or None, format_func=shown, **more)
    return given(chosen, value)


def several(label: str, options: Sequence, value: tuple, key: str, help: str, shown: Callable[[Any], str]) -> tuple:
    """Pills, some of which are pressed; those that are, in the order of the options, whatever the order of clicks."""
    more = {"selection_mode": "multi", "format_func": shown, "help": help or None}
    chosen = ask(key, list(value), st.pills, label, list(options), **more)
    wished = value if chosen is None else tuple(each for each in options if each in chosen)
    seen(key, list(wished))
    return wished


def toggle(label: str, value: bool, key: str, help: str = "", **more: Any) -> bool:
    """Yes or no."""
    return given(ask(key, value, st.toggle, label, value, help=help or None, **more), value)


def counter(label: str, spec: Number, value: int, key: str, high: int | None = None, **more: Any) -> int:
    """A whole number with a button for one less and one more."""
    low, high = min(int(spec.low), value), max(int(high or spec.high), value)
    return given(
        ask(key, value, st.number_input, label, low, high, value, step=1, help=spec.help or None, **more), value
    )


def kind(spec: OneOf, value: Any, label: str, key: str, only: Callable[[Any], bool] | None = None, **more: Any) -> Any:
    """A menu of the types of a registry; the value itself, or the default one of another type."""
    options = [slug for slug, each in spec.registry.items() if only is None or only(each)]
    chosen = menu(label, options, spec.key(value), key, spec.registry, spec.help, **more)
    return value if chosen == spec.key(value) else spec.registry[chosen]()


def stops(scale: str, low: float, high: float, value: float) -> list[float]:
    """Round values from low to high: 1 and 3 of each power of ten, or ones that near 1; always with the present one."""
    if scale == "1-log":
        out = {each for each in ONE_MINUS if low <= each <= high}
    else:
        out = {float(f"{digit}e{power}") for power in range(-15, 6) for digit in (1, 3)}
        out = {each for each in out if max(low, 0 if low else LEAST_STOP) <= each <= high}
        out |= {low} if low == 0 else set()
    return sorted(out | {value})


def written(value: float) -> str:
    """A number as short as it can be."""
    return f"{value:g}"
