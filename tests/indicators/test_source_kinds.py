"""The admin's page of a source, whatever its kind."""

import pytest

from indicators.admin.source_forms import FORMS
from indicators.choices import SourceKind
from tests.factories import SourceFactory
from tests.indicators.test_source_admin import change_url, text_of

pytestmark = pytest.mark.django_db


def test_every_kind_has_a_page(keeper):
    for kind in SourceKind:
        response = keeper.get(change_url(SourceFactory(kind=kind)))
        assert response.status_code == 200
    assert FORMS.keys() <= set(SourceKind)


@pytest.mark.parametrize("kind", SourceKind)
def test_settings_without_fields_of_their_own_are_explained_on_the_page(keeper, kind):
    page = text_of(keeper.get(change_url(SourceFactory(kind=kind))))

    assert ("What the settings may say" in page) == (kind not in FORMS)
    assert ("“areas”: which areas to keep" in page) == (kind not in FORMS)
