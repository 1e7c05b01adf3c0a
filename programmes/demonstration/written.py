"""What the demonstration's lead and chair wrote in the report to 31 January 2017."""

from datetime import UTC, date, datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from programmes.choices import ReportedRag, Section, VarianceKind
from programmes.models import Decision, Entry, Programme, Report, ReportingSchedule
from programmes.reports.issue import submit
from programmes.round import open_report
from programmes.round.dates import working_days_after

PERIOD_END = date(2017, 1, 31)
REPORT_DATE = date(2017, 2, 21)
NEXT_PERIOD_END = date(2017, 2, 28)
_WORKING_DAYS_LEFT = 5
_SUBMITTED_AT = datetime(2017, 2, 17, 10, 42, tzinfo=UTC)
_REASON = (
    "Most measures are on course. Three things hold the work back: the quality-assurance "
    "director's post is empty, the well-being team has no psychologists, and one area is short "
    "of permanent social workers."
)
_DIFFERENCE = (
    "The red figures are mostly about placements and attainment, and each has a plan with a date. "
    "It becomes red if the psychologist posts are still empty on 31 March."
)
_ENTRIES = {
    Section.ACHIEVEMENTS: (
        "Family group conferencing has all its staff and opens to the whole county in February.",
        "Unaccompanied children now have a team of their own; every case has moved to it.",
        "Monitoring visits in November and January both found adequate progress.",
        "A manager for prevention is appointed, to build support for young people who might "
        "otherwise come into care.",
        "A care leaver is on work experience with a local employer, and two more employers are "
        "in talks.",
    ),
    Section.VOICE: (
        "Children said they repeat their story whenever a worker changes. Two teams now hold a "
        "joint handover visit before a worker leaves.",
        "Children said nobody asked them to their own conference. Advocates now contact every "
        "child over ten beforehand.",
    ),
}
_SLIPPAGE = (  # what, why, what is being done
    (
        "The well-being team cannot run at full strength.",
        "Too few psychologists applied.",
        "The posts are advertised again with a wider salary range.",
    ),
    (
        "Edge-of-care support is behind.",
        "Nobody was in post to lead it.",
        "The new manager brings a plan to the delivery group in April.",
    ),
    (
        "Placements of older children are less stable.",
        "Some carers find adolescence hard.",
        "Training for carers on resilience starts in April.",
    ),
)
_NEXT_ACTIONS = (
    ("Offer family group conferencing in every district.", date(2017, 2, 28)),
    (
        "Review all 33 cases without recent activity, and close or restart each.",
        date(2017, 3, 10),
    ),
    ("Hold a recruitment fair with trial placements for social workers.", date(2017, 4, 30)),
    ("Draft a strategy for teenagers, starting with the edge of care.", date(2017, 4, 30)),
)
_VARIANCES = (
    (
        VarianceKind.QUALITY,
        "Police capacity for front-line safeguarding is stretched, so strategy meetings "
        "and shared information sometimes come late.",
    ),
)
_DECISIONS = (
    "Ask each agency to name a lead officer for children looked after.",
    "Fund temporary psychologist cover until the permanent posts are filled.",
)


def write_report(programme: Programme) -> Report:
    """The report to 31 January 2017 as submitted by its chair; left alone once it exists.

    The next round's draft is opened beside it, with what this report left open.
    """
    report, made = Report.objects.get_or_create(
        programme=programme,
        period_end=PERIOD_END,
        defaults={
            "report_date": REPORT_DATE,
            "rag": ReportedRag.AMBER,
            "reason": _REASON,
            "difference_reason": _DIFFERENCE,
        },
    )
    if made:
        _write(report)
        chair = get_user_model().objects.get(username="chair")
        report = submit(report, by=chair, now=_SUBMITTED_AT)
    _open_next_round(programme, timezone.localtime())
    return report


def _open_next_round(programme, now):
    """The draft to 28 February 2017, due some working days from when it is loaded.

    The schedule is off: the clock would open rounds of this year, and its figures are of 2017.
    """
    ReportingSchedule.objects.get_or_create(programme=programme, defaults={"enabled": False})
    due = working_days_after(now.date(), _WORKING_DAYS_LEFT)
    open_report(programme, NEXT_PERIOD_END, now=now, due_on=due)


def _write(report):
    Entry.objects.bulk_create(
        Entry(report=report, position=position, **columns)
        for position, columns in enumerate(_lines())
    )
    Decision.objects.bulk_create(
        Decision(report=report, text=text, position=position)
        for position, text in enumerate(_DECISIONS)
    )


def _lines():
    """The columns of each entry."""
    for section, texts in _ENTRIES.items():
        for text in texts:
            yield {"section": section, "text": text}
    for text, reason, remedy in _SLIPPAGE:
        yield {"section": Section.SLIPPAGE, "text": text, "reason": reason, "remedy": remedy}
    for text, due_on in _NEXT_ACTIONS:
        yield {"section": Section.NEXT_ACTIONS, "text": text, "due_on": due_on}
    for variance, text in _VARIANCES:
        yield {"section": Section.VARIANCES, "text": text, "variance": variance}
