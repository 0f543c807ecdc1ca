"""How the race is looked at; nothing here changes the race."""

from __future__ import annotations

import streamlit as st

from engine.studies.optimizer_race.race import Race
from pages.plots.race.curves import AXES


def panel(race: Race) -> tuple[str, bool]:
    """What the curves run over, and whether the hill is shown in three dimensions, too."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pace = st.segmented_control(
            "Curves over", list(AXES), default="steps", key="race.pace", help="The horizontal axis of all curves"
        )
        plane = len(race.hill.bounds) != 1
        deep = st.toggle("3-D", key="race.deep", disabled=not plane, help="The hill in three dimensions, to be turned")
    return pace or "steps", deep and plane
