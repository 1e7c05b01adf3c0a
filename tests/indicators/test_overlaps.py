"""The database refuses two targets in force at once, whoever writes them."""

from datetime import date
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from indicators.models import Target
from indicators.overlaps import refuse_overlaps
from tests.factories import CategoryFactory, TargetFactory

guard = import_module("indicators.migrations.0009_one_target_in_force")

APRIL, MARCH = date(2017, 4, 1), date(2017, 3, 31)


@pytest.fixture
def target(db):
    """In force from April 2016 until further notice."""
    return TargetFactory()


def beside(target, **columns):
    return TargetFactory(indicator=target.indicator, category=target.category, **columns)


def assert_refused():
    """That what is stored now cannot be committed; then it is taken away."""
    with pytest.raises(IntegrityError), transaction.atomic():
        refuse_overlaps()
    Target.objects.order_by("pk").last().delete()


@pytest.mark.django_db(transaction=True)
def test_a_second_target_in_force_is_refused_on_commit():
    target = TargetFactory()

    with pytest.raises(IntegrityError):
        beside(target, effective_from=APRIL)

    assert Target.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2016, 3, 1), None),
        (date(2016, 3, 1), date(2016, 4, 1)),
        (date(2017, 1, 1), date(2017, 1, 1)),
        (date(2017, 3, 31), None),
    ],
)
def test_one_day_in_common_is_too_many(db, first, last):
    target = TargetFactory(effective_to=MARCH)

    beside(target, effective_from=first, effective_to=last)

    assert_refused()


def test_targets_that_meet_or_are_of_other_bands_are_kept(target):
    Target.objects.update(effective_to=MARCH)
    beside(target, effective_from=APRIL)
    beside(target, effective_from=date(2015, 4, 1), effective_to=date(2016, 3, 31))
    other = CategoryFactory(indicator=target.indicator, name="another band")
    TargetFactory(indicator=target.indicator, category=other)

    refuse_overlaps()


def test_a_target_moved_over_another_is_refused(target):
    Target.objects.update(effective_to=MARCH)
    later = beside(target, effective_from=APRIL)

    Target.objects.filter(pk=later.pk).update(effective_from=MARCH)

    assert_refused()


@pytest.mark.parametrize("how", ["ended", "deleted"])
def test_the_next_target_may_be_saved_before_the_last_one_makes_room(target, how):
    with transaction.atomic():
        beside(target, effective_from=APRIL)
        if how == "ended":
            target.effective_to = MARCH
            target.save()
        else:
            target.delete()
        refuse_overlaps()


def test_the_refusal_to_migrate_names_the_pairs(target):
    later = beside(target, effective_from=APRIL)
    found = list(guard.overlapping(Target.objects))
    later.delete()  # before the database looks

    code = target.indicator.code
    assert found == [
        f"{code}: from 2016-04-01 to further notice and from 2017-04-01 to further notice"
    ]


def test_the_guard_goes_and_comes_with_its_migration(transactional_db):
    try:
        call_command("migrate", "indicators", "0007", verbosity=0)
        first = TargetFactory()
        beside(first, effective_from=APRIL)

        with pytest.raises(CommandError, match="in force at once"):
            call_command("migrate", "indicators", verbosity=0)
    finally:
        Target.objects.filter(effective_from__lt=APRIL).update(effective_to=MARCH)
        call_command("migrate", verbosity=0)

    with pytest.raises(IntegrityError):
        beside(first, effective_from=APRIL)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has a constraint for it")
def test_triggers_lost_with_a_remade_table_come_back_with_the_next_migrate(transactional_db):
    target = TargetFactory()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER target_one_in_force_insert")

    call_command("migrate", verbosity=0)

    with pytest.raises(IntegrityError):
        beside(target, effective_from=APRIL)
