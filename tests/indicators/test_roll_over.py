"""Targets copied to another year: what is planned, what is saved, what is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indicators.choices import TargetKind
from indicators.models import Target
from indicators.roll_over import (
    NotSaved,
    Rule,
    digest_of,
    drafts_of,
    financial_years,
    prepare,
    rows_of,
    save,
)
from tests.factories import CategoryFactory, TargetFactory, UserFactory

pytestmark = pytest.mark.django_db
APRIL, MARCH = date(2017, 4, 1), date(2017, 3, 31)
NOW = datetime(2017, 3, 1, tzinfo=UTC)


@pytest.fixture
def target():
    """At least 80% since April 2016."""
    return TargetFactory(vintage="2015/16", amber_tolerance=3, indicative=True)


def planned(*targets, **rule):
    keys = [target.pk for target in targets]
    return prepare(Target.objects.filter(pk__in=keys), APRIL, by=UserFactory(), **rule)


def drafts(roll_over):
    return drafts_of(rows_of(roll_over))


def saved(roll_over, read=None):
    kept = drafts_of(rows_of(roll_over).filter(left_out=False))
    return save(
        roll_over, by=UserFactory(), now=NOW, reason="New year.", read=read or digest_of(kept)
    )


def test_the_next_financial_years_are_suggested():
    assert financial_years(MARCH) == [date(2016, 4, 1), APRIL, date(2018, 4, 1)]
    assert financial_years(APRIL)[0] == APRIL


def test_a_plan_changes_no_target(target):
    (draft,) = drafts(planned(target))

    assert (draft.closed.effective_to, draft.ends) == (MARCH, True)
    assert (draft.after.value, draft.after.effective_from) == (80, APRIL)
    assert draft.after.effective_to == date(2018, 3, 31)
    assert (draft.problem, draft.differs) == ("", [])
    assert Target.objects.get().effective_to is None


def test_the_old_ones_end_and_the_new_ones_start(target):
    roll_over = planned(target)

    assert saved(roll_over) == 1

    new, old = Target.objects.order_by("-effective_from")
    assert (old.effective_to, old.reason) == (MARCH, "")
    assert (new.effective_from, new.effective_to) == (APRIL, date(2018, 3, 31))
    for name in ("kind", "value", "origin", "vintage", "amber_tolerance", "indicative", "category"):
        assert getattr(new, name) == getattr(old, name)
    assert new.reason == "New year."


def test_the_history_of_both_says_who_and_why(target):
    roll_over = planned(target)
    somebody = UserFactory()

    save(roll_over, by=somebody, now=NOW, reason="Agreed.", read=digest_of(drafts(roll_over)))

    newest = Target.history.all()[:2]
    assert {record.history_type for record in newest} == {"+", "~"}
    assert {record.history_change_reason for record in newest} == {"Agreed."}
    assert {record.history_user_id for record in newest} == {somebody.pk}


def test_a_target_that_ends_before_keeps_its_last_day(target):
    Target.objects.update(effective_to=date(2016, 12, 31))

    saved(planned(target))

    assert Target.objects.get(pk=target.pk).effective_to == date(2016, 12, 31)


def test_nothing_is_done_twice(target):
    roll_over = planned(target)
    saved(roll_over)

    with pytest.raises(NotSaved, match="saved already"):
        saved(roll_over)
    assert Target.objects.count() == 2


def test_a_second_plan_of_the_same_year_leaves_all_out(target):
    saved(planned(target))

    (draft,) = drafts(planned(target))

    assert draft.row.left_out
    assert draft.problem == (
        "Another target is in force from 1 April 2017 until 31 March 2018. Leave this one out."
    )


def test_a_target_that_starts_in_that_year_cannot_be_copied_to_it(target):
    Target.objects.update(effective_from=APRIL)

    (draft,) = drafts(planned(target))

    assert draft.problem.startswith("This target itself starts on 1 April 2017")


def test_two_targets_of_one_figure_are_not_both_copied(target):
    Target.objects.update(effective_to=date(2016, 8, 31))
    second = TargetFactory(
        indicator=target.indicator, category=target.category, effective_from=date(2016, 9, 1)
    )
    roll_over = planned(target, second)
    assert [draft.row.left_out for draft in drafts(roll_over)] == [False, True]

    roll_over.rows.update(left_out=False)

    later, earlier = drafts(roll_over)
    assert earlier.problem == "A later target of this figure is copied too. Leave this one out."
    assert later.problem == ""
    with pytest.raises(NotSaved, match="cannot be saved"):
        saved(roll_over)


def test_a_change_since_it_was_read_is_shown_first(target):
    roll_over = planned(target)
    read = digest_of(drafts(roll_over))
    Target.objects.update(value=70)

    with pytest.raises(NotSaved, match="Something changed since you looked."):
        saved(roll_over, read)
    assert Target.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "amount", "value"),
    [
        (Rule.KEEP, Decimal(0), "20.7"),
        (Rule.ADD, Decimal(2), "22.7"),
        (Rule.ADD, Decimal("-0.5"), "20.2"),
        (Rule.PER_CENT, Decimal(5), "21.7"),
        (Rule.PER_CENT, Decimal(-10), "18.6"),
    ],
)
def test_all_are_adjusted_by_one_rule(rule, amount, value):
    target = TargetFactory(value=Decimal("20.7"), indicator__decimals=1)

    (draft,) = drafts(planned(target, rule=rule, amount=amount))

    assert draft.after.value == Decimal(value)


def test_both_ends_of_a_range_are_adjusted():
    target = TargetFactory(value=None, lower=40, upper=60, kind=TargetKind.RANGE)

    (draft,) = drafts(planned(target, rule=Rule.ADD, amount=Decimal(2)))

    assert (draft.after.kind, draft.after.lower, draft.after.upper) == (TargetKind.RANGE, 42, 62)


def test_a_target_to_come_close_to_stays_one_and_may_become_a_range():
    target = TargetFactory(kind=TargetKind.CLOSER)
    roll_over = planned(target)
    assert drafts(roll_over)[0].after.kind == TargetKind.CLOSER

    roll_over.rows.update(value=None, lower=1, upper=2)

    assert drafts(roll_over)[0].after.kind == TargetKind.RANGE
    assert drafts(roll_over)[0].differs == ["kind", "value", "lower", "upper"]


def test_five_thousand_take_as_many_queries_as_five(django_assert_max_num_queries):
    categories = CategoryFactory.create_batch(5)
    roll_over = planned(*[TargetFactory(indicator=row.indicator) for row in categories])

    with django_assert_max_num_queries(3):
        drafts(roll_over)
