"""The review of many programmes with years of reports takes no more queries than of two."""

import pytest
from django.urls import reverse

from indicators.periods import add_months
from programmes.models import Report
from tests.factories import AreaFactory, DecisionFactory, ProgrammeFactory
from tests.people import executive
from tests.review_reports import JANUARY, SUBMITTED_AT, figures, snapshot
from tests.round_factories import ReportingScheduleFactory

pytestmark = pytest.mark.django_db
QUERIES = 8


@pytest.mark.parametrize(("programmes", "reports"), [(2, 2), (30, 24)])
def test_queries_stay_the_same(client, django_assert_num_queries, programmes, reports):
    area = AreaFactory()
    for _ in range(programmes):
        _history(area, reports)
    client.force_login(executive())

    with django_assert_num_queries(QUERIES):
        response = client.get(reverse("review"))

    assert len(response.context["table"].rows) == programmes


def _history(area, number):
    """A programme with a report for each month up to January, each with a decision wanted."""
    programme = ProgrammeFactory(area=area)
    ReportingScheduleFactory(programme=programme, enabled=False)
    said = snapshot(figures(2, 6)).to_data()
    made = Report.objects.bulk_create(
        Report(
            programme=programme,
            period_end=add_months(JANUARY, -back),
            state="submitted",
            submitted_at=SUBMITTED_AT,
            snapshot=said,
        )
        for back in range(number)
    )
    DecisionFactory(report=made[0])
