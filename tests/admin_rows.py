"""A row of every table that the admin shows, and a person who may do everything with them."""

from collections.abc import Callable

from django.contrib.admin.sites import site
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse

from indicators import models as indicators
from indicators.choices import AreaKind, Audience
from programmes import models as programmes
from tests import factories
from tests.reports import frozen

REGISTERED = sorted(site._registry, key=lambda model: model._meta.label)


def _profile():
    return indicators.DisclosureProfile.objects.filter(audience=Audience.PUBLIC).first()


def _neighbours():
    area = factories.AreaFactory(kind=AreaKind.NEIGHBOURS)
    made = indicators.NeighbourSet.objects.create(area=area, model="2025 model")
    made.members.set(factories.AreaFactory.create_batch(2, kind=AreaKind.COUNCIL))
    return made


def _closed_day():
    day = 1 + indicators.ClosedDay.objects.count()
    return indicators.ClosedDay.objects.create(day=f"2026-12-{day:02}", name="Closed")


ROWS: dict[type[Model], Callable[[], Model | None]] = {
    get_user_model(): lambda: factories.MembershipFactory().user,
    indicators.Acknowledgement: factories.AcknowledgementFactory,
    indicators.Area: factories.AreaFactory,
    indicators.ClosedDay: _closed_day,
    indicators.Council: lambda: indicators.Council.objects.get_or_create(pk=1)[0],
    indicators.DisclosureProfile: _profile,
    indicators.Indicator: lambda: factories.TargetFactory().indicator,
    indicators.NeighbourSet: _neighbours,
    indicators.Observation: factories.ObservationFactory,
    indicators.Pull: factories.PullFactory,
    indicators.Rejection: factories.RejectionFactory,
    indicators.Revision: factories.RevisionFactory,
    indicators.Source: factories.SourceFactory,
    indicators.Target: factories.TargetFactory,
    programmes.Decision: factories.DecisionFactory,
    programmes.Document: factories.DocumentFactory,
    programmes.Milestone: factories.MilestoneFactory,
    programmes.Priority: lambda: factories.ProgrammeIndicatorFactory().priority,
    programmes.Programme: lambda: factories.MembershipFactory().programme,
    programmes.ProgrammeIndicator: factories.ProgrammeIndicatorFactory,
    programmes.Report: lambda: factories.EntryFactory().report,
    programmes.Risk: factories.RiskFactory,
    programmes.RiskLevel: lambda: programmes.RiskLevel.objects.first(),
}
"""Makes one more row of each; of those whose rows are fixed it finds one."""


def frozen_report():
    """A submitted report with something written in it."""
    return frozen(factories.EntryFactory().report)


def page_of(model: type[Model], page: str, *args) -> str:
    """The address of a page of the admin: changelist, add, change, delete or history."""
    label = model._meta.label_lower.replace(".", "_")
    return reverse(f"admin:{label}_{page}", args=args)


def superuser():
    """Somebody whom no permission stops."""
    return factories.UserFactory(is_staff=True, is_superuser=True)


def can_be_added(model: type[Model]) -> bool:
    """Whether there is a page that adds one."""
    request = RequestFactory().get("/")
    request.user = get_user_model()(is_active=True, is_superuser=True)
    return site.get_model_admin(model).has_add_permission(request)
