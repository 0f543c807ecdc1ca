"""The player's modules as one: to fetch them one by one takes a browser on this machine 0.4 s before anything moves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from posixpath import dirname, join, normpath

IMPORT = re.compile(r'^import (\{[^}]*\}) from "([^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?(?:class|function\*?|const) (\w+))", re.MULTILINE)
MODULE = """modules["{name}"] = (() => {{
{source}
return {{ {names} }};
}})();
"""


def bundle(sources: Mapping[str, str], entry: str) -> str:
    """One module that exports what ``entry`` does; in it each module has a scope of its own, after those it imports.

    sources: text of each module by its path. Names are imported and exported one by one, as constants.

    Raises: graphlib.CycleError where modules import each other; ValueError for an import or export of another form.
    """
    order = TopologicalSorter({name: imported(name, source) for name, source in sources.items()}).static_order()
    exports = ", ".join(exported(sources[entry]))
    parts = [module(name, sources[name]) for name in order]
    return "\n".join(["const modules = {};", *parts, f'export const {{ {exports} }} = modules["{entry}"];\n'])


def imported(name: str, source: str) -> list[str]:
    """The paths of the modules that a module imports."""
    return [normpath(join(dirname(name), path)) for _, path in IMPORT.findall(source)]


def exported(source: str) -> list[str]:
    """The names that a module exports."""
    return [name for _, name in EXPORT.findall(source)]


def module(name: str, source: str) -> str:
    """A module as a function that is called once."""
    home = dirname(name)
    body = IMPORT.sub(lambda found: f'const {found[1]} = modules["{normpath(join(home, found[2]))}"];', source)
    body = EXPORT.sub(r"\1", body)
    if left := re.search(r"^(import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"{name}: {left[0]!r} is not a form that can be put together")
    return MODULE.format(name=name, source=body, names=", ".join(exported(source)))
