"""Who changed an indicator or a target, when and why: what is kept, and how it reads."""

from datetime import date
from decimal import Decimal

import pytest
from simple_history.utils import bulk_create_with_history

from indicators.histories import FieldChange, history_of_indicators, history_of_target
from indicators.models import Indicator, Target
from indicators.models.history import AS_IT_STOOD, because
from tests.factories import CategoryFactory, IndicatorFactory, TargetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    return TargetFactory(value=Decimal("70.5"), reason="Set for the year.")


def newest(indicator):
    return history_of_indicators([indicator.pk])[0]


def test_a_change_says_from_what_to_what_by_whom_and_why(target):
    somebody = UserFactory(first_name="Asha", last_name="Patel")
    target.value, target.effective_to = Decimal(75), date(2017, 3, 31)
    target.reason = "The plan was made bolder."
    because(target, "", somebody)
    target.save()

    step = newest(target.indicator)

    assert (step.what, step.by) == ("Target from 1 April 2016, changed", "Asha Patel")
    assert step.reason == "The plan was made bolder"
    assert step.changes == (
        FieldChange("Value", "70.5%", "75%"),
        FieldChange("In force to", "nothing", "31 March 2017"),
    )


def test_the_reason_that_stood_before_is_not_given_for_a_later_change(target):
    target.value = Decimal(75)
    target.save()

    added, changed = reversed(history_of_target(target))

    assert (added.reason, changed.reason) == ("Set for the year", "")


def test_a_change_by_nobody_is_the_sites_own(target):
    assert newest(target.indicator).by == "The site itself"


def test_somebody_whose_account_is_deleted_is_not_taken_for_the_site(target):
    somebody = UserFactory()
    because(target, "A slip of the pen", somebody)
    target.value = 1
    target.save()
    somebody.delete()

    assert newest(target.indicator).by == "Somebody whose account was deleted"


def test_a_save_that_changes_nothing_leaves_no_record(target):
    target.value = "70.50"
    target.save()
    target.indicator.save()

    assert (Target.history.count(), Indicator.history.count()) == (1, 1)


def test_choices_and_yes_or_no_are_told_in_words():
    indicator = IndicatorFactory()
    indicator.polarity, indicator.information_only = "lower", True
    indicator.tolerance = Decimal("2.5")
    indicator.save()

    assert newest(indicator).changes == (
        FieldChange("Polarity", "Higher is better", "Lower is better"),
        FieldChange("Information only", "No", "Yes"),
        FieldChange("Tolerance", "nothing", "2.5"),
    )


def test_the_history_of_an_indicator_has_its_targets_and_nothing_else(target):
    band = CategoryFactory(indicator=target.indicator, name="41 to 45")
    TargetFactory(indicator=target.indicator, category=band, reason="")
    TargetFactory()

    assert [step.what for step in history_of_indicators([target.indicator_id])] == [
        "Target for “41 to 45” from 1 April 2016, added",
        "Target from 1 April 2016, added",
        f"Indicator {target.indicator.code}, added",
    ]


def test_a_target_that_is_removed_stays_in_the_history(target):
    because(target, "It was never agreed")
    target.delete()

    step = newest(target.indicator)

    assert (step.what, step.reason) == ("Target from 1 April 2016, removed", "It was never agreed")
    assert FieldChange("Value", "70.5%", "nothing") in step.changes


def test_a_band_that_is_deleted_is_said_to_be(target):
    band = CategoryFactory(indicator=target.indicator, name="41 to 45")
    TargetFactory(indicator=target.indicator, category=band).delete()
    band.delete()

    step = newest(target.indicator)

    assert step.what == "Target from 1 April 2016, removed"
    assert FieldChange("Band", "A band that was deleted", "nothing") in step.changes


def test_rows_made_together_have_a_history_too():
    indicator = IndicatorFactory()
    headline = indicator.categories.get(name="")
    rows = [
        Target(
            indicator=indicator,
            category=headline,
            value=80 + year,
            origin="Plan",
            effective_from=date(2017 + year, 4, 1),
            effective_to=date(2018 + year, 3, 31),
        )
        for year in range(3)
    ]

    bulk_create_with_history(rows, Target, default_change_reason="Rolled over")

    steps = history_of_indicators([indicator.pk])[:3]
    assert {step.reason for step in steps} == {"Rolled over"}


def test_how_a_row_stood_when_the_history_began_is_told_as_that(target):
    Target.history.update(history_change_reason=AS_IT_STOOD)
    target.value = 80
    target.save()

    changed, stood = history_of_target(target)

    assert stood.what == "Target from 1 April 2016, as it stood"
    assert changed.changes == (FieldChange("Value", "70.5%", "80%"),)
