"""Numbers that no key can be are answered like any that is not there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.roll_over import financial_years
from tests.programmes.admin.target_pages import LIST, ROLL_OVER

TOO_LARGE = "9" * 30


@pytest.mark.parametrize("name", ["programme", "priority"])
def test_a_filter_by_no_key_filters_nothing(keeper, name):
    assert keeper.get(LIST, {name: TOO_LARGE}).status_code == 200


def test_targets_by_no_key_are_deleted_already(keeper):
    one = keeper.get(f"{LIST}{TOO_LARGE}/delete/", follow=True)
    many = keeper.post(
        reverse("admin:indicators_target_delete_many"), {"chosen": TOO_LARGE}, follow=True
    )

    assert "These targets are deleted already." in one.content.decode()
    assert "These targets are deleted already." in many.content.decode()


def test_nothing_is_copied_by_no_key(keeper):
    year = financial_years(timezone.localdate())[1].isoformat()
    answers = {"chosen": TOO_LARGE, "year": year, "rule": "keep"}

    assert keeper.post(ROLL_OVER, answers).status_code == 200
