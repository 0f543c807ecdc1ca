"""The player in a real browser, with a made-up kind of run: it plays, pauses, looks back, goes on, and survives."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, Server
from tests.browser.fake_kind import EPOCH, KNOB, change, encode

FACTS = "() => ({...document.querySelector('.player').dataset})"
POINTS = """() => document.querySelector('[data-view=curve] .js-plotly-plot')
    .data.map(t => [t.x.length, t.x.at(-1) ?? null])"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server, route and player in a folder of their own, with the made-up kind and page."""
    folder = tmp_path_factory.mktemp("player")
    (folder / "pages").mkdir()
    for name in ("app.py", "engine", ".streamlit", "pages/live", "pages/plots"):
        (folder / name).symlink_to(ROOT / name)
    here = Path(__file__).parent
    (folder / "pages" / "topics.py").symlink_to(here / "fake_kind.py")
    (folder / "pages" / "index.py").symlink_to(here / "fake_page.py")
    server = Server(folder).start()
    yield server
    server.stop()


class Viewer:
    """A page with the player, and what one does with it."""

    def __init__(self, page, url: str):
        self.page, self.errors, self.fetched = page, [], set()
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfinished", self.note)
        page.goto(url)
        page.wait_for_selector(".player[data-state]")

    def note(self, request) -> None:
        """Remember the steps whose frames have come by a request."""
        asked = urllib.parse.parse_qs(urllib.parse.urlsplit(request.url).query)
        if "count" in asked:
            start, every, count = (int(asked[name][0]) for name in ("from", "every", "count"))
            self.fetched.update(range(start, start + every * count, every))

    @property
    def facts(self) -> dict[str, str]:
        return self.page.evaluate(FACTS)

    @property
    def step(self) -> int:
        return int(self.facts["step"])

    def until(self, condition: str) -> None:
        """Wait until an expression of ``d`` (the data attributes) holds."""
        script = f"() => {{ const d = document.querySelector('.player').dataset; return {condition}; }}"
        self.page.wait_for_function(script, timeout=15000)

    def wish(self, name: str) -> None:
        self.page.click(f".player [data-wish={name}]")

    def pause(self) -> int:
        """Pause, and let everything that was left out come in."""
        if self.facts["state"] == "playing":
            self.wish("run")
        self.until("d.state === 'paused'")
        self.page.wait_for_timeout(300)
        return self.step

    def set(self, label: str, value: float) -> None:
        self.page.get_by_label(label, exact=True).fill(str(value))
        self.page.keyboard.press("Enter")


@pytest.fixture
def opened(common, server: Server) -> Iterator[Callable[..., Viewer]]:
    """Opens pages of the made-up kind, by their query, address or nothing; nothing is kept between them but files."""
    pages = []

    def opened(query: str = "", wide: int = 1280, still: bool = False) -> Viewer:
        pages.append(common.new_page())
        pages[-1].set_viewport_size({"width": wide, "height": 900})
        pages[-1].emulate_media(reduced_motion="reduce" if still else "no-preference")
        return Viewer(pages[-1], query if query.startswith("http") else server.url + query)

    yield opened
    common.set_offline(False)
    for page in pages:
        page.close()


@pytest.fixture
def viewer(opened) -> Viewer:
    """A page as it opens, playing."""
    return opened()


def test_it_opens_moving_and_pauses(viewer: Viewer):
    viewer.until("d.state === 'playing' && +d.step > 200 && +d.shown > 20")
    step = viewer.pause()
    viewer.page.wait_for_timeout(400)
    assert viewer.step == step and step % EPOCH == 0
    viewer.page.keyboard.press("Space")
    viewer.until(f"d.state === 'playing' && +d.step > {step + 50}")
    assert viewer.errors == []


def test_keys_move_by_one_step_and_one_epoch(viewer: Viewer):
    viewer.until("+d.step > 100")
    top = viewer.pause()
    for key, step in {"ArrowLeft": top - 1, "Home": 0, ".": EPOCH, "ArrowRight": EPOCH + 1, "End": top}.items():
        viewer.page.keyboard.press(key)
        viewer.until(f"+d.step === {step}")


def test_the_slider_looks_back_and_the_run_goes_on_from_there(viewer: Viewer):
    viewer.until("+d.step > 300")
    top = viewer.pause()
    viewer.page.locator(".player input[type=range]").fill("100")
    viewer.until("d.state === 'paused' && +d.step === 100")
    viewer.page.wait_for_timeout(1000)  # Plotly learns of lines that rest
    train, _, rest, _ = viewer.page.evaluate(POINTS)
    assert train[1] == 100 / EPOCH and rest[1] == top / EPOCH
    viewer.wish("run")
    viewer.until(f"+d.step > {top}")


def test_a_hot_knob_goes_on_and_a_cold_one_starts_anew(viewer: Viewer):
    viewer.until("+d.step > 100")
    step = viewer.pause()
    first = viewer.facts["run"]
    viewer.set("rate", 2)
    viewer.until("d.run.includes('~')")
    assert viewer.facts["run"] == f"{first}~{step}~{change(rate=2.0)}"
    assert viewer.facts["run"] in viewer.page.url
    viewer.wish("run")
    viewer.until(f"+d.step > {step + 100}")
    viewer.pause()
    assert viewer.page.evaluate(POINTS)[0][0] > 20
    viewer.wish("run")
    viewer.set("noise", 0.5)
    viewer.until("!d.run.includes('~') && d.state === 'playing'")
    viewer.wish("reseed")
    viewer.until(f"d.run === '{encode(rate=2.0, noise=0.5, seed=1)}' && +d.step > 50")


def test_a_link_shows_the_same_run_again(viewer: Viewer, opened):
    viewer.until("+d.step > 100")
    viewer.pause()
    viewer.set("rate", 2)
    viewer.until("d.run.includes('~')")
    step = viewer.step
    viewer.page.wait_for_url(f"**at={step}*")
    other = opened(viewer.page.url)
    other.until(f"d.state === 'paused' && +d.step === {step}")
    assert other.facts["run"] == viewer.facts["run"]
    other.wish("run")
    other.until(f"+d.step > {step + 100}")


def test_reset_keeps_the_first_weights_and_drops_the_chain(viewer: Viewer):
    viewer.until("+d.step > 100")
    viewer.set("rate", 2)
    viewer.until("d.run.includes('~')")
    viewer.pause()
    viewer.wish("reset")
    viewer.until(f"+d.step === 0 && d.state === 'paused' && d.run === '{encode(rate=2.0, noise=0.0, seed=0)}'")


def test_a_divergence_is_told_and_the_last_frames_stay(viewer: Viewer):
    viewer.until("+d.step > 100")
    step = viewer.pause()
    viewer.set("rate", 3)
    viewer.until("d.run.includes('~')")
    viewer.wish("run")
    viewer.until(f"d.state === 'ended' && +d.step === {step + 50}")
    assert f"diverged at step {step + 51}" in viewer.page.inner_text(".player [role=status]")
    assert viewer.page.get_by_role("button", name="Restart with these values").is_visible()
    viewer.set("rate", 2)  # nothing goes on from numbers that have run away
    viewer.until(f"d.run === '{encode(rate=2.0, noise=0.0, seed=0)}' && d.state === 'playing' && +d.step < {step + 50}")
    assert "starts again" in viewer.page.inner_text(".player [role=status]")
    viewer.page.get_by_role("button", name="Put this away").click()
    assert not viewer.page.locator(".player .notice").is_visible()


def test_a_change_after_looking_back_can_be_undone(viewer: Viewer):
    viewer.until("+d.step > 300")
    top = viewer.pause()
    first = viewer.facts["run"]
    viewer.page.locator(".player input[type=range]").fill("100")
    viewer.until("+d.step === 100")
    viewer.set("rate", 2)
    viewer.until("d.run.includes('~100~')")
    assert "Step 100 is now the newest" in viewer.page.inner_text(".player [role=status]")
    viewer.page.get_by_role("button", name="Undo", exact=True).click()
    viewer.until(f"d.run === '{first}' && +d.step === 100")
    viewer.page.wait_for_timeout(300)
    assert not viewer.page.locator(".player .notice").is_visible()
    viewer.page.locator(".player").press("End")
    viewer.until(f"+d.step === {top}")


def test_the_space_bar_plays_after_a_click_and_presses_after_a_tab(viewer: Viewer):
    viewer.until("+d.step > 100")
    viewer.pause()
    viewer.wish("step")
    viewer.page.keyboard.press("Space")
    viewer.until("d.state === 'playing'")
    step = viewer.pause()
    viewer.page.locator(".player [data-wish=step]").focus()
    viewer.page.keyboard.press("Space")
    viewer.until(f"d.state === 'paused' && +d.step === {step + 1}")


def test_enter_on_a_button_of_the_network_keeps_the_focus(viewer: Viewer):
    viewer.until("+d.step > 100")
    viewer.page.locator("[aria-label='One unit more in hidden layer 1']").focus()
    for units in (3, 4):
        viewer.page.keyboard.press("Enter")
        viewer.page.wait_for_selector(f"text={units} tanh")
    assert viewer.page.evaluate("document.activeElement.ariaLabel") == "One unit more in hidden layer 1"


def test_a_lecture_fills_the_screen_and_is_in_the_link(viewer: Viewer, opened):
    wide = "document.querySelector('.player').clientWidth === innerWidth"
    size = "parseFloat(getComputedStyle(document.querySelector('.player h3')).fontSize)"
    viewer.until("+d.step > 100")
    small = viewer.page.evaluate(size)
    viewer.page.keyboard.press("l")
    viewer.page.wait_for_function(wide)
    viewer.page.wait_for_function("location.search.includes('on=lecture')")
    assert viewer.page.evaluate(size) > 1.25 * small
    other = opened(viewer.page.url)
    other.page.wait_for_function(wide)
    other.page.keyboard.press("Escape")
    other.page.wait_for_function(f"!({wide}) && !location.search.includes('lecture')")


def test_switches_and_the_network_buttons(viewer: Viewer):
    viewer.until("+d.step > 100")
    viewer.pause()
    picture = "() => document.querySelector('[data-view=map] canvas.picture').toDataURL()"
    viewer.page.wait_for_selector("[data-view=map] .js-plotly-plot")
    soft = viewer.page.evaluate(picture)
    viewer.page.click("text=hard")
    viewer.page.wait_for_function(f"({picture})() !== '{soft}'")
    viewer.page.click("text=smooth")
    viewer.page.click("text=log scale")
    kind = "document.querySelector('[data-view=curve] .js-plotly-plot')._fullLayout.yaxis.type === 'log'"
    viewer.page.wait_for_function(kind)
    viewer.page.click("[aria-label='One unit more in hidden layer 1']")
    viewer.page.wait_for_selector("text=3 tanh")
    assert viewer.errors == []


def test_it_goes_on_by_itself_when_the_server_was_away(opened, server: Server):
    viewer = opened(f"?run={encode(rate=0.5, noise=0.25, seed=7)}")  # nobody's files hold this run's frames
    viewer.until("d.state === 'playing' && +d.step > 100")
    server.stop()
    try:
        viewer.until("d.waiting === 'true' && d.state === 'playing'")
        assert "waiting for the server" in viewer.page.inner_text(".player .state")
        step = viewer.step
    finally:
        server.start()
    viewer.until(f"+d.step > {step + 100} && !d.waiting")


def test_a_broken_link_is_told_in_a_sentence(opened):
    viewer = opened("?run=net1.zzz")
    viewer.until("d.state === 'error'")
    assert "cannot be read" in viewer.page.inner_text(".player [role=status]")


def test_less_motion_means_no_autoplay(opened):
    viewer = opened(wide=390, still=True)
    viewer.until("d.state === 'paused' && +d.shown >= 1")
    assert viewer.step == 0
    assert viewer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def parameters(viewer: Viewer) -> dict[str, str]:
    """What the page's address holds."""
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(viewer.page.url).query))


def test_the_address_says_where_a_paused_run_stands(viewer: Viewer):
    viewer.until("+d.step > 100")
    assert "at" not in parameters(viewer)
    step = viewer.pause()
    viewer.page.wait_for_url(f"**at={step}*")
    viewer.page.keyboard.press("ArrowRight")
    viewer.page.wait_for_url(f"**at={step + 1}*")
    viewer.page.keyboard.press("Home")
    viewer.page.wait_for_function("!location.search.includes('at=')")
    viewer.page.keyboard.press("End")
    viewer.page.wait_for_url(f"**at={step + 1}*")
    viewer.wish("run")
    viewer.until("d.state === 'playing'")
    assert "at" not in parameters(viewer)


def test_an_address_opens_at_its_step_with_its_switches_on(viewer: Viewer, opened):
    viewer.until("+d.step > 100")
    viewer.page.click("text=hard")
    viewer.page.click("text=smooth")
    step = viewer.pause()
    viewer.page.wait_for_url(f"**at={step}*")
    assert parameters(viewer)["on"] == "map.variant:hard,curve.smooth"
    assert "on=map.variant:hard,curve.smooth" in viewer.page.url
    other = opened(viewer.page.url)
    other.until(f"d.state === 'paused' && +d.step === {step}")
    pressed = "() => [...document.querySelectorAll('[aria-pressed=true]')].map((each) => each.textContent)"
    assert other.page.evaluate(pressed) == ["hard", "smooth"]
    look = "document.querySelector('[data-view=map] canvas.picture')?.toDataURL()"
    other.page.wait_for_function(f"{look} === {json.dumps(viewer.page.evaluate(look))}")
    assert other.errors == []
    other.page.click("text=hard")
    assert parameters(other)["on"] == "curve.smooth"


@pytest.mark.parametrize(
    "query",
    [
        "at=-1",
        "at=1e9",
        "at=99999999999999999999",
        "at=%00%ff&on=%F0%9F%98%80",
        "at=[object%20Object]&at=5",
        "on=map.,.hard,..,map,map.variant:none,curve.__proto__,constructor.name,map.variant:hard<script>",
        "on=" + "map.variant:hard," * 200,
        "on=" + "%2C" * 4000,
    ],
)
def test_hostile_addresses_open_as_if_nothing_stood_there(opened, query: str):
    viewer = opened(f"?{query}")
    viewer.until("d.state === 'playing' && +d.step > 50")
    assert viewer.errors == [] and "at" not in parameters(viewer)


def test_a_step_beyond_the_end_opens_at_the_end(opened):
    viewer = opened(f"?run={encode(rate=3.0, noise=0.0, seed=0)}&at=5000")
    viewer.until("d.state === 'paused' && +d.step === 50")


def test_a_page_may_write_an_address_of_its_own(opened):
    viewer = opened("?view=x")
    viewer.until("d.state === 'playing' && +d.step > 50")
    shown = parameters(viewer)
    assert shown["run"] == "net1.page" and shown["view"] == "a view" and viewer.facts["run"] != "net1.page"


@pytest.fixture
def knob(opened) -> Iterator[Viewer]:
    """A page whose axis is a knob, at its first value."""
    viewer = opened("?knob=1", still=True)
    viewer.until("+d.shown > 0")
    yield viewer
    assert viewer.errors == []


def test_along_a_knob_every_value_can_be_had_at_once(knob: Viewer):
    slider = knob.page.locator(".player input[type=range]")
    assert slider.get_attribute("max") == str(len(KNOB) - 1)
    slider.fill("60")
    knob.until("+d.step === 60 && d.state === 'paused'")
    assert knob.page.inner_text(".player .at").split() == ["β", KNOB[60]]
    assert knob.page.inner_text(".player .left") == f"61 of {len(KNOB)}"
    knob.page.keyboard.press("Home")
    for key, step in {"ArrowRight": 1, "End": len(KNOB) - 1, "ArrowLeft": len(KNOB) - 2}.items():
        knob.page.locator("body").press(key)
        knob.until(f"+d.step === {step}")
    assert not knob.page.locator(".player [data-wish=epoch]").is_visible()
    assert not knob.page.locator(".player [data-wish=reset]").is_visible()
    assert "epoch" not in knob.page.inner_text(".player .bar")


def test_along_a_knob_all_frames_come_ahead_and_dragging_asks_for_nothing(knob: Viewer):
    for _ in range(300):  # nobody moves: the frames come by themselves
        if len(knob.fetched) == len(KNOB):
            break
        knob.page.wait_for_timeout(50)
    assert knob.fetched == set(range(len(KNOB)))
    knob.page.wait_for_timeout(100)  # the last of them is read
    knob.page.context.set_offline(True)
    for step in (7, len(KNOB) - 1, 64, 1):
        knob.page.locator(".player input[type=range]").fill(str(step))
        knob.until(f"+d.step === {step} && !d.waiting")


def test_play_sweeps_a_knob_to_its_end_and_a_control_keeps_its_value(knob: Viewer):
    knob.page.locator(".player input[type=range]").fill("20")
    knob.until("+d.step === 20")
    before = knob.facts["run"]
    knob.set("noise", 0.5)
    knob.until(f"d.run !== '{before}' && +d.step === 20 && d.state === 'paused'")
    knob.wish("run")
    knob.until(f"d.state === 'ended' && +d.step === {len(KNOB) - 1}")
    knob.wish("run")
    knob.until("d.state === 'playing' && +d.step < 50")


def test_lines_that_move_lie_on_a_canvas_and_plotly_hears_of_them_at_rest(knob: Viewer):
    drawn = """() => { const c = document.querySelector('[data-view=weights] canvas.over');
        return c && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean); }"""
    knob.page.wait_for_function(drawn)
    knob.page.locator(".player input[type=range]").fill("100")
    beta = float(KNOB[100])
    known = "document.querySelector('[data-view=weights] .js-plotly-plot')._fullData[0].y[0]"
    knob.page.wait_for_function(f"Math.abs({known} - {1 - beta}) < 1e-3")


def ask(server: Server, query: str) -> tuple[int, dict, str]:
    """Status, answer and cache header of one request for frames."""
    try:
        with urllib.request.urlopen(f"{server.url}frames/another?{query}") as response:
            return response.status, json.load(response), response.headers["Cache-Control"]
    except urllib.error.HTTPError as error:
        return error.code, json.load(error), error.headers["Cache-Control"]


RUN = encode(rate=1.0, noise=0.0, seed=0)


def test_thinned_views_take_turns(server: Server):
    status, answer, keep = ask(server, f"run={RUN}&from=10&every=10&count=4&views=curve,map/2,network/2")
    assert status == 200 and answer["end"] is None and keep == "no-store", "of another build nothing is kept"
    assert [frame["step"] for frame in answer["frames"]] == [10, 20, 30, 40]
    views = [sorted(frame["views"]) for frame in answer["frames"]]
    assert views in ([["curve", "map"], ["curve", "network"]] * 2, [["curve", "network"], ["curve", "map"]] * 2)


def test_the_end_comes_with_the_last_frame(server: Server):
    run = encode(rate=3.0, noise=0.0, seed=0)
    for _ in range(2):  # before and after the end is known
        assert ask(server, f"run={run}&from=0&every=20&count=3&views=curve")[1]["end"] is None
        answer = ask(server, f"run={run}&from=0&every=20&count=9&views=curve")[1]
        assert [frame["step"] for frame in answer["frames"]] == [0, 20, 40, 50]
        assert answer["end"] == {"step": 50, "reason": "diverged at step 51: the rate 3.0 is too large"}
    assert [frame["step"] for frame in ask(server, f"run={run}&from=500&views=curve")[1]["frames"]] == [50]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "run=",
        "run=xyz1.abc",
        "run=net1.zzz",
        f"run={RUN}&views=nothing",
        f"run={RUN}&views=map/0",
        f"run={RUN}&from=-1",
        f"run={RUN}&from=1e3",
        f"run={RUN}&every=0",
        f"run={RUN}&count=0",
        f"run={RUN}&from=99999999999999999999",
        f"run={'a' * 9000}",
        f"run={RUN}~x~{RUN}",
        "run=%00%ff&views=%F0%9F%98%80",
    ],
)
def test_bad_requests_get_one_sentence(server: Server, query: str):
    status, answer, keep = ask(server, query)
    assert status == 400 and keep == "no-store"
    assert answer["error"] and "\n" not in answer["error"] and "Traceback" not in answer["error"]
