"""Indicators that are read by band, from what is stored."""

from datetime import date
from decimal import Decimal

import pytest

from indicators import selectors
from indicators.models import Indicator
from tests.factories import (
    AreaFactory,
    CategoryFactory,
    IndicatorFactory,
    ObservationFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db
JANUARY = date(2017, 1, 31)
SHARES = {"0": "10", "1 to 10": "50", "11 to 45": "30", "46 and over": "10"}


@pytest.fixture
def banded():
    """An indicator in four bands, one month; its target is cut the same."""

    def make(targets=SHARES, **facts):
        indicator = IndicatorFactory(**facts)
        area = AreaFactory()
        for position, (name, share) in enumerate(SHARES.items(), start=1):
            category = CategoryFactory(indicator=indicator, name=name, position=position)
            ObservationFactory(
                indicator=indicator, area=area, category=category, value=Decimal(share)
            )
        for name, share in targets.items():
            category = CategoryFactory(indicator=indicator, name=name)
            TargetFactory(indicator=indicator, category=category, value=Decimal(share))
        [assessed] = selectors.assess(Indicator.objects.all(), area, JANUARY, Decimal(5))
        return assessed

    return make


def test_bands_without_a_named_cut_are_never_rated(banded):
    assessed = banded()

    assert (assessed.rating.rag, assessed.rating.reason) == ("not_rated", "read by band")
    assert assessed.notes[0].startswith("Distance from the target's bands: 0.0 of 100")


def test_a_named_cut_makes_an_ordinary_proportion(banded):
    assessed = banded({**SHARES, "11 to 45": "35", "46 and over": "5"}, cumulative_to="11 to 45")

    assert (assessed.current.value, assessed.target.value) == (90, 95)
    assert assessed.rating.rag == "red"
    assert "Counted up to the band “11 to 45”." in assessed.notes


def test_a_target_of_its_own_comes_before_the_bands_of_a_target(banded):
    assessed = banded({"": "90"}, cumulative_to="11 to 45")

    assert (assessed.target.value, assessed.rating.rag) == (90, "green")


def test_a_target_in_bands_that_are_no_whole_rates_nothing(banded):
    assessed = banded({"1 to 10": "50", "11 to 45": "30"}, cumulative_to="11 to 45")

    assert assessed.rating.reason == "no target"
    assert "The target's bands add to 80%, not 100%." in assessed.warnings


def test_a_cut_that_no_band_has_leaves_the_bands_as_they_are(banded):
    assert banded(cumulative_to="within a year").rating.reason == "read by band"
