"""A council with every page in every state."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.utils import timezone

from indicators.choices import PullState
from indicators.models import Indicator, Observation
from programmes import drafting
from programmes.choices import CommitmentOutcome, DocumentFormat, Section
from programmes.demonstration.written import write_report
from programmes.exchange import load
from programmes.models import Commitment, Programme, Report
from programmes.reports.documents import make_document
from tests.demonstration import load_programme_6
from tests.factories import (
    EntryFactory,
    IndicatorFactory,
    PullFactory,
    RejectionFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tests.round_factories import ClashFactory, RemarkFactory

NORFOLK = Path(__file__).parents[1] / "data" / "norfolk_2014_08"


def make_council() -> Programme:
    """The demonstration with its written report and PDF, and beside it what it has none of.

    That is a programme without a report, an indicator without a value, one that was changed by
    hand, a value that was revised, pulls in all their states and “newcomer”, who has no role.
    """
    programme = load_programme_6()
    report = write_report(programme)
    make_document(report, DocumentFormat.PDF, date(2017, 2, 21))
    _begin_the_next(report)
    load(NORFOLK)
    IndicatorFactory(code="V-1", name="Visits on time")
    UserFactory(username="newcomer")
    _change_by_hand("P6-01")
    _revise("P6-02")
    _pull()
    return programme


def _begin_the_next(january):
    """The draft to February: promises, text that stands still, a text of two people, a remark."""
    report = Report.objects.get(programme=january.programme, period_end="2017-02-28")
    chair = get_user_model().objects.get(username="chair")
    for commitment, outcome in zip(report.commitments.all(), CommitmentOutcome, strict=False):
        Commitment.objects.filter(pk=commitment.pk).update(outcome=outcome)
    text = "Police capacity for safeguarding is stretched."
    EntryFactory(report=report, section=Section.VARIANCES, text=text, stood=3)
    EntryFactory(report=report, section=Section.NEXT_ACTIONS, due_on=date(2017, 3, 31))
    milestone, risk = report.programme.milestones.first(), report.programme.risks.first()
    said = {
        "achievements-a1-text": "Every case has moved.",
        "comments-P6-22-text": "It stands at [[P6-22]].",
        f"milestones-{milestone.pk}-progress": "New date TBC. See [[P6-22]].",
        f"risks-{risk.pk}-mitigation": "Agency cover, cost TBC. See [[P6-22]].",
    }
    drafting.save(report, said, 0, by=chair)
    ClashFactory(report=report, place="achievements-a1-text", mine="Cases moved.", theirs_by=chair)
    RemarkFactory(report=report, section=Section.SLIPPAGE)


def _change_by_hand(code):
    user = get_user_model().objects.get(username="performance")
    changed = Indicator.objects.filter(code=code)
    LogEntry.objects.log_actions(user.pk, changed, CHANGE, "Changed Owner.", single_object=True)


def _revise(code):
    newest = Observation.objects.filter(indicator__code=code).latest("period_end")
    RevisionFactory(observation=newest, value=Decimal("92.1"), places=1, pull=newest.pull)


def _pull():
    now = timezone.now()
    PullFactory(
        source=SourceFactory(name="Warehouse"),
        state=PullState.FAILED,
        error="The folder “warehouse” is not there. Make it, or change the source.",
        finished_at=now,
    )
    PullFactory(
        source=SourceFactory(name="Case system"),
        state=PullState.RUNNING,
        progress=40,
        started_at=now,
        heartbeat=now,
    )
    rejecting = PullFactory(
        source=SourceFactory(name="Monthly spreadsheets"),
        state=PullState.DONE,
        new=52,
        rejected=3,
        finished_at=now,
    )
    for line in (4, 9, 31):
        RejectionFactory(
            pull=rejecting,
            place=f"january.csv line {line}",
            field="value",
            text="many",
            message="“many” is not a number. Write digits only, such as 12.9.",
        )
