"""No value that can be stored makes a rule fail, whatever it is compared with or judged by.

Each module of ``statistics`` and of ``periods`` that can refuse has the same test beside its own.
"""

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.assessment import change_label, direction, rate
from indicators.bands import cumulative, read_band, recut
from indicators.benchmarks import standing_of
from indicators.choices import (
    Against,
    Frequency,
    Meaning,
    Movement,
    Polarity,
    Rag,
)
from indicators.comparability import Level, comparable
from indicators.disclosure import (
    PROFILES,
    Cell,
    Profile,
    profile_sentences,
    round_to,
    suppressed,
    suppressed_totals,
)
from indicators.earlier import direction_against, run_label
from indicators.periods import (
    PeriodError,
    current_window,
    expected_label,
    is_stale,
    overlap_months,
    parse_period,
    period_warnings,
)
from indicators.readings import (
    band_total,
    goal_label,
    in_period_amount,
    judged_value,
    reading_label,
)
from indicators.signals import signal
from tests.indicators.stored_inputs import AMOUNTS, DAYS, GIVEN, GOALS, MEASURES, PERIODS, READINGS


@given(MEASURES, st.none() | READINGS, st.none() | GOALS)
def test_every_value_is_rated_or_has_a_reason(measure, reading, goal):
    rating = rate(measure, reading, goal)

    assert rating.rag in Rag
    assert rating.reason
    assert rating.amber_limit or rating.rag == Rag.NOT_RATED


@given(MEASURES, st.none() | READINGS, st.none() | READINGS, st.none() | GOALS)
def test_every_pair_of_values_has_a_direction_with_a_reason(measure, current, previous, goal):
    found = direction(measure, current, previous, goal)

    assert found.movement in Movement
    assert found.meaning in Meaning
    assert found.reason
    assert found.signal
    assert (found.movement == Movement.NONE) == (found.meaning == Meaning.NOT_KNOWN)


@given(MEASURES, READINGS, READINGS, st.none() | GOALS)
def test_swapping_polarity_never_changes_movement_or_test(measure, current, previous, goal):
    higher, lower = (
        direction(replace(measure, polarity=polarity), current, previous, goal)
        for polarity in (Polarity.HIGHER, Polarity.LOWER)
    )
    swapped = {Meaning.IMPROVING: Meaning.WORSENING, Meaning.WORSENING: Meaning.IMPROVING}

    assert lower == replace(higher, meaning=swapped.get(higher.meaning, higher.meaning))


@given(READINGS, READINGS)
def test_two_values_are_comparable_both_ways_or_neither(one, other):
    if one.period.end == other.period.end and one.not_comparable != other.not_comparable:
        other = replace(other, not_comparable=one.not_comparable)  # no telling which came later
    there, back = comparable(one, other), comparable(other, one)

    assert (there.level, there.same_season) == (back.level, back.same_season)
    assert bool(there.reason) == (there.level != Level.FULL)


@given(MEASURES, GIVEN, GIVEN)
def test_whatever_may_be_tested_is_tested_or_says_why_not(measure, current, previous):
    said = signal(measure, comparable(current, previous), current, previous)

    assert said.startswith(("not tested: ", "beyond usual variation", "within usual variation"))
    assert len(said) > len("not tested: ")


@given(MEASURES, st.lists(READINGS, min_size=1, max_size=6), st.sampled_from(Against), GOALS)
def test_every_series_has_a_direction_against_any_choice(measure, series, against, goal):
    series.sort(key=lambda reading: reading.period.end)

    assert direction_against(measure, series, against, goal).reason
    assert run_label(measure, series) is not None


@given(MEASURES, st.none() | READINGS, READINGS)
def test_every_benchmark_has_a_standing_that_polarity_only_turns(measure, current, benchmark):
    standings = [
        standing_of(replace(measure, polarity=polarity), current, benchmark)
        for polarity in Polarity
    ]

    higher, lower, neither = (
        standings[list(Polarity).index(polarity)].verdict
        for polarity in (Polarity.HIGHER, Polarity.LOWER, Polarity.NEITHER)
    )
    assert neither == ""
    assert {"better": "worse", "worse": "better"}.get(higher, higher) == lower


@given(MEASURES, READINGS, READINGS, GOALS, st.sampled_from(Movement))
def test_every_value_and_target_can_be_printed(measure, reading, other, goal, movement):
    assert reading_label(measure, reading)
    assert goal_label(measure, goal)
    assert change_label(measure, movement, reading)
    assert (judged_value(measure.unit, reading) is None) == (reading.value is None)
    in_period_amount(measure, reading, other)


BAND_NAMES = st.sampled_from(
    ["0 to 6 weeks", "6 weeks to 3 months", "up to 3 months", "3 months and over", "1 to 10"]
    + ["11 and over", "0", "1 to 1", "Police", "", "over 0 days", "99999999999 years and over"]
)
SHARES = st.dictionaries(BAND_NAMES | st.text(max_size=8), AMOUNTS, max_size=5)


@given(SHARES, SHARES, BAND_NAMES)
def test_bands_are_recut_or_refused(values, targets, last):
    found = recut(values, targets)

    assert bool(found.bands) != bool(found.refusal)
    assert (found.distance is None) == bool(found.refusal)
    cumulative(values, last)
    band_total(list(values.values()))


@given(st.text() | st.from_regex(r"[0-9]{1,30} ?(to|and over|weeks?| )*[0-9]{0,9}"))
def test_no_name_of_a_band_fails(name):
    band = read_band(name)

    assert band is None or band.upper is None or band.lower < band.upper


COUNTS = st.none() | st.decimals(0, 10**11 - 1, places=1) | st.integers(0, 12).map(Decimal)
CELLS = st.builds(Cell, COUNTS, COUNTS, st.booleans())
ANY_PROFILE = st.sampled_from(list(PROFILES.values())) | st.builds(
    Profile,
    st.just("x"),
    st.just("the board"),
    st.integers(0, 9),
    st.integers(0, 9),
    *[st.booleans()] * 3,
    st.integers(0, 20),
    *[st.none() | st.integers(0, 10)] * 2,
)


@given(ANY_PROFILE, st.lists(st.none() | CELLS, max_size=6), st.booleans())
def test_every_figure_is_shown_or_suppressed(profile, cells, total_known):
    totals = [cell for cell in cells if cell]

    assert len(suppressed(profile, cells, total_known=total_known)) == len(cells)
    assert len(suppressed_totals(profile, totals)) == len(totals)
    assert all(profile_sentences(profile))
    assert all(round_to(cell.count, profile.round_base) >= 0 for cell in totals if cell.count)


@given(PERIODS, PERIODS, DAYS, st.sampled_from(Frequency), st.booleans())
def test_every_span_of_days_has_a_name_and_its_place_beside_others(one, other, day, every, short):
    first, last = current_window(day, every)

    assert first <= last == day
    assert expected_label(day, every)
    assert is_stale(one.end, day, every) in (True, False)
    assert overlap_months(one, other) == overlap_months(other, one) >= 0
    assert all(period_warnings(one, sibling=other, report_date=day))
    assert one.phrase()
    with suppress(PeriodError):  # a span that is not its basis may have a name nobody writes
        parse_period(one.label(short=short))
