"""A row of every table that the admin shows, and a person who may do everything with them."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib.admin.sites import site
from django.contrib.auth import get_user_model
from django.db.models import Max, Model
from django.test import RequestFactory
from django.urls import reverse

from indicators import models as indicators
from indicators.choices import AreaKind
from programmes import models as programmes
from tests import factories, setting_factories
from tests.reports import frozen

REGISTERED = sorted(site._registry, key=lambda model: model._meta.label)


def _neighbours():
    made = setting_factories.NeighbourSetFactory()
    made.members.set(factories.AreaFactory.create_batch(2, kind=AreaKind.COUNCIL))
    return made


def _closed_day():
    newest = indicators.ClosedDay.objects.aggregate(newest=Max("day"))["newest"]
    day = (newest or date(2026, 11, 30)) + timedelta(days=1)
    return setting_factories.ClosedDayFactory(day=day)


ROWS: dict[type[Model], Callable[[], Model | None]] = {
    get_user_model(): lambda: factories.MembershipFactory().user,
    indicators.Acknowledgement: factories.AcknowledgementFactory,
    indicators.Area: factories.AreaFactory,
    indicators.ClosedDay: _closed_day,
    indicators.Council: setting_factories.CouncilFactory,
    indicators.DisclosureProfile: setting_factories.DisclosureProfileFactory,
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
