"""The demonstration's next round: open, alive, and left alone by a second load."""

from datetime import date

import pytest
from django.utils import timezone

from programmes.demonstration.written import write_report
from programmes.models import Change, Report
from programmes.round import open_due_rounds
from programmes.round.dates import working_days_after
from tests.demonstration import load_programme_6

pytestmark = pytest.mark.django_db


def test_the_draft_to_february_opens_with_what_january_left_open():
    programme = load_programme_6()
    january = write_report(programme)

    february = programme.reports.get(period_end=date(2017, 2, 28))

    assert february.is_open
    assert february.due_on == working_days_after(timezone.localdate(), 5)
    assert {row.action.report for row in february.commitments.all()} == {january}
    assert february.commitments.count() == 4
    assert [row.asked for row in february.decisions.all()] == [2, 2]
    assert [row.stood for row in february.entries.all()] == [2]


def test_loading_twice_changes_nothing_and_the_clock_opens_no_round_of_this_year():
    programme = load_programme_6()
    write_report(programme)
    before = list(Report.objects.values()), list(Change.objects.values())

    write_report(programme)
    open_due_rounds(timezone.now())

    assert (list(Report.objects.values()), list(Change.objects.values())) == before
