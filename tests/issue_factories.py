"""Factories of what issuing adds: batches, packs, exempt sections."""

import factory
from factory.django import DjangoModelFactory

from programmes import models as programmes
from programmes.choices import Section
from tests.factories import ReportFactory, UserFactory


class IssueBatchFactory(DjangoModelFactory):
    class Meta:
        model = programmes.IssueBatch

    by = factory.SubFactory(UserFactory)


class IssuingFactory(DjangoModelFactory):
    """A report that waits to be issued."""

    class Meta:
        model = programmes.Issuing

    batch = factory.SubFactory(IssueBatchFactory)
    report = factory.SubFactory(ReportFactory)


class PackFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Pack

    title = "Meeting of 23 February 2017"
    by = factory.SubFactory(UserFactory)


class ExemptionFactory(DjangoModelFactory):
    class Meta:
        model = programmes.Exemption

    report = factory.SubFactory(ReportFactory)
    section = Section.RISKS
    paragraph = 2
    reason = "It would tell who a child is."
