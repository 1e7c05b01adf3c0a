from django.utils.html import escape

from indicators.models import Category
from tests.factories import CategoryFactory, ObservationFactory, TargetFactory
from tests.pages import text_of
from tests.programmes.admin.target_pages import change_url, with_target

NOTHING_NEW = {"targets-TOTAL_FORMS": 0}


def without(band):
    """The page of its indicator with the band ticked to be deleted."""
    return (
        with_target(band.indicator)
        | NOTHING_NEW
        | {
            "categories-TOTAL_FORMS": 1,
            "categories-INITIAL_FORMS": 1,
            "categories-0-id": band.pk,
            "categories-0-indicator": band.indicator_id,
            "categories-0-name": band.name,
            "categories-0-position": band.position,
            "categories-0-DELETE": "on",
        }
    )


def test_a_band_that_holds_nothing_is_deleted(keeper, indicator):
    band = CategoryFactory(indicator=indicator, name="Under 1")

    keeper.post(change_url(indicator), without(band))

    assert not Category.objects.filter(pk=band.pk).exists()


def test_a_band_with_values_or_targets_stays_and_is_said_why(keeper, indicator):
    band = CategoryFactory(indicator=indicator, name="Under 1")
    ObservationFactory(indicator=indicator, category=band)
    TargetFactory(indicator=indicator, category=band)
    page = without(band)

    response = keeper.post(change_url(indicator), page)

    assert escape(
        "“Under 1” cannot be deleted: it has 1 target and 1 value. Take the tick away."
    ) in text_of(response)
    assert band.observations.count() == band.targets.count() == 1
