"""A lab report: one file that prints well, with settings, pictures, curves, figures and the link."""

from __future__ import annotations

import csv
import io
import json
from html import escape
from typing import Any

import numpy as np

from engine.datasets.samples import SPLITS
from engine.experiment import Experiment
from engine.training import metrics
from engine.training.evaluation import Maps, classes
from engine.training.kept import Kept
from engine.values.bounds import Choice, Nested, OneOf, Several
from engine.values.codec import encode, plain
from engine.values.fields import specs
from engine.values.labels import label
from pages.plots import boundary, drawn

SIDE = 120
STYLE = """body{font:15px/1.5 Georgia,serif;max-width:52em;margin:2em auto;padding:0 1em;color:#1c2330}
figure{display:inline-block;margin:.6em 1em .6em 0;break-inside:avoid}figcaption,small{font:12px sans-serif;color:#667}
table{border-collapse:collapse;margin:.6em 0}td,th{padding:.1em .9em .1em 0;text-align:left}
td+td{font-variant-numeric:tabular-nums}
.settings{columns:2}.settings table{margin:0}
a{word-break:break-all}.lines{min-height:7em;border-bottom:1px solid #ccd}svg{background:#fff}"""


def page(kept: Kept, link: str, title: str) -> str:
    """The whole report."""
    experiment, step = kept.trainer.each[0], kept.state.step
    parts = [
        f"<h1>{escape(title)}</h1><p>Step {step:,}, epoch {kept.epochs[-1]:.4g}. ",
        f"<a href='{escape(link)}'>{escape(link)}</a></p>",
        f"<h2>What came out</h2>{figures(kept)}{pictures(kept)}",
        f"<h2>Settings</h2><div class='settings'>{settings(experiment)}</div>",
        "<h2>What I predicted, and what I saw</h2><div class='lines'></div>",
        f"<small>Code {escape(encode(experiment))}@{step}: whoever opens it computes the same numbers.</small>",
    ]
    head = f"<meta charset='utf-8'><title>{escape(title)}</title><style>{STYLE}</style>"
    return f"<!doctype html><html lang='en'>{head}{''.join(parts)}</html>\n"


def figures(kept: Kept) -> str:
    """Loss and score on each split, and the confusion on the test set."""
    real = kept.trainer.samples[0].task == "regression"
    head = f"<tr><th><th>loss<th>{'R²' if real else 'accuracy'}"
    rows = "".join(
        f"<tr><td>{split}<td>{number(loss)}<td>{number(score)}"
        for split, loss, score in zip(SPLITS, kept.loss[-1], kept.score[-1], strict=True)
    )
    return f"<table>{head}{rows}</table>" + ("" if real else confusion(kept))


def confusion(kept: Kept) -> str:
    """What was taken for what, on the test set."""
    samples = kept.trainer.samples[0]
    cut, count = samples.bounds["test"], max(2, len(samples.targets))
    table = metrics.confusion(classes(kept.answers)[cut], samples.values[0, cut], count)
    right = table.diagonal()
    recall, precision = metrics.share(right, table.sum(axis=1)), metrics.share(right, table.sum(axis=0))
    head = "<tr><th>test set: is, taken for" + "".join(f"<th>class {k}" for k in range(count))
    rows = "".join(
        f"<tr><td>class {k}{''.join(f'<td>{each}' for each in row)}<td>{number(precision[k])}<td>{number(recall[k])}"
        for k, row in enumerate(table)
    )
    head += "<th>precision<th>recall"
    return f"<table>{head}{rows}</table>"


def pictures(kept: Kept) -> str:
    """The plane, if there is one, and the curves."""
    samples, source = kept.trainer.samples[0], kept.trainer.each[0].data.source
    found = []
    if source.dimensions == 2:
        maps = Maps(kept.trainer, SIDE, source.bounds)
        image = boundary.picture(maps.units(kept.state)[-1], samples.task)
        train = samples.bounds["train"]
        values = samples.values[0, train]
        colors = drawn.value_colors(values) if samples.task == "regression" else drawn.class_colors(values)
        found.append(drawn.plane(image, samples.points[:, train], colors, source.bounds, "Answer and training points"))
    for name, values in (("Loss", kept.loss), ("Score", kept.score)):
        lines = {split: values[:, i] for i, split in enumerate(SPLITS) if np.isfinite(values[:, i]).any()}
        found.append(drawn.curves(kept.epochs, lines, name, "epochs"))
    return "".join(found)


def settings(experiment: Experiment) -> str:
    """Every field, in words."""
    rows = "".join(f"<tr><td>{escape(name)}<td>{escape(value)}" for name, value in said(experiment))
    return f"<table>{rows}</table>"


def said(value: Any, before: str = "") -> list[tuple[str, str]]:
    """Fields and their values, those of what is inside after those around it."""
    found: list[tuple[str, str]] = []
    for name, spec in specs(value).items():
        each, words = getattr(value, name), f"{before}{label(name)}"
        if isinstance(spec, Nested):
            found += said(each, before)
        elif isinstance(spec, OneOf):
            found += [(words, each.label), *said(each, f"{words}: ")]
        elif isinstance(spec, Several):
            for index, one in enumerate(each, 1):
                found += said(one, f"{words} {index}: ")
        elif isinstance(spec, Choice):
            found.append((words, spec.registry[each].label))
        elif name != "marks":
            found.append((words, written(each)))
    return found


def written(value: Any) -> str:
    """A plain value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(written, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def number(value: float) -> str:
    """A figure, or a dash where there is none."""
    return f"{value:.4g}" if np.isfinite(value) else "–"


def curves_csv(kept: Kept) -> str:
    """A row for each look: step, epoch, loss and score on each split."""
    held = io.StringIO()
    rows = csv.writer(held)
    rows.writerow(["step", "epoch", *(f"{name} {split}" for name in ("loss", "score") for split in SPLITS)])
    for i, step in enumerate(kept.steps):
        figures = [f"{each:.10g}" if np.isfinite(each) else "" for each in (*kept.loss[i], *kept.score[i])]
        rows.writerow([step, f"{kept.epochs[i]:.6g}", *figures])
    return held.getvalue()


def experiment_json(experiment: Experiment, step: int) -> str:
    """The experiment with every field, and the code that opens it here."""
    whole = {"code": encode(experiment), "step": step, "experiment": plain(experiment, None)}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
