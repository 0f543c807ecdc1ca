"""The house rules that a parser can hold: who imports whom, and what the engine never does."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = ("engine", "pages.plots", "pages.live", "pages.controls", "pages.topics", "pages.lessons", "pages", "app")
FILES = [ROOT / "app.py", *sorted((ROOT / "engine").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]
TOPICS = [path for path in sorted((ROOT / "pages" / "topics").iterdir()) if (path / "topic.py").exists()]
SHARED = [("pages", name) for name in ("plots", "live", "controls")]
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
ENGINE = [path for path in FILES if path.is_relative_to(ROOT / "engine")]
every_engine_file = pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.relative_to(ROOT).as_posix())
ROOMS = ("values", "datasets", "networks", "optimizers", "surfaces", "experiment", "chain", "training", "studies",
         "claims", "__init__")  # fmt: skip


def layer(module: str) -> int | None:
    """How high a module of this project stands; None for anybody else's."""
    return next((LAYERS.index(each) for each in sorted(LAYERS, key=len, reverse=True)
                 if module == each or module.startswith(each + ".")), None)  # fmt: skip


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports(path: Path) -> list[str]:
    """Every module that a file imports, wherever in the file; ``from pages import x`` counts as pages.x."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say whence, not how far up"
            exact = [f"{node.module}.{alias.name}" for alias in node.names]
            found += exact if node.module in ("pages", *LAYERS) else [node.module]
    return found


@every_file
def test_imports_run_one_way(path):
    """engine <- pages/plots <- live <- controls <- topics <- lessons <- pages/*.py <- app.py, and never back."""
    here = layer(module_of(path))
    for module in imports(path):
        there = layer(module)
        if there is None:
            assert not module.startswith("tests"), f"imports {module}"
            continue
        assert there <= here, f"imports {module}"
        if path.parent == ROOT / "pages":
            assert there < here, f"imports {module}, another page"


@pytest.mark.parametrize("folder", TOPICS, ids=lambda folder: folder.name)
def test_topics_import_each_other_only_through_the_engine(folder):
    own = f"pages.topics.{folder.name}"
    for path in folder.rglob("*.py"):
        for module in imports(path):
            assert not module.startswith("pages.topics") or f"{module}.".startswith(f"{own}."), f"{path} <- {module}"


def test_what_is_shared_bears_no_topics_name():
    shared = [path for path in FILES if path.relative_to(ROOT).parts[:2] in SHARED]
    for path in shared:
        assert not {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} & {each.name for each in TOPICS}
        assert not [module for module in imports(path) if module.startswith("pages.topics")], path


@every_file
def test_only_what_may_show_things_imports_streamlit(path):
    relative = path.relative_to(ROOT)
    shows = relative.parts[0] != "engine" and relative.parts[:2] != ("pages", "plots")
    may = shows and (relative.parts[:2] != ("pages", "live") or path.name == "player.py")
    assert may or not any(module.split(".")[0] == "streamlit" for module in imports(path))


@every_file
def test_nobody_unpickles_or_evaluates(path):
    forbidden = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
    assert not forbidden & {module.split(".")[0] for module in imports(path)}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Name) and node.id in ("eval", "exec", "__import__"))


@every_engine_file
def test_the_engine_needs_numpy_and_the_standard_library_only(path):
    allowed = {*sys.stdlib_module_names, "numpy", "engine"}
    assert {module.split(".")[0] for module in imports(path)} <= allowed


@every_engine_file
def test_the_engine_prints_warns_and_reads_a_clock_nowhere(path):
    """But for its commands, which somebody calls and waits for."""
    if path.name == "__main__.py":
        return
    never = {"time", "datetime", "warnings", "logging", "random", "secrets", "uuid", "os", "threading", "subprocess"}
    assert not never & {module.split(".")[0] for module in imports(path)}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Name) and node.id in ("print", "input", "open")), f"line {node.lineno}"


@every_engine_file
def test_randomness_comes_from_a_seed_a_purpose_and_an_index(path):
    """No global generator anywhere, and the one place that makes generators is randomness.py."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("np.random", "numpy.random"):
            types_only = node.attr == "Generator"
            assert types_only or path.name == "randomness.py", f"line {node.lineno}: {ast.unparse(node)}"


@every_engine_file
def test_engine_modules_say_what_they_are_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@every_engine_file
def test_no_import_inside_the_engine_runs_back_up(path):
    """Each room stands on those before it."""
    here = ROOMS.index(room_of(module_of(path)))
    for module in imports(path):
        if module.startswith("engine."):
            assert ROOMS.index(room_of(module)) <= here, f"imports {module}"


def room_of(module: str) -> str:
    """The room of the engine that a module stands in; ``engine`` itself is the last, it lets all others out."""
    return (module.split(".") + ["__init__"])[1]


def test_the_law_knows_every_folder():
    """A new folder must be given its place among the layers."""
    inside = {path.relative_to(ROOT).parts[:2] for path in FILES if len(path.relative_to(ROOT).parts) > 2}
    assert inside <= {("pages", name) for name in ("plots", "live", "controls", "topics", "lessons")} | {
        ("engine", name) for name in ROOMS
    }
    assert all(layer(module_of(path)) is not None for path in FILES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import streamlit as st", ["streamlit"]),
        ("def f():\n    from pages.plots import style", ["pages.plots"]),
        ("from pages import live", ["pages.live"]),
        ("import numpy as np, time", ["numpy", "time"]),
    ],
)
def test_the_parser_sees_every_way_to_import(text, found, tmp_path):
    file = tmp_path / "some.py"
    file.write_text(text)
    assert imports(file) == found or imports(file) == [f"{each}.style" for each in found]


@pytest.mark.parametrize(
    ("module", "place"),
    [("engine.values.codec", 0), ("pages.plots", 1), ("pages.live.route", 2), ("pages.controls.frame", 3),
     ("pages.topics.playground.topic", 4), ("pages.lessons.lesson", 5), ("pages.playground", 6), ("app", 7),
     ("numpy", None), ("apparatus", None)],
)  # fmt: skip
def test_every_module_has_its_layer(module, place):
    assert layer(module) == place


def test_the_player_names_no_topic_and_no_view_of_one():
    """What is generic in the browser, too, bears no topic's name."""
    views = {
        name
        for folder in TOPICS
        for name in re.findall(r'"(\w+)": View\(', "".join(each.read_text() for each in folder.glob("*.py")))
    }
    for path in (ROOT / "pages" / "live" / "player").rglob("*.[jc]s*"):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in {folder.name for folder in TOPICS} if name in text], path
        assert not [name for name in views if f'data-view="{name}"' in text], path
