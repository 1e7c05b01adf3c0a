"""The figures that the demonstration carries fit one another as the printed ones did."""

from datetime import date

import pytest

from indicators.models import Observation
from tests.demonstration import load_programme_6

pytestmark = pytest.mark.django_db


def by_agency(code):
    held = Observation.objects.filter(indicator__code=code, period_end=date(2017, 1, 31))
    return {row.category.name: float(row.value) for row in held.select_related("category")}


def test_v4_agencies_weighted_by_their_share_give_the_share_of_all_contacts():
    load_programme_6()
    progressing, shares = by_agency("P6-27"), by_agency("P6-28")

    overall = sum(share * progressing[agency] for agency, share in shares.items()) / 100

    assert overall == pytest.approx(18.29, abs=5e-3)
    assert round(overall) == progressing[""] == 18
