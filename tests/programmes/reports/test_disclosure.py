"""Copies of a report for the partnership and the public: each figure by itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.disclosure import INTERNAL, PARTNERSHIP, PUBLIC, Profile
from programmes.reports.disclosure import copy_for
from programmes.reports.schema import BenchmarkValue, DirectionOfTravel, PriorityRows
from tests.disclosed import NO_ARROW, copied, figure, monthly, row
from tests.snapshots import sample_snapshot

ROUNDED = Profile("rounded", "the board", suppress_to=0, secondary=False, round_base=5)


def test_the_councils_own_report_is_the_very_same():
    snapshot = sample_snapshot()

    assert copy_for(snapshot, INTERNAL) is snapshot


def test_a_copy_says_whose_it_is_and_what_it_leaves_out():
    copy = copy_for(sample_snapshot(), PARTNERSHIP)

    assert copy.audience == "partnership"
    assert copy.disclosure[0] == "This copy is for the partnership."


def test_a_copy_is_made_from_the_report_itself():
    copy = copy_for(sample_snapshot(), PARTNERSHIP)

    with pytest.raises(ValueError, match=r"copy for another audience \(partnership\)"):
        copy_for(copy, PUBLIC)


def test_a_copy_has_a_record_of_its_own():
    snapshot = sample_snapshot()

    assert copy_for(snapshot, PUBLIC).digest != snapshot.digest


def test_a_small_count_goes_with_its_percentage_and_keeps_its_place():
    shown = copied(row(figure(2, 378), figure(30, 384))).current

    assert (shown.value, shown.numerator, shown.denominator) == (None, None, None)
    assert (shown.label, shown.counts) == ("c", "")
    assert (shown.period, shown.status, shown.end) == ("January 2017", "final", date(2017, 1, 31))


def test_a_hidden_value_is_neither_rated_nor_compared():
    shown = copied(row(figure(2, 378), figure(30, 384)))

    assert (shown.rag, shown.rag_reason) == ("not_rated", "suppressed")
    assert shown.direction == DirectionOfTravel(
        "none", "not_known", "not tested: suppressed", "suppressed"
    )
    assert shown.change == "suppressed"
    assert shown.previous.label == "7.8%"


def test_a_hidden_previous_value_takes_the_arrow_and_leaves_the_rating():
    shown = copied(row(figure(30, 378), figure(2, 384)))

    assert (shown.rag, shown.current.label) == ("green", "7.9%")
    assert (shown.direction.movement, shown.change) == ("none", "suppressed")


def test_a_reason_why_there_is_no_arrow_stays_where_it_tells_nothing():
    missing = replace(row(None, figure(None, None, value=3), unit="count"), direction=NO_ARROW)

    shown = copied(missing)

    assert shown.previous.label == "c"
    assert shown.direction == NO_ARROW


def test_what_can_be_shown_stays_as_it_is():
    indicator = row(figure(30, 378), figure(40, 384))

    assert copied(indicator) == indicator


def test_a_percentage_of_all_but_a_few_is_for_the_partnership_only():
    indicator = row(figure(376, 378), figure(300, 384))

    assert copied(indicator, PARTNERSHIP) == indicator
    assert copied(indicator, PUBLIC).current.label == "c"


def test_a_plain_count_is_judged_by_its_value():
    indicator = row(figure(None, None, value=6), figure(None, None, value=5), unit="count")

    shown = copied(indicator)

    assert (shown.current.value, shown.previous.value) == (6, None)


def test_counts_that_do_not_agree_are_judged_by_the_smaller():
    assert copied(row(figure(3, None, value=30), None, unit="count")).current.label == "c"


def test_money_and_days_are_no_counts_of_people_but_their_denominator_is():
    few = copied(row(figure(900, 3, value=300), figure(None, None, value=280), unit="days"))
    none = copied(row(figure(None, None, value=3), figure(None, None, value=2), unit="pounds"))

    assert few.current.label == "c"
    assert (none.current.value, none.previous.value) == (3, 2)


def test_a_percentage_may_be_shown_without_its_counts():
    profile = Profile("board", "the board", with_percentage=False)

    shown = copied(row(figure(2, 378), figure(3, 384)), profile)

    assert (shown.current.label, shown.current.numerator, shown.current.counts) == (
        "0.5%",
        None,
        "",
    )
    assert (shown.rag, shown.change) == ("green", "down from 0.8%")


def test_a_test_of_the_change_is_not_given_without_the_counts_it_was_made_on():
    profile = Profile("board", "the board", with_percentage=False)
    indicator = row(figure(2, 378), figure(3, 384))
    tested = replace(indicator.direction, signal="within usual variation (p = 0.6, a test)")

    shown = copied(replace(indicator, direction=tested), profile)

    assert shown.direction.signal == "not tested: the exact counts are not in this copy"


def test_counts_of_other_areas_are_rounded_for_the_public():
    benchmarks = (
        BenchmarkValue("England", Decimal(81774), "2016", "81,774"),
        BenchmarkValue("South West", Decimal(4), "2016", "4"),
        BenchmarkValue("London", None, "2016", "Not available"),
    )
    indicator = replace(row(figure(None, None, value=384), None, unit="count"))

    shown = copied(replace(indicator, benchmarks=benchmarks)).benchmarks

    assert [(b.value, b.label) for b in shown] == [
        (81770, "81,770"),
        (None, "c"),
        (None, "Not available"),
    ]


def test_percentages_of_other_areas_stay():
    benchmarks = (BenchmarkValue("England", Decimal("3.2"), "2016", "3.2%"),)
    indicator = replace(row(figure(30, 378), None), benchmarks=benchmarks)

    assert copied(indicator).benchmarks == benchmarks


def test_rounding_changes_counts_and_never_the_percentage():
    shown = copied(row(figure(29, 378), figure(41, 384)), ROUNDED)

    assert (shown.current.label, shown.current.counts) == ("7.7%", "30 of 380")
    assert shown.change == "down from 10.7% (40 of 385)"
    assert shown.rag == "green"


def test_two_values_that_are_the_same_once_rounded_have_no_arrow():
    counts = row(figure(None, None, value=12), figure(None, None, value=8), unit="count")

    shown = copied(replace(counts, series=monthly(33, 8, 12)), ROUNDED)

    assert (shown.current.label, shown.previous.label) == ("10", "10")
    assert shown.direction.reason == "no difference once rounded"
    assert [point.value for point in shown.series] == [35, 10, 10]


def test_the_sample_of_awkward_rows_survives():
    snapshot = sample_snapshot()

    copy = copy_for(
        replace(snapshot, priorities=(*snapshot.priorities, PriorityRows(9, "x"))), PUBLIC
    )

    assert [r.code for r in copy.indicators] == [r.code for r in snapshot.indicators]
