"""Laws of the study of moving averages: its series, its axis, its closed forms."""

from __future__ import annotations

import base64
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.averages import weighted_average, weights, window
from engine.optimizers.schedules import Constant
from engine.studies.moving_averages.averages import BETAS, PEOPLE_KNOW, Averages, averages
from engine.studies.moving_averages.made import Step, Temperatures
from engine.studies.moving_averages.memory import inside_window, mean_age, noise_left, plain_mean, response_time
from engine.studies.moving_averages.series import SERIES
from engine.studies.moving_averages.trained import LEARNING, BatchLoss, WeightGradient
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import decode

MANY = 100_000  # values: enough for sums over all weights of β up to 0.999
WILD = Experiment(
    data=Data(source=DATASETS["plane"]()),
    network=Network((Dense(8, "relu"),)),
    loss="squared_error",
    optimizer=OPTIMIZERS["gradient_descent"](),
    schedule=Constant(5.0),
)


def values(series) -> np.ndarray:
    return np.concatenate(list(series.pieces()))


def told(study: Averages):
    """All moments, and the sentence at the end."""
    found, making = [], averages(study)
    while True:
        try:
            found.append(next(making))
        except StopIteration as finished:
            return [each for each in found if each], finished.value


# the axis


def test_betas_rise_evenly_in_log_one_minus_beta_and_name_what_people_know():
    assert set(PEOPLE_KNOW) <= set(BETAS) and (BETAS[0], BETAS[-1]) == (0.0, 0.999)
    gaps = np.diff(-np.log10(1 - np.array(BETAS)))
    assert gaps.min() > 0.4 * gaps.mean() and gaps.max() < 1.6 * gaps.mean()
    assert all(len(f"{beta:g}") <= 7 for beta in BETAS), "they are shown as they are"


# the series


@pytest.mark.parametrize("kind", SERIES.values(), ids=SERIES)
def test_a_series_is_whole_and_the_same_at_every_call(kind):
    series = kind()
    assert values(series).shape == (series.count,)
    assert np.array_equal(values(series), values(series))
    assert series.signal is None or series.signal.shape == (series.count,)


@pytest.mark.parametrize("kind", [Temperatures, Step])
def test_without_noise_a_recipe_is_its_signal(kind):
    quiet = {"weather": 0.0} if kind is Temperatures else {"noise": 0.0}
    assert np.array_equal(values(kind(**quiet)), kind().signal)
    assert not np.array_equal(values(kind()), values(kind(seed=1)))


@pytest.mark.parametrize("persistence", [0.0, 0.7, 0.95])
def test_weather_has_the_deviation_and_the_persistence_that_are_asked_for(persistence):
    """Over 1000 years: the deviation of the first days and of later ones, and what the next day keeps."""
    recipe = Temperatures(persistence=persistence, weather=2.0)
    years = np.stack([values(replace(recipe, seed=seed)) - recipe.signal for seed in range(1000)])
    assert years[:, [0, 1, 2, 100, 364]].std(axis=0) == pytest.approx([2.0] * 5, rel=0.08)
    assert (years[:, 1:] * years[:, :-1]).mean() / (years**2).mean() == pytest.approx(persistence, abs=0.02)


def test_the_season_is_coldest_in_january_and_warmest_in_july():
    season = Temperatures(days=365).signal
    assert season.argmin() == 19 and season.argmax() in (201, 202)
    assert (season.min(), season.max()) == pytest.approx((2.0, 18.0), abs=1e-3)
    assert Temperatures(first_day=182).signal[0] == pytest.approx(season[181])
    assert (Temperatures(warming=2.0).signal - season)[-1] == pytest.approx(2.0)


def test_a_trained_series_is_that_of_the_trainer():
    trainer, state = Trainer(LEARNING), Trainer(LEARNING).start()
    losses, gradients = [], []
    for _ in range(30):
        state, info = trainer.step(state)
        losses.append(info.loss)
        gradients.append(trainer.gradient[6])
    assert np.array_equal(values(BatchLoss(steps=30)), losses)
    assert np.array_equal(values(WeightGradient(steps=30, parameter=7)), gradients)


def test_training_takes_breaths():
    large = Experiment(data=Data(points=2000), network=Network((Dense(32),) * 8), batch_size=200)
    assert len(list(BatchLoss(large, steps=40).pieces())) >= 4


def test_a_parameter_that_the_network_does_not_have_is_refused():
    assert WeightGradient(parameter=31).parameters == 31  # of the default network
    with pytest.raises(Refused, match="32 is not a whole number between 1 and 31"):
        WeightGradient(parameter=32)


def test_a_link_with_a_wrong_field_names_it():
    text = '{"series":["weight_gradient",{"parameter":32}]}'  # a link that no page would write
    with pytest.raises(Refused, match="WeightGradient.parameter: 32 is not a whole number between 1 and 31"):
        decode("average1." + base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))


def test_a_run_that_diverges_ends_the_series_and_says_so():
    found, sentence = told(Averages(BatchLoss(WILD)))
    assert 0 < len(found[0].values) < 300 and np.isfinite(found[-1].corrected).all()
    assert f"diverged after {len(found[0].values)} steps" in sentence


# the averages


@pytest.mark.parametrize("kind", SERIES.values(), ids=SERIES)
@pytest.mark.parametrize("beta", [0.5, 0.9, 0.98, 0.999])
def test_averages_are_those_of_pandas(kind, beta):
    """``ewm`` without adjust begins at its first value, so it is given V₀ = 0; with adjust it is corrected."""
    moment = told(Averages(kind()))[0][BETAS.index(beta)]
    from_zero = pd.Series([0.0, *moment.values]).ewm(alpha=1 - beta, adjust=False).mean()[1:]
    corrected = pd.Series(moment.values).ewm(alpha=1 - beta, adjust=True).mean()
    np.testing.assert_allclose(moment.plain, from_zero, rtol=0, atol=1e-12)
    np.testing.assert_allclose(moment.corrected, corrected, rtol=0, atol=1e-12)


def test_a_moment_for_every_beta_and_a_sentence_that_names_the_nearest():
    found, sentence = told(Averages())
    assert [each.beta for each in found] == list(BETAS) and [each.index for each in found] == list(range(len(BETAS)))
    best = min(found, key=lambda each: each.off)
    assert f"β = {best.beta} " in sentence and f"{best.off:.2f} °C" in sentence
    assert found[0].off > best.off < found[-1].off, "neither no memory nor the longest is best"


# the closed forms


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.98, 0.999])
def test_closed_forms_are_the_sums_that_they_stand_for(beta):
    weight, age = weights(beta, MANY), np.arange(MANY)
    assert mean_age(beta) == pytest.approx(weight @ age)
    assert noise_left(beta) == pytest.approx(np.sqrt(weight @ weight))
    assert inside_window(beta) == pytest.approx(weight[: round(window(beta))].sum())
    assert beta ** response_time(beta) == pytest.approx(1 / np.e)


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.98])
def test_the_equal_plain_mean_is_as_noisy_and_as_old(beta):
    count = plain_mean(beta)
    assert 1 / np.sqrt(count) == pytest.approx(noise_left(beta))
    assert (count - 1) / 2 == pytest.approx(mean_age(beta))


def test_a_slope_is_followed_by_the_mean_age():
    slope = np.arange(3000.0)
    for beta in (0.5, 0.9, 0.98):
        assert (slope - weighted_average(slope, beta))[-1] == pytest.approx(mean_age(beta), rel=1e-6)


def test_weight_inside_the_window_falls_from_all_to_63_percent():
    inside = np.array([inside_window(beta) for beta in BETAS])
    assert inside[0] == 1 and np.all(np.diff(inside) < 0)
    assert inside_window(0.9) == pytest.approx(0.651, abs=5e-4)
    assert inside[-1] == pytest.approx(1 - 1 / np.e, abs=5e-4)


def test_no_memory_is_the_series_itself():
    assert (inside_window(0.0), mean_age(0.0), response_time(0.0), noise_left(0.0), plain_mean(0.0)) == (1, 0, 0, 1, 1)
