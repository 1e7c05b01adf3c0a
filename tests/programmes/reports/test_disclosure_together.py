"""Figures that would give a hidden one away: categories, running totals, lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.disclosure import PARTNERSHIP
from programmes.reports.schema import CategoryRow
from tests.disclosed import NO_ARROW, by_age, copied, figure, line, monthly, moved, row


def test_the_next_smallest_category_goes_with_one_that_could_be_worked_out():
    labels = [band.current.label for band in copied(by_age()).categories]

    assert labels == ["c", "c", "47.2%", "39.8%", "53.7%"]


def test_only_the_small_category_goes_where_there_is_no_total():
    labels = [band.current.label for band in copied(by_age(current=None)).categories]

    assert labels == ["c", "35.2%", "47.2%", "39.8%", "53.7%"]


def test_a_hidden_category_keeps_its_place_and_loses_its_arrow():
    band = CategoryRow("Self", None, figure(9, 30), figure(2, 11), moved("up", figure(2, 11)))

    shown = copied(replace(row(figure(40, 90), None), categories=(band,))).categories[0]

    assert (shown.name, shown.current.label, shown.previous.label) == ("Self", "30%", "c")
    assert shown.direction.reason == "suppressed"


def test_a_share_counted_up_over_bands_goes_with_any_of_them():
    bands = tuple(
        CategoryRow(name, None, figure(count, 100), None, NO_ARROW)
        for name, count in (("1 to 10", 60), ("11 to 45", 37), ("46 and over", 3))
    )
    counted_up = figure(None, None, value=97)

    shown = copied(replace(row(counted_up, None), categories=bands))

    assert shown.current.label == "c"
    assert [band.current.label for band in shown.categories] == ["60%", "c", "c"]


def test_the_later_of_two_running_totals_goes_where_they_differ_by_a_few():
    indicator = row(figure(43, 54), figure(36, 43), basis="year_to_date")

    shown = copied(indicator)

    assert (shown.current.label, shown.previous.label) == ("c", "83.7%")
    assert copied(indicator, PARTNERSHIP) == indicator


def test_totals_of_two_years_are_no_running_total():
    last_year = replace(figure(36, 43), start=date(2015, 4, 1), end=date(2016, 1, 31))
    this_year = replace(figure(43, 54), start=date(2016, 4, 1))

    assert copied(row(this_year, last_year, basis="year_to_date")).current.label == "79.6%"


def test_a_running_total_counts_from_the_last_one_that_was_shown():
    """January was suppressed in its own report, so it stays so in the next one."""
    start = date(2016, 4, 1)
    months = [(2016, 11), (2016, 12), (2017, 1), (2017, 2)]
    ends = [date(year, month, 28) for year, month in months]
    current, previous = (
        replace(figure(None, None, value=n), start=start, end=end)
        for n, end in ((30, ends[3]), (23, ends[2]))
    )
    indicator = replace(
        row(current, previous, unit="count", basis="year_to_date"),
        series=line(zip(ends, (10, 20, 23, 30), strict=True)),
    )

    shown = copied(indicator)

    assert (shown.current.label, shown.previous.label) == ("30", "c")


def test_a_category_of_a_running_total_goes_where_it_adds_a_few():
    bands = tuple(
        CategoryRow(name, None, figure(*now), figure(*then), NO_ARROW)
        for name, now, then in (("Boys", (22, 40), (20, 33)), ("Girls", (40, 60), (25, 40)))
    )
    total = row(figure(62, 100), figure(45, 73), basis="year_to_date")

    shown = copied(replace(total, categories=bands), PARTNERSHIP)

    assert [band.current.label for band in shown.categories] == ["c", "c"]
    assert [band.previous.label for band in shown.categories] == ["60.6%", "62.5%"]


def test_small_points_of_a_line_are_left_out():
    indicator = row(figure(None, None, value=20), figure(None, None, value=9), unit="count")

    shown = copied(replace(indicator, series=monthly(12, 3, 0, None, 9, 20)))

    assert [point.value for point in shown.series] == [12, None, 0, None, 9, 20]


def test_earlier_percentages_are_judged_by_the_denominator_that_is_known():
    indicator = row(figure(30, 378), figure(40, 384))

    shown = copied(replace(indicator, series=monthly("0.5", "5.2", "99.5", "10.4", "7.9")))

    assert [point.value for point in shown.series] == [
        None,
        Decimal("5.2"),
        None,
        Decimal("10.4"),
        Decimal("7.9"),
    ]


def test_there_is_no_line_to_a_hidden_value():
    indicator = row(figure(2, 378), figure(40, 384))

    assert copied(replace(indicator, series=monthly("9.9", "10.4", "0.5"))).series == ()
