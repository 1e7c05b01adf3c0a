"""One factory a model, with its required fields only: a test states what matters to it."""

from datetime import date
from decimal import Decimal

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory, FileField, Password

from indicators import models as indicators
from indicators.choices import Basis, Frequency, Polarity, PullState, SourceKind, Unit
from indicators.selfchecks import Check
from programmes import models as programmes
from programmes.choices import DocumentFormat, Role, Section


class UserFactory(DjangoModelFactory):
    """Somebody without a password: log in with ``client.force_login``, or give one."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user-{n}")
    password = Password(None)


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Area

    name = factory.Sequence(lambda n: f"Area {n}")


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Indicator

    code = factory.Sequence(lambda n: f"I-{n:03}")
    name = factory.Sequence(lambda n: f"Indicator {n}")
    unit = Unit.PERCENT
    polarity = Polarity.HIGHER
    frequency = Frequency.MONTHLY
    basis = Basis.MONTH


class CategoryFactory(DjangoModelFactory):
    """The headline of an indicator, made once, unless a name is given."""

    class Meta:
        model = indicators.Category
        django_get_or_create = ("indicator", "name")

    indicator = factory.SubFactory(IndicatorFactory)
    name = ""


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Target

    indicator = factory.SubFactory(IndicatorFactory)
    category = factory.SubFactory(CategoryFactory, indicator=factory.SelfAttribute("..indicator"))
    value = Decimal(80)
    origin = "Improvement plan"
    effective_from = date(2016, 4, 1)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Source

    name = factory.Sequence(lambda n: f"Source {n}")
    kind = SourceKind.FOLDER


class PullFactory(DjangoModelFactory):
    """A pull that waits to start."""

    class Meta:
        model = indicators.Pull

    source = factory.SubFactory(SourceFactory)


class RejectionFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Rejection

    pull = factory.SubFactory(PullFactory)
    place = "observations.csv line 2"
    message = "“many” is not a number."


class ObservationFactory(DjangoModelFactory):
    """The headline value of January 2017, from a pull that is done."""

    class Meta:
        model = indicators.Observation

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SubFactory(AreaFactory)
    category = factory.SubFactory(CategoryFactory, indicator=factory.SelfAttribute("..indicator"))
    period_start = date(2017, 1, 1)
    period_end = date(2017, 1, 31)
    value = Decimal(75)
    pull = factory.SubFactory(PullFactory, state=PullState.DONE)


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Revision

    observation = factory.SubFactory(ObservationFactory, revision=2)
    revision = 1
    value = Decimal(74)
    pull = factory.SubFactory(PullFactory, state=PullState.DONE)
    replaced_by = factory.SelfAttribute("observation.pull")
    replaced_at = factory.LazyFunction(timezone.now)


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Programme

    code = factory.Sequence(lambda n: f"PROGRAMME-{n}")
    title = factory.Sequence(lambda n: f"Programme {n}")
    area = factory.SubFactory(AreaFactory)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Membership

    programme = factory.SubFactory(ProgrammeFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.LEAD


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Priority

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Priority {n + 1}")


class ProgrammeIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = programmes.ProgrammeIndicator

    priority = factory.SubFactory(PriorityFactory)
    indicator = factory.SubFactory(IndicatorFactory)


class ReportFactory(DjangoModelFactory):
    """A draft for January 2017."""

    class Meta:
        model = programmes.Report

    programme = factory.SubFactory(ProgrammeFactory)
    period_end = date(2017, 1, 31)


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Milestone

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Milestone {n}")
    baseline_on = date(2017, 3, 31)


class MilestoneUpdateFactory(DjangoModelFactory):
    class Meta:
        model = programmes.MilestoneUpdate

    report = factory.SubFactory(ReportFactory)
    milestone = factory.SubFactory(
        MilestoneFactory, programme=factory.SelfAttribute("..report.programme")
    )


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Risk

    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Risk {n}")
    likelihood = 2
    impact = 3


class RiskUpdateFactory(DjangoModelFactory):
    class Meta:
        model = programmes.RiskUpdate

    report = factory.SubFactory(ReportFactory)
    risk = factory.SubFactory(RiskFactory, programme=factory.SelfAttribute("..report.programme"))
    likelihood = 2
    impact = 3


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Entry

    report = factory.SubFactory(ReportFactory)
    section = Section.ACHIEVEMENTS
    text = factory.Sequence(lambda n: f"What was achieved, part {n}.")


class NilReturnFactory(DjangoModelFactory):
    class Meta:
        model = programmes.NilReturn

    report = factory.SubFactory(ReportFactory)
    section = Section.SLIPPAGE
    by = factory.SubFactory(UserFactory)


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Decision

    report = factory.SubFactory(ReportFactory)
    text = "Whether to extend the pilot to the second district."


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Document

    report = factory.SubFactory(ReportFactory)
    format = DocumentFormat.PDF
    file = FileField(filename="report.pdf", data=b"%PDF-1.7")
    sha256 = "0" * 64
    snapshot_digest = "0" * 64


class AcknowledgementFactory(DjangoModelFactory):
    class Meta:
        model = indicators.Acknowledgement

    observation = factory.SubFactory(ObservationFactory)
    check_code = Check.COUNTS
    revision = 1
    reason = "The source was asked: its counts leave out one child."


class DefinitionChangeFactory(DjangoModelFactory):
    class Meta:
        model = indicators.DefinitionChange

    indicator = factory.SubFactory(IndicatorFactory)
    effective_from = date(2017, 4, 1)
    sentence = "Visits by telephone no longer count."
