"""Our reading of a model's checks says what Django says when it asks the database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.models import Indicator, Target
from programmes.admin.importing.checks import broken_checks
from programmes.models import Milestone, ProgrammeIndicator, Risk

NUMBERS = st.none() | st.decimals(-2, 2, places=1)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4))
TARGETS = st.builds(
    Target,
    kind=st.sampled_from(["single", "range", "closer"]),
    value=NUMBERS,
    lower=NUMBERS,
    upper=NUMBERS,
    amber_tolerance=NUMBERS,
    effective_from=st.dates(date(2026, 1, 1), date(2026, 1, 4)),
    effective_to=DAYS,
)
RISKS = st.builds(Risk, likelihood=st.integers(0, 6), impact=st.integers(0, 6))
INDICATORS = st.builds(
    Indicator, decimals=st.integers(0, 6), tolerance=NUMBERS, level_within=NUMBERS
)


def refused_by_django(row):
    refused = []
    for constraint in row._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(type(row), row)
            except ValidationError:
                refused.append(constraint.name)
    return refused


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(TARGETS, RISKS, INDICATORS))
def test_the_same_rows_are_refused_as_by_the_database(row):
    assert [check.name for check in broken_checks(row)] == refused_by_django(row)


@pytest.mark.parametrize("model", [Target, Indicator, Milestone, Risk, ProgrammeIndicator])
def test_every_check_of_an_imported_model_can_be_read(model):
    assert list(broken_checks(model())) is not None


def test_a_check_of_a_field_known_to_be_wrong_says_nothing():
    target = Target(kind="single", amber_tolerance=-1)

    assert [check.name for check in broken_checks(target, {"value", "amber_tolerance"})] == []
