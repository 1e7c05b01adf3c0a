"""Rows of several tables in one query read as they would one table at a time."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Target
from programmes.models import Change, Decision, Entry, Remark
from programmes.models.together import together
from tests.factories import DecisionFactory, EntryFactory, ReportFactory, TargetFactory
from tests.round_factories import ChangeFactory, CommitmentFactory, RemarkFactory

pytestmark = pytest.mark.django_db


def test_one_query_reads_every_table_in_its_own_order(django_assert_num_queries):
    EntryFactory.create_batch(3, due_on=date(2017, 3, 31))
    DecisionFactory.create_batch(2)
    querysets = {"entries": Entry.objects.order_by("-pk"), "decisions": Decision.objects.all()}

    with django_assert_num_queries(1):
        found = together(querysets)

    for name, rows in querysets.items():
        assert [row.__dict__ | {"_state": 0} for row in found[name]] == [
            row.__dict__ | {"_state": 0} for row in rows
        ]


def test_what_select_related_names_comes_with_them(django_assert_num_queries):
    commitment = CommitmentFactory()
    entry = EntryFactory(carried_from=commitment.action, commitment=commitment)
    alone = EntryFactory()
    remark = RemarkFactory()
    related = ("carried_from__report", "commitment__action")

    found = together(
        {
            "entries": Entry.objects.filter(pk__in=[entry.pk, alone.pk])
            .select_related(*related)
            .order_by("pk"),
            "remarks": Remark.objects.select_related("by"),
        }
    )

    with django_assert_num_queries(0):
        first, second = found["entries"]
        assert first.carried_from.report.period_end == commitment.action.report.period_end
        assert first.commitment.action == commitment.action
        assert (second.carried_from, second.commitment) == (None, None)
        assert found["remarks"][0].by == remark.by


def test_moments_and_decimals_are_exact():
    change = ChangeFactory()
    target = TargetFactory(value=Decimal("53.10"))

    found = together({"changes": Change.objects.all(), "targets": Target.objects.all()})

    assert found["changes"][0].at == Change.objects.get(pk=change.pk).at
    assert found["targets"][0].value == Target.objects.get(pk=target.pk).value


def test_a_json_column_comes_when_it_is_asked_for(django_assert_num_queries):
    report = ReportFactory(snapshot={"schema": 1})

    [found] = together({"reports": type(report).objects.all()})["reports"]

    with django_assert_num_queries(1):
        assert found.snapshot == {"schema": 1}


def test_tables_without_a_row_are_empty_lists():
    found = together({"entries": Entry.objects.none(), "remarks": Remark.objects.all()})

    assert found == {"entries": [], "remarks": []}
