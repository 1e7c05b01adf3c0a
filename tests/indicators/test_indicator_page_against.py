"""The indicator page with its change measured against another value."""

from datetime import date

import pytest

from tests.factories import AreaFactory, IndicatorFactory, ObservationFactory, UserFactory

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
