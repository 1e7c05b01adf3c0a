"""The report of Programme 6 to 31 January 2017, composed from its real figures."""

from datetime import date
from decimal import Decimal

import pytest

from programmes.models import Report
from programmes.reports.compose import compose
from programmes.reports.schema import from_data
from tests.demonstration import load_programme_6
from tests.factories import (
    IndicatorFactory,
    ObservationFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db
PERIOD_END = date(2017, 1, 31)
REPORT_DATE = date(2017, 2, 21)


@pytest.fixture
def snapshot():
    programme = load_programme_6()
    return compose(Report(programme=programme, period_end=PERIOD_END), REPORT_DATE)


@pytest.fixture
def rows(snapshot):
    return {row.code.removeprefix("P6-"): row for row in snapshot.indicators}


def test_every_indicator_stands_under_its_priority(snapshot):
    assert [len(priority.indicators) for priority in snapshot.priorities] == [8, 4, 11, 3, 8, 0]
    assert [priority.number for priority in snapshot.priorities] == [1, 2, 3, 4, 5, 6]


def test_ratings_with_the_default_tolerance(rows):
    found = {rag: " ".join(c for c, row in rows.items() if row.rag == rag) for rag in _EXPECTED}

    assert found == _EXPECTED


_EXPECTED = {
    "green": "01 03 12 15 20 26 33",
    "amber": "02",
    "red": "05 09 13 14 21 22 23 29 30 32",
    "not_rated": "04 06 07 08 10 11 16 17 18 19 24 25 27 28 31 34",
}


def test_a_value_carries_its_counts_its_period_and_where_it_came_from(rows):
    row = rows["01"]

    assert (row.current.value, row.current.label) == (Decimal("12.9"), "12.9%")
    assert (row.current.numerator, row.current.denominator) == (69, 535)
    assert row.current.counts == "69 of 535"
    assert row.current.period == "12 months to January 2017"
    assert (row.direction.movement, row.direction.meaning) == ("down", "improving")
    assert row.change == "down from 13.9% (71 of 510)"
    assert row.target.label == "at most 20.7%"
    assert (row.target.origin, row.target.vintage) == ("statistical neighbour average", "2015/16")


def test_a_target_for_other_ages_rates_indicatively(rows):
    row = rows["23"]

    assert row.rag == "red"
    assert row.rag_reason.endswith("Indicative: the target is for another group or period.")
    assert row.note.endswith("Target covers ages 19 to 21 only.")


def test_a_quarterly_figure_compares_december_with_september(rows):
    row = rows["06"]

    assert row.current.period == "12 months to December 2016"
    assert row.previous.period == "12 months to September 2016"
    assert (row.direction.movement, row.direction.meaning) == ("up", "increasing")


@pytest.mark.parametrize("code", ["10", "11"])
def test_a_missing_value_is_stated_and_never_filled_with_an_older_one(rows, code):
    row = rows[code]

    assert row.current is None
    assert row.rag_reason == "no value for January 2017"
    assert (row.direction.movement, row.direction.reason) == ("none", "no value to compare")
    assert row.previous.period == "December 2016"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("14", "definition revised: not comparable with the figure before"),
        ("21", "new assessment framework: not comparable with 2015"),
    ],
)
def test_no_arrow_across_a_break(rows, code, reason):
    assert rows[code].direction.movement == "none"
    assert rows[code].direction.meaning == "not_known"
    assert rows[code].direction.reason == reason


@pytest.mark.parametrize(
    ("code", "note"), [("16", "January alone: £638,580."), ("17", "January alone: £966,129.")]
)
def test_a_running_total_is_not_judged(rows, code, note):
    assert rows[code].direction.meaning == "not_judged"
    assert rows[code].rag_reason == "information only"
    assert rows[code].note.endswith(note)


def test_a_percentage_that_fails_its_counts_is_pointed_out_and_recounted(rows):
    row = rows["15"]

    assert row.warnings == (
        "The figure at 10 January 2017 was supplied as 62.2%, but its counts (229 of 373) give "
        "61.4%. The counts decide.",
    )
    assert (row.direction.movement, row.change) == ("up", "up from 61.4% (229 of 373)")
    assert row.previous.value == Decimal("62.2")


def test_bands_of_a_target_that_do_not_make_a_whole_are_pointed_out(rows):
    assert rows["08"].warnings == ("The target's bands add to 96.4%, not 100%.",)
    assert [row.name for row in rows["08"].categories][:3] == ["0", "1 to 10", "11 to 20"]
    assert rows["08"].rag_reason == rows["04"].rag_reason == "read by band"


def test_bands_cut_differently_are_read_in_those_they_share(rows):
    found = [
        (row.name, row.current.label, row.target and row.target.label)
        for row in rows["04"].categories
    ]

    assert found == [
        ("up to 3 months", "43.8%", "22.2%"),
        ("0 to 6 weeks", "26.4%", None),
        ("6 weeks to 3 months", "17.4%", None),
        ("3 to 6 months", "13.2%", "12.5%"),
        ("6 months to 1 year", "18.8%", "16.3%"),
        ("1 year and over", "24.3%", "49%"),
    ]
    assert rows["04"].categories[0].direction.reason == "up from 38.1%"
    assert rows["04"].warnings == ()
    assert rows["04"].rag == "not_rated"


def test_categories_stand_under_their_indicator(rows):
    ages = rows["23"].categories

    assert [age.name for age in ages] == [f"{age} year olds" for age in range(17, 22)]
    assert (ages[2].current.label, ages[2].current.counts) == ("47.2%", "25 of 53")
    assert ages[2].direction.meaning == "worsening"


def test_ages_that_do_not_add_to_the_printed_total_are_pointed_out(rows):
    assert len(rows["23"].warnings) == 1
    assert "42.6%" in rows["23"].warnings[0]


def test_milestones_slip_against_their_baseline(snapshot):
    found = [(row.slippage_days, row.rag) for row in snapshot.milestones]

    assert sorted(found) == [(0, "complete"), (27, "amber"), (28, "red"), (31, "red")]


def test_risks_stand_with_the_most_serious_first(snapshot):
    assert [row.score for row in snapshot.risks] == [16, 16, 12]
    assert snapshot.risks[0].band == "Very high"


def test_evidence_and_status_are_kept_apart(snapshot):
    assert snapshot.status.reported is None
    assert snapshot.status.evidence == "red"
    assert snapshot.status.evidence_reason.startswith("10 of 18 rated indicators are red")
    assert snapshot.status.trend == "not_known"


def test_the_key_prints_the_tolerance(snapshot):
    assert "no more than 5% of the target" in snapshot.key.sentences[0]


def test_a_snapshot_survives_json(snapshot):
    data = snapshot.to_data()

    assert from_data(data) == snapshot
    assert from_data(data).digest == snapshot.digest
    current = data["priorities"][0]["indicators"][0]["current"]
    assert (current["value"], current["end"]) == ("12.9", "2017-01-31")


def test_both_dates_are_part_of_the_head(snapshot):
    assert (snapshot.period_end, snapshot.report_date) == (PERIOD_END, REPORT_DATE)


def test_a_period_after_the_report_date_is_pointed_out():
    report = ReportFactory(period_end=date(2017, 3, 31))

    assert compose(report, REPORT_DATE).warnings == ("The period ends after the report date.",)


def test_the_number_of_queries_does_not_grow_with_the_indicators(
    django_assert_num_queries,
):
    programme = ProgrammeFactory()
    report = ReportFactory(programme=programme)
    placed = ProgrammeIndicatorFactory(priority__programme=programme)
    ObservationFactory(indicator=placed.indicator, area=programme.area)
    with django_assert_num_queries(10):
        compose(Report.objects.get(pk=report.pk), REPORT_DATE)
    for indicator in IndicatorFactory.create_batch(20):
        ProgrammeIndicatorFactory(priority=placed.priority, indicator=indicator)
        ObservationFactory(indicator=indicator, area=programme.area)

    with django_assert_num_queries(10):
        compose(Report.objects.get(pk=report.pk), REPORT_DATE)
