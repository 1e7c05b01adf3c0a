"""Factories of what a council sets, and of the copies of its targets to another year."""

from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from indicators import models as indicators
from indicators.choices import AreaKind
from tests.factories import AreaFactory, TargetFactory, UserFactory


class CouncilFactory(DjangoModelFactory):
    """The one row of the council."""

    class Meta:
        model = indicators.Council
        django_get_or_create = ("pk",)

    pk = 1
    name = "Anyshire"


class ClosedDayFactory(DjangoModelFactory):
    """Days on which the council is closed, from a Tuesday on."""

    class Meta:
        model = indicators.ClosedDay

    day = date(2027, 1, 5)
    name = "Closed for the move"


class NeighbourSetFactory(DjangoModelFactory):
    class Meta:
        model = indicators.NeighbourSet

    area = factory.SubFactory(AreaFactory, kind=AreaKind.NEIGHBOURS)
    model = "2025 model"


class DisclosureProfileFactory(DjangoModelFactory):
    """The profile for the public, which migrations make with the others."""

    class Meta:
        model = indicators.DisclosureProfile
        django_get_or_create = ("audience",)

    audience = "public"


class RollOverFactory(DjangoModelFactory):
    """A copy of targets that was saved."""

    class Meta:
        model = indicators.RollOver

    starts = date(2027, 4, 1)
    ends = date(2028, 3, 31)
    made_by = factory.SubFactory(UserFactory)
    saved_at = factory.LazyFunction(timezone.now)


class RollOverRowFactory(DjangoModelFactory):
    class Meta:
        model = indicators.RollOverRow

    roll_over = factory.SubFactory(RollOverFactory)
    target = factory.SubFactory(TargetFactory)
    value = Decimal(85)
    origin = "Improvement plan"
