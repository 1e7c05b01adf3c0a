"""Figures quoted in what people typed, and percentages that no table has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.reports import quoting
from programmes.reports.quoting import figures_of
from programmes.reports.schema import BenchmarkValue, CategoryRow
from tests.round_snapshots import round_snapshot
from tests.snapshot_figures import NO_ARROW, indicator, target, value

BANDS = (CategoryRow("17", target("50", "50%"), value("60", "60%"), None, NO_ARROW),)
ROWS = (
    indicator(
        "P6-09",
        name="Placements that last",
        current=value("54.5", "54.5%", period="12 months to January 2017"),
        previous=value("56.5", "56.5%", date(2016, 12, 31)),
        target=target("70", "at least 70%"),
        benchmarks=(BenchmarkValue("England", None, "2015/16", "66.4%"),),
    ),
    indicator("P6-10", name="Emergency placements", unit="count", current=None),
    indicator("P6-23", name="Care leavers", current=None, categories=BANDS),
)
FIGURES = figures_of(ROWS)
READ = "54.5% (12 months to January 2017)"


@pytest.mark.parametrize(
    "typed", ["[[P6-09]]", "[[ p6-09 ]]", "[[P6 -09]]", "[[P6‑09]]", "[[p6–09]]"]
)
def test_a_code_in_brackets_reads_as_the_value_with_its_period(typed):
    assert quoting.quote(f"Now {typed} last.", FIGURES) == f"Now {READ} last."


def test_an_unknown_code_stays_as_it_was_typed():
    text = "Now [[P6-99]] and [[P6-09]]; again [[P6-99]]."

    assert quoting.quote(text, FIGURES) == f"Now [[P6-99]] and {READ}; again [[P6-99]]."
    assert quoting.unknown_codes(text, FIGURES) == ["[[P6-99]]"]


@pytest.mark.parametrize(
    ("code", "words"),
    [("P6-10", "no value for January 2017"), ("P6-23", "no single value for January 2017")],
)
def test_an_indicator_without_a_value_says_so(code, words):
    assert quoting.quote(f"[[{code}]]", FIGURES) == words
    assert [figure.code for figure in quoting.without_value(f"[[{code}]]", FIGURES)] == [code]


def test_a_preview_shows_the_sentences_that_quote_a_figure():
    text = "All is well. Of these [[P6-09]] last. Nothing else.\nAnd [[P6-10]]"

    read = quoting.reads_as(text, FIGURES)

    assert read == f"Of these {READ} last. … And no value for January 2017"
    assert quoting.reads_as("Nothing is quoted.", FIGURES) == ""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("P6-09 is at 54.5%.", []),
        ("P6-09 is at 54.50 %, was 56.5 per cent, aims at 70%.", []),
        ("p6-09 is below England's 66.4%.", []),
        ("P6-09 is at 55%.", [("P6-09", "55")]),
        ("[[P6-09]] is up from 50 percent.", [("P6-09", "50")]),
        ("Of placements that  last, 58% are near.", [("P6-09", "58")]),
        ("Of P6-23, 60% are 17, and the aim is 50%.", []),
        ("Attendance is 12%. P6-09 is better.", []),
        ("Attendance is 12%.", []),
        ("P6-10 rose by 12%.", []),
        ("P6-091 is 12%, XP6-09 is 13%.", []),
        ("P6-09 and P6-23: 54.5% and 60%.", []),
    ],
)
def test_a_percentage_typed_by_hand_is_held_against_the_indicator_named(sentence, found):
    strays = quoting.stray_percentages(sentence, FIGURES)

    assert [(stray.code, stray.percentage) for stray in strays] == found


def test_every_text_of_a_snapshot_is_read_and_its_figures_stay():
    snapshot = round_snapshot()
    code = snapshot.indicators[0].code
    typed = quoting.rewritten(snapshot, lambda text: f"[[{code}]]" if text else text)

    read = quoting.quoted(typed)

    assert "[[" not in str(read)
    assert read.commitments[1].reason == "12.9% (at 31 January 2017)"
    assert read.indicators[0].comment == "12.9% (at 31 January 2017)"
    assert read.indicators[0].current == snapshot.indicators[0].current


@given(st.text(alphabet="[]P609- .%\n5x", max_size=60))
def test_no_text_breaks_it(text):
    quoting.quote(text, FIGURES)
    quoting.reads_as(text, FIGURES)
    quoting.stray_percentages(text, FIGURES)
    assert quoting.unknown_codes(text, FIGURES) == quoting.unknown_codes(
        quoting.quote(text, FIGURES), FIGURES
    )
