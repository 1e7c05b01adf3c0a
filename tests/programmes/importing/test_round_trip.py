"""What is exported and imported again changes nothing, whatever stands in it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indicators.models import Target
from programmes.admin.importing.formats import CannotWrite
from programmes.admin.importing.measures import IndicatorResource, TargetResource
from programmes.admin.importing.promises import MilestoneResource, PlaceResource, RiskResource
from programmes.models import Risk
from tests.factories import (
    CategoryFactory,
    IndicatorFactory,
    MilestoneFactory,
    ProgrammeIndicatorFactory,
    RiskFactory,
    TargetFactory,
)
from tests.importing import WRITERS, exported, imported, looked_at

pytestmark = pytest.mark.django_db

RESOURCES = [
    IndicatorResource,
    TargetResource,
    PlaceResource,
    MilestoneResource,
    RiskResource,
]
ODD = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffe\uffff"), max_size=60),
    st.text("=+-@'\"\t\r\n ,;ŵŷâ’1", max_size=12),
    st.sampled_from(
        [
            "=1+1",
            "'=1",
            "''",
            "12345678901234567890",
            "007",
            "2026-04-01",
            "1e5",
            "TRUE",
            "#REF!",
            "_x000D_",
            " both ends ",
            '=HYPERLINK("x")',
            "Cwm Rhyd-y-Rhosyn, ŵyr",
        ]
    ),
)
NUMBERS = st.decimals("-99999999999", "99999999999", places=4)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
FORMATS = pytest.mark.parametrize("extension", WRITERS)
PATIENT = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def assert_a_round_trip_changes_nothing(resource, extension, folder):
    """Export, look, import and export again: no change, and the same bytes."""
    first = exported(resource, extension)
    path = folder / f"export.{extension}"
    path.write_bytes(first)

    outcome = looked_at(resource, path)

    assert outcome.problems == []
    assert outcome.changes == []
    assert outcome.unchanged == resource._meta.model.objects.count()
    kept = _records(resource)
    assert imported(resource, path).changes == []
    assert _records(resource) == kept
    assert exported(resource, extension) == first


def _records(resource):
    """How many records the history has, of a model that keeps one."""
    history = getattr(resource._meta.model, "history", None)
    return history and history.count()


@FORMATS
@pytest.mark.parametrize("resource", RESOURCES)
def test_plain_rows_of_every_table(resource, extension, tmp_path):
    indicator = IndicatorFactory(tolerance=Decimal("2.5"), level_within=0, information_only=True)
    CategoryFactory(indicator=indicator, name="41 to 45", position=1)
    TargetFactory(indicator=indicator)
    MilestoneFactory(forecast_on=date(2026, 5, 1))
    RiskFactory(closed_on=date(2026, 5, 1), closed_reason="Done")
    ProgrammeIndicatorFactory(position=3)

    assert_a_round_trip_changes_nothing(resource, extension, tmp_path)


@FORMATS
@PATIENT
@given(
    rows=st.lists(
        st.tuples(ODD.filter(len), ODD, ODD), min_size=1, max_size=4, unique_by=lambda row: row[0]
    )
)
@example(rows=[("a", "", ""), ("a ", "\n", "'"), (" a", "\r\n", "''=")])
def test_risks_with_odd_texts(rows, extension, tmp_path):
    Risk.objects.all().delete()
    programme = RiskFactory().programme
    for title, mitigation, reason in rows:
        RiskFactory(programme=programme, title=title, mitigation=mitigation, closed_reason=reason)

    assert_a_round_trip_changes_nothing(RiskResource, extension, tmp_path)


@FORMATS
@PATIENT
@given(
    ends=st.tuples(NUMBERS, NUMBERS).map(sorted),
    tolerance=st.none() | st.decimals("0", "99999999999", places=4),
    days=st.tuples(DAYS, DAYS).map(sorted),
    band=ODD.filter(len),
    origin=ODD.filter(len),
)
def test_targets_with_odd_numbers_days_and_texts(
    ends, tolerance, days, band, origin, extension, tmp_path
):
    Target.objects.all().delete()
    indicator = IndicatorFactory()
    dates = {"effective_from": days[0], "effective_to": days[1]}
    TargetFactory(indicator=indicator, value=ends[0], amber_tolerance=tolerance, **dates)
    TargetFactory(
        category=CategoryFactory(indicator=indicator, name=band),
        indicator=indicator,
        kind="range",
        value=None,
        lower=ends[0],
        upper=ends[1],
        origin=origin,
        **dates,
    )

    assert_a_round_trip_changes_nothing(TargetResource, extension, tmp_path)


def test_a_workbook_cannot_hold_every_text():
    RiskFactory(mitigation="x" * 40_000)

    with pytest.raises(CannotWrite, match="longer than a cell of a spreadsheet can hold"):
        exported(RiskResource, "xlsx")
    assert b"x" * 40_000 in exported(RiskResource, "csv")
