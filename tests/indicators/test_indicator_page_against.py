"""The indicator page with its change measured against another value."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from indicators.periods import add_months
from tests.factories import (
    AreaFactory,
    CategoryFactory,
    IndicatorFactory,
    ObservationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_the_change_can_be_measured_against_last_year(client):
    client.force_login(UserFactory())
    indicator = IndicatorFactory(code="A-1", decimals=0)
    area = AreaFactory()
    for year, value in ((2016, 60), (2017, 75)):
        ObservationFactory(
            indicator=indicator,
            area=area,
            period_start=date(year, 1, 1),
            period_end=date(year, 1, 31),
            value=value,
        )
    ObservationFactory(
        indicator=indicator,
        area=area,
        period_start=date(2016, 12, 1),
        period_end=date(2016, 12, 31),
        value=80,
    )

    last, year, nonsense = (
        client.get(indicator.get_absolute_url(), {"against": word}).content.decode()
        for word in ("last", "year", "tomorrow")
    )

    assert "down from 80%" in last
    assert "down from 80%" in nonsense
    assert "up from 60%" in year
    assert "<strong>the same period last year</strong>" in year
    assert "Up from 60%, the same period last year." in year
    assert "the last value before it" not in year


@pytest.mark.parametrize(
    ("basis", "months", "heading", "periods"),
    [
        ("rolling_12_months", 12, "12 months to", ["Jan 2017", "Dec 2016"]),
        ("snapshot", 0, "At", ["31 Jan 2017", "31 Dec 2016"]),
        ("month", 1, "Period", ["Jan 2017", "Dec 2016"]),
    ],
)
def test_what_is_true_of_every_period_is_said_once(client, basis, months, heading, periods):
    client.force_login(UserFactory())
    indicator, area = IndicatorFactory(basis=basis), AreaFactory()
    for end in (date(2016, 12, 31), date(2017, 1, 31)):
        start = add_months(end.replace(day=1), 1 - months) if months else end
        ObservationFactory(indicator=indicator, area=area, period_start=start, period_end=end)

    over_time = client.get(indicator.get_absolute_url()).context["over_time"]

    assert over_time.covers == heading
    assert [row.period for row in over_time.numbers] == periods


def test_an_indicator_read_by_band_offers_no_other_value_to_measure_against(client):
    client.force_login(UserFactory())
    indicator, area = IndicatorFactory(), AreaFactory()
    for name in ("police", "health"):
        category = CategoryFactory(indicator=indicator, name=name)
        ObservationFactory(indicator=indicator, category=category, area=area)

    page = client.get(indicator.get_absolute_url()).content.decode()

    assert "By band" in page
    assert "Change measured against" not in page


def test_a_change_within_what_counts_as_level_is_level_and_says_so(client):
    client.force_login(UserFactory())
    indicator, area = IndicatorFactory(level_within=Decimal("0.5"), decimals=1), AreaFactory()
    for end, value in ((date(2016, 12, 31), "92.4"), (date(2017, 1, 31), "92.3")):
        ObservationFactory(
            indicator=indicator,
            area=area,
            period_start=end.replace(day=1),
            period_end=end,
            value=Decimal(value),
            places=1,
        )

    page = client.get(indicator.get_absolute_url()).content.decode()

    assert "Level with 92.4%, the last value before it" in page
    assert "They differ by no more than 0.5 points, which counts as level here" in page


def test_a_change_below_nothing_cannot_count_as_level():
    with pytest.raises(IntegrityError, match="indicator_level_within_not_negative"):
        IndicatorFactory(level_within=-1)
