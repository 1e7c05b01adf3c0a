from datetime import date

import pytest

from indicators.sources.cells import CellError
from indicators.sources.notations import Notation, period_reader


@pytest.mark.parametrize(
    ("notation", "year_type", "text", "start", "end"),
    [
        ("label", "", "January 2017", "2017-01-01", "2017-01-31"),
        ("label", "financial", "2016/17", "2016-04-01", "2017-03-31"),
        ("label", "academic", "2016/17", "2016-09-01", "2017-08-31"),
        ("label", "financial", "Q2 2016/17", "2016-07-01", "2016-09-30"),
        ("month", "", "Jan-17", "2017-01-01", "2017-01-31"),
        ("month", "", "2017-01-01", "2017-01-01", "2017-01-31"),  # Jan-17 out of a workbook
        ("month", "", "15/02/2017", "2017-02-01", "2017-02-28"),
        ("quarter", "", "Dec 2016", "2016-10-01", "2016-12-31"),
        ("quarter", "financial", "Q4 2016/17", "2017-01-01", "2017-03-31"),
        ("12_months", "", "Jan-17", "2016-02-01", "2017-01-31"),
        ("12_months", "", "2016-02-01", "2015-03-01", "2016-02-29"),
        ("year_to_date", "", "January 2017", "2016-04-01", "2017-01-31"),
        ("year_to_date", "academic", "January 2017", "2016-09-01", "2017-01-31"),
        ("year_to_date", "calendar", "January 2017", "2017-01-01", "2017-01-31"),
        ("month_end", "", "Jan-17", "2017-01-31", "2017-01-31"),
        ("month_end", "", "2017-01-01", "2017-01-31", "2017-01-31"),
        ("day", "", "15/02/2017", "2017-02-15", "2017-02-15"),
        ("day", "", "at 15 February 2017", "2017-02-15", "2017-02-15"),
        ("day", "", "Jan-17", "2017-01-31", "2017-01-31"),
        ("fingertips", "", "2014 - 16", "2014-01-01", "2016-12-31"),
        ("fingertips", "academic", "2016/17", "2016-09-01", "2017-08-31"),
    ],
)
def test_a_cell_names_a_period_as_its_source_says(notation, year_type, text, start, end):
    read = period_reader(notation, year_type)

    assert read(text) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("notation", Notation.values)
@pytest.mark.parametrize("text", ["", "soon", "2016/18", "31/02/2017", "1900-01-01", "#REF!"])
def test_what_names_no_period_is_refused_in_words(notation, text):
    with pytest.raises(CellError) as refusal:
        period_reader(notation)(text)

    assert str(refusal.value).endswith(".")


def test_every_notation_is_tried_above():
    [marker] = [
        mark
        for mark in test_a_cell_names_a_period_as_its_source_says.pytestmark
        if mark.name == "parametrize"
    ]
    assert {case[0] for case in marker.args[1]} == set(Notation.values)
