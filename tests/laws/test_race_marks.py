"""Marks on a sweep of rates, and the rate at which another runner joins."""

from __future__ import annotations

import numpy as np

from engine.optimizers import OPTIMIZERS
from engine.studies.optimizer_race.contest import Tuning
from engine.studies.optimizer_race.fates import stable_rate
from pages.topics.optimizer_race.examples import RACES
from pages.topics.optimizer_race.runners import suited


def test_the_lowest_end_may_be_another_rate_than_the_first_to_arrive_and_is_none_where_all_are_lost():
    rates, nan = np.array([0.1, 1.0, 10.0]), np.nan
    final = np.array([[0.5, 0.2, nan], [nan, nan, nan]])
    found = Tuning(rates, final, np.full((2, 3), nan), np.array([0.1, nan]), np.array([nan, nan]))
    np.testing.assert_array_equal(found.lowest, [1.0, nan])


def test_another_runner_is_no_quicker_than_those_that_run_and_stays_below_the_limit():
    for race in RACES.values():
        for kind in OPTIMIZERS.values():
            new = suited(kind(), race)
            assert new.schedule.rate <= min(each.schedule.rate for each in race.runners)
            limit = stable_rate(race.hill, new)
            assert limit is None or new.schedule.rate < limit
