"""Reports from the figures of other councils: no cell without its explanation."""

from datetime import date
from pathlib import Path

import pytest

from programmes.exchange import load
from programmes.models import Programme, Report
from programmes.reports.compose import compose
from tests.demonstration import load_programme_6

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"
MARCH = date(2017, 3, 31)


def composed(code, period_end):
    programme = Programme.objects.select_related("area").get(code=code)
    return compose(Report(programme=programme, period_end=period_end), period_end)


def rows_of(snapshot):
    return {row.code: row for row in snapshot.indicators}


@pytest.mark.parametrize(
    ("folder", "code", "period_end", "indicators"),
    [
        (None, "P6", date(2017, 1, 31), 34),
        ("norfolk_2014_08", "NF", date(2014, 8, 31), 10),
        ("darlington_2016_17", "DN", MARCH, 23),
        ("somerset_annual_2016_17", "SA", MARCH, 37),
    ],
)
def test_no_cell_is_left_unexplained(folder, code, period_end, indicators):
    load(DATA / folder) if folder else load_programme_6()

    snapshot = composed(code, period_end)

    assert len(snapshot.indicators) == indicators
    for row in snapshot.indicators:
        assert row.rag_reason, row.code
        assert row.direction.reason, row.code
        assert row.direction.signal, row.code
        assert row.current or row.categories or row.expected_period, row.code
        assert row.current is None or row.current.period, row.code
        assert row.direction.movement != "none" or row.direction.meaning == "not_known", row.code


def test_norfolk_s_section_47_enquiries_fell_beyond_usual_variation():
    load(DATA / "norfolk_2014_08")

    found = rows_of(composed("NF", date(2014, 8, 31)))["NF-09"]

    assert found.change == "down from 86.1% (174 of 202)"
    assert found.direction.meaning == "worsening"
    assert found.direction.signal.startswith("beyond usual variation (p = 0.001")


def test_darlington_s_benchmarks_are_of_another_year():
    load(DATA / "darlington_2016_17")

    found = rows_of(composed("DN", MARCH))["CSC 032"]

    assert found.target.label == "at most 20%"
    assert [(row.area, row.label, row.period) for row in found.benchmarks] == [
        ("England", "24%", "financial year 2015/16"),
        ("Statistical neighbours", "24%", "financial year 2015/16"),
        ("North East", "22%", "financial year 2015/16"),
    ]
    assert {row.verdict for row in found.benchmarks} == {"better"}
    assert all(row.indicative for row in found.benchmarks)
