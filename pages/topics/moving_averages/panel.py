"""The panels: which series and its fields; and where a network gives it off, that network's own panels."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.studies.moving_averages.averages import Averages
from engine.studies.moving_averages.trained import BatchLoss, WeightGradient
from engine.values.fields import specs
from pages.controls import experiment, fields
from pages.controls.topic import Panel

TRAINED = (BatchLoss, WeightGradient)


def panel(study: Averages) -> Averages:
    """Widgets for the series; the study as wished."""
    spec, present = specs(study)["series"], study.series
    chosen = on(present, fields.kind(spec, present, "Series", "averages.series"))
    return Averages(fields.edit(chosen, f"averages.{spec.key(chosen)}", columns=2))


def on(before: Any, chosen: Any) -> Any:
    """Another series of a network comes from the network that was there."""
    if type(before) is type(chosen) or not (isinstance(before, TRAINED) and isinstance(chosen, TRAINED)):
        return chosen
    return dataclasses.replace(chosen, experiment=before.experiment)


def of_network(panel: Panel) -> Panel:
    """A panel of an experiment, for the series that come from one."""
    inner = experiment.within(panel)

    def shown(study: Averages) -> Averages:
        if isinstance(study.series, TRAINED):
            return dataclasses.replace(study, series=inner(study.series))
        st.caption("This series is made by a recipe. Those of a network are in the menu of the first tab.")
        return study

    return shown


PANELS: dict[str, Panel] = {"Series": panel} | {name: of_network(each) for name, each in experiment.PANELS.items()}
