"""Two proportions and two counts against one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.statistics import (
    Method,
    StatisticsError,
    overlap_corrected,
    two_counts,
    two_proportions,
    two_sided_p,
)
from tests.indicators.odd_inputs import ANYTHING


def shown(text):
    """As printed: within half a unit of its last digit."""
    return pytest.approx(float(text), abs=0.5 * 10 ** -len(text.partition(".")[2]))


@pytest.mark.parametrize(
    ("figures", "z", "p"),
    [
        pytest.param((5, 83, 12, 99), "-1.4078304151", "0.1591812918", id="T1"),
        pytest.param((102, 142, 174, 202), "-3.2806", "0.001036", id="T3"),
        pytest.param((69, 535, 71, 510), "-0.4859", "0.627", id="T4, as if independent"),
        pytest.param((3762, 4619, 3636, 4364), "-2.3261", "0.0200", id="T5, as if independent"),
        pytest.param((43, 54, 36, 43), "-0.5149", "0.6066", id="T6, as if independent"),
        pytest.param((83, 426, 92, 395), "-1.3310", "0.18318", id="T9"),
    ],
)
def test_two_large_proportions_are_tested_by_pooled_z(figures, z, p):
    found = two_proportions(*figures)

    assert found.test == Method.POOLED_Z
    assert (found.z, found.p) == (shown(z), shown(p))


@pytest.mark.parametrize(
    ("figures", "lower", "upper"),
    [
        pytest.param((5, 83, 12, 99), "-14.688", "2.791", id="T1"),
        pytest.param((102, 142, 174, 202), "-23.204", "-5.638", id="T3"),
    ],
)
def test_the_difference_has_a_newcombe_interval(figures, lower, upper):
    found = two_proportions(*figures)

    assert (found.lower * 100, found.upper * 100) == (shown(lower), shown(upper))


@pytest.mark.parametrize(
    ("figures", "p"),
    [
        pytest.param((7, 11, 36, 43), "0.20570", id="T6, January alone"),
        pytest.param((3, 5, 2, 5), "1.0", id="T7"),
        pytest.param((0, 40, 0, 60), "1.0", id="no case in either"),
        pytest.param((40, 40, 60, 60), "1.0", id="every case in both"),
    ],
)
def test_fewer_than_5_expected_cases_are_tested_exactly(figures, p):
    found = two_proportions(*figures)

    assert (found.test, found.z) == (Method.FISHER, None)
    assert found.p == shown(p)


def test_fisher_takes_over_below_5_expected_cases():
    at_five, below = two_proportions(3, 50, 7, 50), two_proportions(3, 50, 6, 50)

    assert (at_five.test, below.test) == (Method.POOLED_Z, Method.FISHER)


@pytest.mark.parametrize(
    ("z", "apart", "corrected", "p"),
    [
        pytest.param(two_proportions(69, 535, 71, 510).z, 1, "-1.683", "0.092", id="T4"),
        pytest.param(two_proportions(3762, 4619, 3636, 4364).z, 3, "-4.652", "0.000", id="T5"),
        pytest.param(-1.5, 12, "-1.5", "0.134", id="no month shared"),
        pytest.param(-1.5, 30, "-1.5", "0.134", id="more than a window apart"),
    ],
)
def test_the_z_of_overlapping_windows_is_corrected(z, apart, corrected, p):
    found = overlap_corrected(z, apart)

    assert (found, two_sided_p(found)) == (shown(corrected), shown(p))


def test_two_counts_are_tested_exactly():
    found = two_counts(33, 22)  # B12

    assert found.p == shown("0.17700")
    assert (found.test, found.z, found.value) == (Method.BINOMIAL, None, 11)


def test_two_counts_are_tested_for_the_time_each_had():
    twice_as_many_in_twice_the_time = two_counts(40, 20, exposure_a=2, exposure_b=1)

    assert twice_as_many_in_twice_the_time.value == 0
    assert twice_as_many_in_twice_the_time.p == pytest.approx(1)
    assert two_counts(40, 20).p == pytest.approx(0.0135, abs=5e-5)


def test_no_event_at_all_is_no_difference():
    assert two_counts(0, 0).p == 1


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ((5, 4, 1, 10), "more than its denominator"),
        ((1, 10, 0, 0), "denominator is 0"),
        ((-1, 10, 1, 10), "count is -1"),
    ],
)
def test_what_is_no_proportion_cannot_be_tested(figures, reason):
    with pytest.raises(StatisticsError, match=reason):
        two_proportions(*figures)


@pytest.mark.parametrize("figures", [(-1, 3), (1.5, 3), (1, 3, 0), (1, 3, 1, -2)])
def test_what_is_no_count_or_no_time_cannot_be_tested(figures):
    with pytest.raises(StatisticsError):
        two_counts(*figures)


proportion = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(a=proportion, b=proportion)
def test_swapping_the_two_turns_the_sign_and_nothing_else(a, b):
    one, other = two_proportions(*a, *b), two_proportions(*b, *a)

    assert one.test == other.test
    assert one.p == pytest.approx(other.p)
    assert one.value == pytest.approx(-other.value)
    assert one.lower == pytest.approx(-other.upper)
    assert one.lower <= one.value <= one.upper
    assert 0 <= one.p <= 1


@given(a=ANYTHING, b=ANYTHING, c=ANYTHING, d=ANYTHING)
def test_no_input_of_a_test_raises_anything_but_the_named_error(a, b, c, d):
    for found in (
        lambda: two_proportions(a, b, c, d),
        lambda: two_counts(a, b, c, d),
    ):
        try:
            assert 0 <= found().p <= 1
        except StatisticsError:
            continue
    try:
        assert abs(overlap_corrected(a, b, c)) >= abs(float(a))
    except StatisticsError:
        return
