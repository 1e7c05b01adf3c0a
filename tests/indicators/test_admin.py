import pytest
from django.contrib.admin.sites import site
from django.db.models import ProtectedError
from django.urls import reverse

from indicators.admin.base import ViewOnlyAdmin
from indicators.models import Indicator, Observation, Pull, Rejection, Revision, Target
from tests.factories import (
    IndicatorFactory,
    ObservationFactory,
    PullFactory,
    RejectionFactory,
    RevisionFactory,
    SourceFactory,
    TargetFactory,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def change_url(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def list_url(model):
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")


@pytest.mark.parametrize("model", [Observation, Revision, Pull, Rejection])
def test_what_came_from_sources_can_only_be_looked_at(keeper, model):
    assert isinstance(site.get_model_admin(model), ViewOnlyAdmin)
    row = {
        Observation: ObservationFactory,
        Revision: RevisionFactory,
        Pull: PullFactory,
        Rejection: RejectionFactory,
    }[model]()

    page = text_of(keeper.get(change_url(row)))

    assert 'name="_save"' not in page
    assert keeper.post(change_url(row), {}).status_code == 403
    assert "/add/" not in text_of(keeper.get(list_url(model)))


def test_the_two_boxes_of_a_moment_are_named(keeper):
    page = text_of(keeper.get(change_url(SourceFactory())))

    assert 'aria-label="Next due at, date"' in page
    assert 'aria-label="Next due at, time"' in page


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (Indicator, IndicatorFactory),
        (Target, TargetFactory),
        (Observation, ObservationFactory),
        (Revision, RevisionFactory),
        (Pull, PullFactory),
        (Rejection, RejectionFactory),
    ],
)
def test_a_list_of_the_admin_costs_the_same_whatever_it_holds(
    keeper, model, factory, django_assert_max_num_queries
):
    factory.create_batch(8)

    with django_assert_max_num_queries(10):
        keeper.get(list_url(model))


@pytest.mark.parametrize(
    ("factory", "held"), [(ObservationFactory, "1 value<"), (TargetFactory, "1 target<")]
)
def test_an_indicator_that_has_values_or_targets_is_not_deleted(keeper, factory, held):
    indicator = factory().indicator
    delete = reverse("admin:indicators_indicator_delete", args=[indicator.pk])

    assert held in text_of(keeper.get(delete))
    keeper.post(delete, {"post": "yes"})

    with pytest.raises(ProtectedError):
        indicator.delete()
    assert Indicator.objects.filter(pk=indicator.pk).exists()
