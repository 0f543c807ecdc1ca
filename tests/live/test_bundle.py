"""The player's modules as one: what one exports, others get; what cannot be put together is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
from graphlib import CycleError

import pytest
from starlette.requests import Request

from pages.live import assets
from pages.live.bundle import bundle, exported

SUM = """import { by } from "../by.js";
const start = 100;
export const twice = (value) => by * value + start;
"""
PLAYER = """import { twice } from "./sums/sum.js";
const start = 3;
export function mount() { return twice(start); }
"""
SOURCES = {"player.js": PLAYER, "sums/sum.js": SUM, "by.js": "export const by = 2;\n"}


def run(module: str, tmp_path, ask: str) -> str:
    """What a program that imports the module prints."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    (tmp_path / "made.mjs").write_text(module)
    (tmp_path / "ask.mjs").write_text(f'import * as made from "./made.mjs";\nconsole.log(JSON.stringify({ask}));\n')
    return json.loads(subprocess.run([node, tmp_path / "ask.mjs"], capture_output=True, text=True, check=True).stdout)


def test_each_module_has_a_scope_of_its_own_and_comes_after_those_it_imports(tmp_path):
    assert run(bundle(SOURCES, "player.js"), tmp_path, "made.mount()") == 2 * 3 + 100


def test_the_player_exports_what_streamlit_calls_and_is_read_by_a_javascript_engine(tmp_path):
    source = assets.source("player.js").decode()
    assert source.endswith('export const { mount } = modules["player.js"];\n')
    (tmp_path / "player.mjs").write_text(source)
    if node := shutil.which("node"):
        subprocess.run([node, "--check", tmp_path / "player.mjs"], check=True)


def test_every_module_of_the_player_is_in_it():
    source = assets.source("player.js").decode()
    assert all(f'modules["{name}"] = ' in source for name in assets.MODULES)
    assert all(exported(path.read_text()) for path in assets.MODULES.values())


def test_what_cannot_be_put_together_is_refused():
    with pytest.raises(CycleError):
        bundle(SOURCES | {"by.js": 'import { mount } from "./player.js";\nexport const by = 2;\n'}, "player.js")
    for line in ('import * as all from "./by.js";', "export default 3;", "export let count = 0;"):
        with pytest.raises(ValueError, match="is not a form that can be put together"):
            bundle(SOURCES | {"by.js": f"{line}\nexport const by = 2;\n"}, "player.js")


def test_every_sheet_of_the_player_is_in_its_style_once():
    sheets = {path.stem: path.read_text() for path in (assets.HOME / "style").iterdir()}
    assert sorted(assets.STYLE) == sorted(sheets)
    assert all(assets.source("player.css").decode().count(sheet) == 1 for sheet in sheets.values())


def test_only_files_there_are_are_served_and_only_the_right_stamp_is_kept():
    for name, address in assets.addresses().items():
        answer = asked(address.removeprefix("assets/"))
        assert answer.body == assets.source(name)
        assert "immutable" in answer.headers["cache-control"]
        assert asked(f"old/{name}").headers["cache-control"] == "no-store"
    for name in ("x/player", "x/../player.py", "player.js", "x/painters/plot.js", ""):
        assert asked(name).status_code == 404, name


def asked(name: str):
    """The answer to a request for a file."""
    return assets.asset(Request({"type": "http", "path_params": {"name": name}, "headers": []}))
