"""The checks of one value, and all checks together, on figures that were really printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.choices import Basis, Frequency, Unit
from indicators.periods import Period
from indicators.readings import Reading
from indicators.selfchecks import (
    Check,
    Severity,
    banded_total_warnings,
    check_readings,
    counts_warnings,
    parts_warnings,
)
from indicators.selfchecks.advice import advice
from tests.indicators.findings import DECEMBER, found_in, percent, snapshot
from tests.indicators.odd_inputs import ANYTHING
from tests.indicators.readings import JANUARY, measure, reading

NEET_AGES = ["2/5", "17/49", "23/53", "31/83", "43/82"]  # December 2016


def bands(*values):
    return [snapshot(value, category=f"band {n}") for n, value in enumerate(values)]


# --- a value against its counts ---------------------------------------------------------------


def test_a_percentage_that_is_not_what_its_counts_give_is_found():
    wrong = snapshot("62.2", "229/373", end=JANUARY.replace(day=10))

    [finding] = found_in([wrong])

    assert (finding.check, finding.severity) == (Check.COUNTS, Severity.MEND)
    assert finding.readings == (wrong,)
    assert finding.sentence == (
        "The figure at 10 January 2017 was supplied as 62.2%, but its counts (229 of 373) give "
        "61.4%. The counts decide."
    )


@pytest.mark.parametrize(
    ("value", "counts"),
    [
        ("62.2", "224/360"),
        ("12.9", "69/535"),
        ("7.67", "32/417"),
        ("9", "36/398"),
        ("75.0", "1046/1395"),
        ("79.6", "43/54"),
        (None, "1/2"),
        ("62.2", None),
    ],
)
def test_a_value_is_held_against_its_counts_at_the_precision_it_was_printed_with(value, counts):
    assert counts_warnings(measure(), [reading(value, counts)]) == []


# --- a value that cannot be -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "counts", "unit", "says"),
    [
        ("120", None, "percent", "is 120%: more than the whole."),
        ("120.0", "60/50", "percent", "counts 60 of 50: more than the whole."),
        ("-3.5", None, "percent", "is −3.5%: less than nothing."),
        ("-2", None, "count", "is −2: less than nothing."),
        ("-1", None, "days", "is −1 days: less than nothing."),
    ],
)
def test_a_value_that_cannot_be_is_found(value, counts, unit, says):
    [finding] = found_in([snapshot(value, counts)], unit=unit)

    assert (finding.check, finding.severity) == (Check.RANGE, Severity.MEND)
    assert finding.sentence == f"The figure at 31 December 2016 {says}"


@pytest.mark.parametrize(
    ("value", "counts", "unit"),
    [
        ("100", "5/5", "percent"),
        ("0", None, "percent"),
        ("140", None, "count"),
        ("120", "120/1", "ratio"),
        ("-4500", None, "pounds"),
        (None, "60/50", "percent"),
    ],
)
def test_a_value_that_can_be_is_let_be(value, counts, unit):
    assert found_in([snapshot(value, counts)], unit=unit) == []


def test_a_value_above_100_that_its_counts_correct_is_found_once():
    [finding] = found_in([snapshot("120", "30/40")])

    assert finding.check == Check.COUNTS


# --- all together -----------------------------------------------------------------------------


def test_findings_name_the_total_first_and_then_its_parts():
    ages = [snapshot(percent(pair), pair, category=f"age {n}") for n, pair in enumerate(NEET_AGES)]

    [finding] = found_in([*ages, snapshot("42.8")])

    assert finding.check == Check.PARTS
    assert [row.category for row in finding.readings] == ["", *(row.category for row in ages)]


def test_a_month_that_lacks_a_category_of_other_months_is_not_added():
    december = [snapshot("40.0", "40/100", category="a"), snapshot("50.0", "50/100", category="b")]
    total = snapshot("45.1", end=JANUARY)
    january = snapshot("44.0", "44/100", end=JANUARY, category="a")

    assert found_in([*december, total, january]) == []


def test_every_finding_has_a_label_and_says_what_to_do():
    assert all(check.label for check in Check)
    findings = found_in(bands("7", "11", "83")) + found_in(bands("7", "11"))

    know, mend = (advice(finding) for finding in findings)
    assert know.startswith("Nothing, if each band was only rounded")
    assert mend.startswith("Mend the bands")


ODD_READINGS = st.builds(
    Reading,
    value=ANYTHING,
    numerator=ANYTHING,
    denominator=ANYTHING,
    places=st.one_of(st.integers(-2, 6), st.just(10**9), st.none()),
    period=st.builds(Period, st.dates(), st.dates(), st.sampled_from(Basis)),
    category=st.sampled_from(["", "a", "b"]),
    not_comparable=st.booleans(),
    note=st.text(max_size=3),
)


@given(
    st.sampled_from(Unit),
    st.sampled_from(Basis),
    st.sampled_from(Frequency),
    st.lists(ODD_READINGS, max_size=6),
    st.dates(),
)
def test_no_reading_makes_a_check_raise(unit, basis, frequency, readings, day):
    asked = measure(unit=unit, basis=basis)

    findings = check_readings(asked, frequency, readings, day)

    assert all(finding.sentence and advice(finding) for finding in findings)
    assert counts_warnings(asked, readings) is not None
    assert parts_warnings(asked, readings[0] if readings else None, readings) is not None
    assert banded_total_warnings(asked, [], [readings]) is not None


STORED = st.decimals(min_value=-200, max_value=10**6, places=1)
STORED_READINGS = st.builds(
    Reading,
    value=st.none() | STORED,
    numerator=st.none() | STORED,
    denominator=st.none() | STORED,
    places=st.integers(0, 4),
    period=st.builds(Period, st.just(DECEMBER), st.just(DECEMBER), st.just(Basis.SNAPSHOT)),
    category=st.sampled_from(["", "a", "b"]),
)


@given(st.sampled_from(Unit), st.lists(STORED_READINGS, max_size=6))
def test_a_reading_is_first_in_one_finding_of_each_check_at_most(unit, readings):
    distinct = list({row.category: row for row in readings}.values())

    findings = found_in(distinct, unit=unit)

    firsts = [(finding.check, finding.readings[0].category) for finding in findings]
    assert len(firsts) == len(set(firsts))
