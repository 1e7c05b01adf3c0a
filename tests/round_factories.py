"""Factories of what a reporting round adds: promises, comments, changes, schedules."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from programmes import models as programmes
from programmes.choices import RiskAxis, RiskWeight, Section
from tests.factories import (
    EntryFactory,
    IndicatorFactory,
    MilestoneFactory,
    ProgrammeFactory,
    ReportFactory,
    UserFactory,
)


class CommitmentFactory(DjangoModelFactory):
    """A promise of an earlier report of the same programme, not answered yet."""

    class Meta:
        model = programmes.Commitment

    report = factory.SubFactory(ReportFactory, period_end=date(2017, 2, 28))
    action = factory.SubFactory(
        EntryFactory,
        section=Section.NEXT_ACTIONS,
        report__programme=factory.SelfAttribute("...report.programme"),
    )


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Comment

    report = factory.SubFactory(ReportFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    text = "Two foster carers left in December."


class ChangeFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Change

    report = factory.SubFactory(ReportFactory)
    section = Section.ACHIEVEMENTS
    place = "achievements-one-text"
    label = "Achievement 1"
    by = factory.SubFactory(UserFactory)


class ClashFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Clash

    report = factory.SubFactory(ReportFactory)
    section = Section.ACHIEVEMENTS
    place = "achievements-one-text"
    label = "Achievement 1"
    by = factory.SubFactory(UserFactory)
    theirs_by = factory.SubFactory(UserFactory)
    theirs_at = datetime(2017, 2, 14, 10, 52, tzinfo=UTC)


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Remark

    report = factory.SubFactory(ReportFactory)
    text = "Say by when."
    by = factory.SubFactory(UserFactory)


class ReportingScheduleFactory(DjangoModelFactory):
    class Meta:
        model = programmes.ReportingSchedule

    programme = factory.SubFactory(ProgrammeFactory)


class RebaselineFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Rebaseline

    report = factory.SubFactory(ReportFactory)
    milestone = factory.SubFactory(
        MilestoneFactory, programme=factory.SelfAttribute("..report.programme")
    )
    before = date(2017, 3, 31)
    after = date(2017, 5, 31)
    reason = "The supplier changed."
    approved_by = "chair"
    by = factory.SubFactory(UserFactory)


class ReminderFactory(DjangoModelFactory):
    """A reminder by the clock on the day it was due."""

    class Meta:
        model = programmes.Reminder

    report = factory.SubFactory(ReportFactory)
    day = date(2017, 2, 14)
    sent_at = datetime(2017, 2, 14, 7, 0, tzinfo=UTC)
    addresses = "lead@example.gov.uk"


class RiskWordFactory(DjangoModelFactory):
    """Replaces the word that the council starts with."""

    class Meta:
        model = programmes.RiskWord
        django_get_or_create = ("axis", "number")

    axis = RiskAxis.LIKELIHOOD
    number = 1
    word = "Hardly ever"


class RiskLevelFactory(DjangoModelFactory):
    class Meta:
        model = programmes.RiskLevel

    name = "Extreme"
    least = 20
    weight = RiskWeight.VERY_HIGH
