"""Which figures are about too few people to be shown. S1 to S8: domain research, 7.11."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.disclosure import (
    INTERNAL,
    PARTNERSHIP,
    PROFILES,
    PUBLIC,
    Cell,
    Profile,
    is_hidden,
    is_small,
    one_whole,
    profile_sentences,
    round_to,
    suppressed,
    suppressed_totals,
)

HEALTH = Profile("health", "health partners", suppress_to=7, round_base=5)


def cell(count, denominator=None, *, part=True):
    counts = (None if number is None else Decimal(number) for number in (count, denominator))
    return Cell(*counts, part=part)


@pytest.mark.parametrize(
    ("count", "denominator", "hidden"),
    [
        pytest.param(3, 5, True, id="S1"),
        pytest.param(0, 15, False, id="S2 a true zero"),
        pytest.param(2, 378, True, id="S3"),
        pytest.param(5, None, True, id="S8 five"),
        pytest.param(6, None, False, id="S8 six"),
    ],
)
def test_a_figure_goes_when_the_public_could_recognise_somebody(count, denominator, hidden):
    assert is_hidden(PUBLIC, cell(count, denominator)) is hidden


def test_a_national_total_is_rounded_to_ten():
    assert round_to(Decimal(81774), PUBLIC.national_round_base) == 81770  # S5


@pytest.mark.parametrize(("count", "shown"), [(8, 10), (12, 10), (13, 15)])
def test_the_health_profile_rounds_to_five(count, shown):
    assert not HEALTH.small(Decimal(count))
    assert round_to(Decimal(count), HEALTH.round_base) == shown  # S6


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (7, True), (8, False)])
def test_the_health_profile_suppresses_up_to_seven(count, small):
    assert HEALTH.small(Decimal(count)) is small


@pytest.mark.parametrize(("count", "shown"), [(5, 10), (4, 0), (25, 30), (0, 0)])
def test_a_count_halfway_is_rounded_up(count, shown):
    assert round_to(Decimal(count), 10) == shown


def test_without_a_base_a_count_stays_as_it_is():
    assert round_to(Decimal("12.5"), None) == Decimal("12.5")


def test_a_part_of_a_count_is_judged_by_the_nearest_whole():
    assert [PUBLIC.small(Decimal(n)) for n in ("0.4", "0.5", "5.4", "5.5")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("profile", [PARTNERSHIP, PUBLIC])
def test_a_small_denominator_hides_a_true_zero(profile):
    assert is_hidden(profile, cell(0, 4))


def test_all_but_a_few_is_as_telling_as_a_few():
    assert is_hidden(PUBLIC, cell(376, 378))
    assert not is_hidden(PARTNERSHIP, cell(376, 378))


def test_a_rate_has_no_rest_of_people():
    assert not is_hidden(PUBLIC, cell(376, 378, part=False))


def test_a_percentage_of_everybody_is_shown():
    assert not is_hidden(PUBLIC, cell(378, 378))


def test_the_public_sees_no_percentage_of_fewer_than_ten():
    assert is_hidden(PUBLIC, cell(0, 9))
    assert not is_hidden(PUBLIC, cell(0, 10))
    assert not is_hidden(PARTNERSHIP, cell(0, 9))


def test_a_figure_without_counts_cannot_be_judged():
    assert not is_hidden(PUBLIC, cell(None))
    assert not is_hidden(PUBLIC, cell(None, None, part=True))


AGES = [cell(3, 5), cell(19, 54), cell(25, 53), cell(33, 83), cell(44, 82)]


def test_the_next_smallest_goes_with_one_that_could_be_worked_out():
    assert suppressed(PUBLIC, AGES, total_known=True) == (True, True, False, False, False)


def test_nothing_more_goes_where_the_total_is_not_known():
    assert suppressed(PUBLIC, AGES, total_known=False) == (True, False, False, False, False)


def test_nothing_goes_where_nothing_is_small():
    assert suppressed(PUBLIC, AGES[1:], total_known=True) == (False,) * 4


def test_two_that_are_together_still_few_take_a_third_with_them():
    cells = [cell(1), cell(1), cell(40), cell(9)]

    assert suppressed(PUBLIC, cells, total_known=True) == (True, True, False, True)


def test_a_true_zero_hides_nothing_so_it_stays():
    cells = [cell(0), cell(3), cell(20), cell(0)]

    assert suppressed(PUBLIC, cells, total_known=True) == (False, True, True, False)


def test_where_every_other_part_is_zero_there_is_nothing_left_to_take():
    assert suppressed(PUBLIC, [cell(0), cell(3)], total_known=True) == (False, True)


def test_a_part_without_a_figure_stays_without():
    assert suppressed(PUBLIC, [None, cell(3), cell(20)], total_known=True) == (False, True, True)


def test_the_rest_of_a_group_is_guarded_as_its_count_is():
    cells = [cell(98, 100), cell(40, 60), cell(30, 90)]

    assert suppressed(PUBLIC, cells, total_known=True) == (True, True, False)


def test_bands_of_one_whole_give_their_total_away():
    bands = [cell(2, 378), cell(20, 378), cell(156, 378), cell(200, 378)]

    assert one_whole(bands)
    assert suppressed(PUBLIC, bands, total_known=False) == (True, True, False, False)


def test_a_share_that_may_be_the_sum_of_bands_goes_with_a_hidden_one():
    bands = [cell(2, 378), cell(20, 378), cell(None), cell(356, 378)]

    assert suppressed(PARTNERSHIP, bands, total_known=False) == (True, True, True, False)


def test_a_profile_may_do_without_the_next_smallest():
    profile = replace(PUBLIC, secondary=False)

    assert suppressed(profile, AGES, total_known=True) == (True, False, False, False, False)


def test_a_running_total_that_adds_a_few_to_the_last_goes():
    totals = [cell(n) for n in (12, 15, 20, 27)]

    assert suppressed_totals(PARTNERSHIP, totals) == (False, True, False, False)


def test_what_is_added_counts_from_the_last_total_that_is_shown():
    totals = [cell(n) for n in (3, 6, 9, 12, 15)]

    assert suppressed_totals(PARTNERSHIP, totals) == (True, False, True, False, True)


def test_a_running_total_that_adds_nobody_is_shown():
    assert suppressed_totals(PUBLIC, [cell(12), cell(12)]) == (False, False)


def test_january_less_december_is_seven_of_eleven_which_leaves_four():
    totals = [cell(36, 43), cell(43, 54)]

    assert suppressed_totals(PUBLIC, totals) == (False, True)
    assert suppressed_totals(PARTNERSHIP, totals) == (False, False)


def test_a_few_more_in_the_denominator_are_as_telling():
    assert suppressed_totals(PARTNERSHIP, [cell(36, 43), cell(36, 46)]) == (False, True)


def test_the_council_sees_everything():
    cells = [cell(n, 5) for n in range(6)]

    assert suppressed(INTERNAL, cells, total_known=True) == (False,) * 6
    assert suppressed_totals(INTERNAL, cells) == (False,) * 6
    assert profile_sentences(INTERNAL) == ()


def test_every_audience_has_its_profile():
    assert list(PROFILES) == ["internal", "partnership", "public"]


def test_a_copy_says_what_is_suppressed_and_how_to_read_it():
    said = profile_sentences(PUBLIC)

    assert said[0] == "This copy is for the public."
    assert said[1] == (
        "“c” stands for a figure that is suppressed: a count from 1 to 5, a percentage or rate "
        "worked out from such a count, a percentage of all but 1 to 5 or a percentage or rate of "
        "fewer than 10. 0 is a true 0."
    )
    assert said[-1].endswith("rounded to the nearest 10.")


def test_a_copy_says_only_what_its_profile_does():
    plain = Profile("x", "the board", with_percentage=False, secondary=False, round_base=5)

    said = " ".join(profile_sentences(plain))

    assert "a count from 1 to 5. 0 is a true 0." in said
    assert "A percentage or rate is shown without such counts." in said
    assert "next smallest" not in said
    assert "Counts are rounded to the nearest 5." in said


def test_a_profile_that_only_rounds_speaks_of_no_suppression():
    only_rounds = Profile("x", "the board", suppress_to=0, secondary=False, round_base=10)

    assert profile_sentences(only_rounds) == (
        "This copy is for the board.",
        "Counts are rounded to the nearest 10.",
    )


counts = st.integers(0, 60)
parts = st.lists(st.tuples(counts, counts), max_size=8).map(
    lambda pairs: [cell(count, count + rest) for count, rest in pairs]
)
profiles = st.sampled_from([PARTNERSHIP, PUBLIC, HEALTH])


@given(parts, profiles, st.booleans())
def test_no_small_count_is_left_among_parts(cells, profile, total_known):
    hidden = suppressed(profile, cells, total_known=total_known)

    shown = [part for part, hide in zip(cells, hidden, strict=True) if not hide]
    assert not any(is_small(profile, part) for part in shown)


@given(parts, profiles)
def test_what_is_hidden_cannot_be_worked_out_from_the_total(cells, profile):
    hidden = suppressed(profile, cells, total_known=True)

    gone = [part for part, hide in zip(cells, hidden, strict=True) if hide]
    left = [part for part, hide in zip(cells, hidden, strict=True) if not hide and part.count]
    if gone and left:
        assert len(gone) > 1
        assert not profile.small(sum(part.count for part in gone))


@given(parts, profiles)
def test_knowing_the_total_never_shows_more(cells, profile):
    with_total = suppressed(profile, cells, total_known=True)
    without = suppressed(profile, cells, total_known=False)

    assert all(more or not less for more, less in zip(with_total, without, strict=True))


@given(parts, profiles)
def test_no_two_totals_that_are_shown_differ_by_a_few(cells, profile):
    hidden = suppressed_totals(profile, cells)

    shown = [total for total, hide in zip(cells, hidden, strict=True) if not hide]
    steps = zip(shown, shown[1:], strict=False)
    assert not any(is_small(profile, later.minus(earlier)) for earlier, later in steps)
