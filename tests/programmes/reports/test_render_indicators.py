"""The indicator tables, the key and the annex of the report's HTML."""

import lxml.html
import pytest

from programmes.reports.render import report_html
from programmes.reports.schema import PriorityRows
from tests.markup import pick, words
from tests.snapshot_figures import indicator
from tests.snapshots import long_snapshot, sample_snapshot


def read(snapshot):
    return lxml.html.fromstring(report_html(snapshot))


def rows_of(snapshot, code):
    return read(snapshot).get_element_by_id(f"indicator-{code.lower()}")


@pytest.fixture(scope="module")
def sample():
    return read(sample_snapshot())


def test_a_priority_without_indicators_says_so(sample):
    assert "3Workforce This priority has no indicators of its own." in words(
        sample.get_element_by_id("indicators")
    )


def test_an_indicator_shows_target_current_direction_and_rating(sample):
    row = words(sample.get_element_by_id("indicator-t4-01"))

    for said in (
        "at most 20.7% internal 2016/17",
        "12.9% 69 of 535 at 31 Jan 2017",
        "DownImproving down from 13.9% (71 of 510) at 31 Dec 2016",
        "Green",
    ):
        assert said in row


def test_counts_in_brackets_are_kept_on_one_line():
    row = rows_of(sample_snapshot(), "T4-01").text_content()

    assert "down from 13.9% (71\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}510)" in row


def test_a_value_not_supplied_says_what_was_expected():
    row = words(rows_of(sample_snapshot(), "T4-05"))

    assert "Not supplied expected: January 2017" in row
    assert "was 3, at 31 Dec 2016" in row
    assert "no value for January 2017" in row


def test_a_withheld_arrow_gives_its_reason():
    row = words(rows_of(sample_snapshot(), "T4-06"))

    assert "No arrowNot compared definition revised was 13.9%" in row


def test_a_tested_change_says_what_the_test_found():
    row = words(rows_of(sample_snapshot(), "T4-03"))

    assert "at 31 Dec 2016 beyond usual variation Red" in row
    assert "Change beyond usual variation (p = 0.012, Fisher’s exact test)." in row


@pytest.mark.parametrize(("code", "word"), [("T4-08", "Quarterly"), ("T4-09", "Annual")])
def test_a_row_that_is_not_monthly_is_marked_in_words_and_shade(code, word):
    row = rows_of(sample_snapshot(), code)

    assert "report-indicator--slow" in row.get("class")
    assert word in words(row)


def test_categories_have_their_own_rows_with_bars():
    row = rows_of(sample_snapshot(), "T4-10")
    bands = pick(row, ".report-category")

    assert "4 categories" in words(row)
    assert [words(pick(band, "th")[0]) for band in bands][:2] == ["1 to 10", "11 and over"]
    assert pick(bands[0], ".chart-bar title")[0].text == ("Bar 13.3%, was 14%, target 17.9%")
    assert pick(bands[2], ".chart-bar title")[0].text == "Target 1%"
    assert pick(bands[3], "svg.chart-bar") == []


def test_notes_other_areas_and_checks_stand_under_their_indicator():
    assert "Elsewhere England 52.5, 2015/16; South West Suppressed" in words(
        rows_of(sample_snapshot(), "T4-08")
    )
    assert "Check A newer value was due and has not come." in words(
        rows_of(sample_snapshot(), "T4-03")
    )


def test_the_column_of_lines_is_there_only_where_a_line_is():
    with_line = read(sample_snapshot())
    without = read(sample_snapshot(priorities=(PriorityRows(1, "One", (indicator("A-1"),)),)))

    assert len(pick(with_line, ".chart-spark")) == 1
    assert len(pick(pick(with_line, ".report-indicators")[0], "thead th")) == 6
    assert len(pick(pick(without, ".report-indicators")[0], "thead th")) == 5


def test_the_key_prints_the_tolerance_and_the_rules(sample):
    key = words(pick(sample, ".report-key")[0])

    assert "over 5% off target" in key
    assert "Unrounded values decide." in key


def test_the_annex_explains_each_rating_and_each_lack_of_one(sample):
    annex = words(sample.get_element_by_id("annex"))

    assert "T4-02 Amber. Misses the target of at least 95%" in annex
    assert "Read by band (1)T4-10" in annex


def test_a_target_range_is_printed_whole():
    assert "between 12 and 18" in words(rows_of(sample_snapshot(), "T4-04"))


def test_a_long_report_names_every_indicator():
    page = words(read(long_snapshot(60)))

    assert all(f"L-{number:03}" in page for number in range(1, 61))
