"""The ledger to be kept: one page that prints well, and a table of all figures."""

from __future__ import annotations

import csv
import io
from html import escape

import streamlit as st

from engine.claims import CLAIMS
from engine.claims.record import measured
from pages.controls.topic import Topic
from pages.topics.ledger.chosen import chosen
from pages.topics.ledger.map import HUES

COLUMNS = ("claim", "section", "words", "verdict", "figure", "value", "unit", "first seed", "seeds", "date", "versions")
STYLE = """body{font:15px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1c2330}
article{break-inside:avoid;border-top:1px solid #ccd;padding:.7em 0}h2{font-size:1em;margin:0}
b.verdict{font:600 .8em sans-serif;padding:.1em .5em;border-radius:.3em;color:#fff;print-color-adjust:exact}
p{margin:.4em 0}table{border-collapse:collapse;font-size:.9em}td{padding:0 1em 0 0}small{color:#667}"""


def take(topic: Topic) -> None:
    """Buttons for both files, of the claims that are chosen."""
    numbers = chosen(st.session_state[topic.slug])
    st.markdown(f"{len(numbers)} claims, as chosen on the left.")
    with st.container(horizontal=True):
        st.download_button("A page to print", page(numbers), "ledger.html", "text/html", key="ledger.html")
        st.download_button("All figures as CSV", table(numbers), "ledger.csv", "text/csv", key="ledger.csv")


def page(numbers: list[int]) -> str:
    """One HTML file with a paragraph for each claim."""
    articles = "\n".join(map(article, numbers))
    title = "Is what the course says true?"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        f"<h1>{title}</h1><p>{len(numbers)} claims of the course notes, each measured over thirty seeds or more.</p>"
        f"{articles}</html>\n"
    )


def article(number: int) -> str:
    """One claim."""
    claim, entry = CLAIMS[number], measured()[number]
    rows = "".join(f"<tr><td>{escape(each.name)}<td>{escape(str(each))}" for each in entry.verdict.figures)
    holds = f'<b class="verdict" style="background:{HUES[entry.verdict.holds]}">{escape(entry.verdict.holds)}</b>'
    first, count = entry.seeds
    about = f"Seeds {first} to {first + count - 1}, {entry.date}, {entry.versions}. {claim.slip}"
    return (
        f"<article><h2>{number}. “{escape(claim.words)}.” <small>notes {claim.section}</small></h2>"
        f"<p>{holds} {escape(entry.verdict.sentence)}</p><table>{rows}</table><small>{escape(about)}</small></article>"
    )


def table(numbers: list[int]) -> str:
    """A row for each figure."""
    held = io.StringIO()
    rows = csv.writer(held)
    rows.writerow(COLUMNS)
    for number in numbers:
        claim, entry = CLAIMS[number], measured()[number]
        for each in entry.verdict.figures:
            told = [number, claim.section, claim.words, entry.verdict.holds, each.name, each.value, each.unit]
            rows.writerow([*told, *entry.seeds, entry.date, entry.versions])
    return held.getvalue()
