"""The factories themselves: one a model, and each makes a row that its model accepts."""

import inspect

import pytest
from django.apps import apps
from simple_history.models import HistoricalChanges

from tests import factories, issue_factories, round_factories, setting_factories

FACTORIES = {
    factory._meta.model: factory
    for module in (factories, round_factories, issue_factories, setting_factories)
    for _, factory in inspect.getmembers(module, inspect.isclass)
    if issubclass(factory, factories.DjangoModelFactory) and factory._meta.model
}


def test_every_model_of_ours_has_a_factory():
    ours = {*apps.get_app_config("indicators").get_models()}
    ours |= {*apps.get_app_config("programmes").get_models()}
    written_by_saving = {model for model in ours if issubclass(model, HistoricalChanges)}

    assert ours - written_by_saving <= set(FACTORIES)


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES.values(), ids=lambda factory: factory.__name__)
def test_a_factory_makes_a_row_that_its_model_accepts(factory):
    row = factory()

    row.full_clean(exclude=["password"])

    assert row.pk
    assert str(row)
