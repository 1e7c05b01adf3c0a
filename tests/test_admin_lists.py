"""Every list of the admin: few queries, and no more of them for more rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Category, Council, Indicator, Target
from tests.admin_rows import REGISTERED, ROWS, page_of, superuser
from tests.factories import IndicatorFactory
from tests.people import performance

pytestmark = pytest.mark.django_db

LISTED = [model for model in REGISTERED if model is not Council]  # its list is its page
MOST = 10
FEW, MANY = 3, 24
TARGETS_EACH = 20
INDICATORS = 500


def _label(model):
    return model._meta.label


def queries(client, url):
    """How many queries a list takes, its session and its user among them."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, follow=True)
    assert response.status_code == 200, url
    return len(captured)


@pytest.mark.parametrize("who", [performance, superuser])
@pytest.mark.parametrize("model", LISTED, ids=_label)
def test_a_list_takes_few_queries_and_no_more_for_more_rows(client, model, who):
    client.force_login(who())
    url = page_of(model, "changelist")
    for _ in range(FEW):
        ROWS[model]()
    few = queries(client, url)
    for _ in range(MANY - FEW):
        ROWS[model]()

    many = queries(client, url)

    assert many <= few <= MOST


@pytest.fixture
def ten_thousand_targets(db):
    """500 indicators with a target for each of 20 years."""
    codes = [f"L-{number:03}" for number in range(INDICATORS)]
    Indicator.objects.bulk_create(IndicatorFactory.build(code=code, name=code) for code in codes)
    indicators = Indicator.objects.in_bulk(codes, field_name="code").values()
    Category.objects.bulk_create(Category(indicator=row) for row in indicators)
    Target.objects.bulk_create(
        Target(
            indicator=band.indicator,
            category=band,
            value=80,
            origin="Improvement plan",
            effective_from=date(2010 + year, 4, 1),
            effective_to=date(2011 + year, 3, 31),
        )
        for band in Category.objects.select_related("indicator")
        for year in range(TARGETS_EACH)
    )


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        (Target, ""),
        (Target, "?q=L-1&p=3"),
        (Target, "?all="),
        (Indicator, ""),
        (Indicator, "?q=L-1"),
    ],
)
def test_a_list_over_ten_thousand_targets_takes_few_queries(
    client, ten_thousand_targets, model, asked
):
    client.force_login(performance())

    assert Target.objects.count() == INDICATORS * TARGETS_EACH
    assert queries(client, page_of(model, "changelist") + asked) <= MOST
