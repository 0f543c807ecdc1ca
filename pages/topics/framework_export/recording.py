"""The descent on one number as a run over its steps: its recording and what can be seen of it."""

from __future__ import annotations

from engine.studies.framework_export.cost import bill
from engine.studies.framework_export.descent import Export, descending
from pages.live.kind import Kind
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.framework_export import charts, graph


def record(export: Export, parent: Recording | None) -> Moments:
    """A recording before the first step; one of another descent is of no use to it."""
    return Moments(descending(export))


VIEWS = {
    "graph": View(graph.spec, graph.patch),
    "slopes": View(charts.slopes_spec, charts.slopes_patch),
    "curve": View(charts.curve_spec, charts.curve_patch),
    "course": View(charts.course_spec, charts.course_patch),
}
KIND = Kind("export1", bill, record, VIEWS)
