"""What changed in the data since a report was issued, listed beside it."""

import pytest

from indicators.models import Observation, Target
from programmes.reports.issue import snapshot_of
from programmes.reports.since import changed_since
from tests.factories import ReportFactory
from tests.reports import SUBMITTED_AT, frozen, programme_with_a_red_figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return frozen(ReportFactory(programme=programme_with_a_red_figure()))


def found(report):
    differences = changed_since(report, snapshot_of(report, SUBMITTED_AT.date()))
    return [(row.what, row.printed, row.now) for row in differences]


def test_nothing_is_listed_while_the_data_is_the_same(report):
    assert found(report) == []


def test_a_value_that_was_revised_is_listed_with_what_was_printed(report):
    printed = snapshot_of(report, SUBMITTED_AT.date()).indicators[0].current.label
    Observation.objects.update(value=41)

    [(what, was, now)] = found(report)

    assert (what, was.startswith(printed)) == ("Value", True)
    assert now.startswith("41")


def test_a_value_and_a_target_that_are_gone_are_listed(report):
    Observation.objects.all().delete()
    Target.objects.all().delete()

    assert [(what, now) for what, _, now in found(report)] == [
        ("Value", "no value"),
        ("Target", "no target"),
    ]


def test_a_new_name_and_an_indicator_taken_out_are_listed(report):
    [placement] = report.programme.priorities.get().placements.all()
    placement.indicator.name = "Another name"
    placement.indicator.save()
    assert [(what, now) for what, _, now in found(report)] == [("Name", "Another name")]

    placement.delete()
    assert [row[0] for row in found(report)] == ["Indicator"]
