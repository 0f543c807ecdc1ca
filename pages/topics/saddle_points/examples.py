"""States worth opening: a hill and a start, a dimension, a network."""

from __future__ import annotations

from engine.optimizers import Adam
from engine.studies.saddle_points.balls import Optima
from engine.studies.saddle_points.followed import Followed
from engine.studies.saddle_points.matrices import DIMENSIONS
from engine.surfaces import SURFACES
from pages.controls.topic import Example

DEFAULT = Optima()


def on(slug: str, x: float, y: float, **more: float) -> Optima:
    """Balls let go on a hill."""
    return Optima(hill=SURFACES[slug](), x=x, y=y, **more)


EXAMPLES: dict[str, Example] = {
    "A saddle: who leaves it first": Example(
        DEFAULT,
        "Let go a hair's breadth beside the ridge. RMSprop and Adam do not care how small a slope is and never come to "
        "the saddle; momentum leaves it later than plain descent, for an average of slopes is slow to turn. Now click.",
    ),
    "A plateau: no slope, no step": Example(
        on("plateau", -5.0, 4.0, rate=0.02, steps=500),
        "Far out the slope is a hundredth of that near the hollow. Descent and momentum hardly move, RMSprop and Adam "
        "come at their own pace. Now let go at (−1, 1).",
    ),
    "Many hollows: two dimensions mislead": Example(
        on("rastrigin", -3.4, 2.6, rate=0.002),
        "Here balls do get stuck, in whichever hollow is near. It is the picture that one has of local optima; now "
        "open the view by dimension, which shows why it misleads.",
    ),
    "A valley: Rosenbrock": Example(
        on("rosenbrock", -1.2, 1.0, rate=0.0015, steps=1500),
        "No saddle and no second minimum: what makes it slow is that one eigenvalue is hundreds of times the other. "
        "Now let go right of the valley, at (1.8, 0).",
    ),
    "By chance: drag the dimensions": Example(
        DEFAULT,
        "Of random matrices in two dimensions 29 % are bowls or summits, in four 1 in 200, and in seven none of "
        "10,000. To be a bowl, every direction must happen to curve up. Now drag n to 50.",
        look={"layout": "chance"},
        step=DIMENSIONS.index(3),
    ),
    "A network: a plateau is a saddle": Example(
        Optima(followed=Followed(spread=0.003)),
        "Look: from tiny weights the cost stands at ln 2 while some directions curve down: no minimum, only slow. Once "
        "out, some curvature stays below 0 nearly to the end.",
        look={"layout": "network"},
    ),
    "The same with Adam": Example(
        Optima(followed=Followed(spread=0.003, optimizer=Adam(), rate=0.02, epochs=600)),
        "Adam's step does not shrink with the slope, so it is off the plateau after a few dozen epochs. Now turn the "
        "first weights up to 0.3: there is no plateau to leave.",
        look={"layout": "network"},
    ),
}
