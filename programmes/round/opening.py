"""Opening the draft of a round with what is known from the report before it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from indicators.models.closed_day import current_calendar
from indicators.periods.dates import day_label
from programmes.choices import OPEN_STATES, DecisionOutcome, ReportKind, ReportState, Section
from programmes.models import (
    Change,
    Commitment,
    Decision,
    Entry,
    Programme,
    Report,
    ReportingSchedule,
)
from programmes.round import dates

_UNDECIDED = (DecisionOutcome.WANTED, DecisionOutcome.DEFERRED)


def open_report(
    programme: Programme, period_end: date, *, now: datetime, due_on: date | None = None, by=None
) -> Report:
    """The programme's report of that period, opened now unless there is one already.

    Of two that open it at once both get the same report. Without ``due_on`` it is due as the
    programme's schedule says; without a schedule it has no due day.
    """
    return _open(programme, period_end, now=now, due_on=due_on, by=by)[0]


def open_due_rounds(now: datetime) -> list[Report]:
    """Open the newest period that has ended, for every schedule that is on; returns the new ones.

    Drafts that opened before the last report was submitted catch up with it here.
    """
    today, calendar = timezone.localdate(now), current_calendar()
    opened = []
    for schedule in ReportingSchedule.objects.filter(enabled=True).select_related("programme"):
        period_end = dates.newest_period_end(schedule.frequency, today, calendar)
        due = dates.due_when_opened(schedule, period_end, today, calendar)
        report, made = _open(schedule.programme, period_end, now=now, due_on=due)
        if made:
            opened.append(report)
    drafts = Report.objects.filter(state__in=OPEN_STATES, opened_at__lt=now)
    for report in drafts.defer("snapshot"):
        carry_forward(report)
    return opened


@transaction.atomic
def carry_forward(report: Report, *, by=None) -> bool:
    """Put what the last frozen report left open into an open one. False where that is done.

    Its promised actions become commitments, its decisions that wait or are deferred are asked
    for again, and its variances stand until they are changed. Its other words do not: they were
    about its own period. Milestones and risks belong to the programme and need no copy.
    """
    report = Report.objects.select_for_update(of=("self",)).defer("snapshot").get(pk=report.pk)
    last = next(iter(report.earlier), None)
    if not report.is_open or last is None or _is_carried(report, last):
        return False
    counts = {
        "action": _carry_actions(report, last),
        "decision": _carry_decisions(report, last),
        "variance": _carry_variances(report, last),
    }
    Change.objects.create(
        report=report,
        place=_place(last),
        label=f"Carried forward from the report to {day_label(last.period_end)}",
        after=", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items()),
        by=by,
    )
    return True


@transaction.atomic
def due_again(report: Report, returned_on: date, *, by=None) -> date:
    """Give a returned report working days to mend it, unless it is due later anyway."""
    before = report.due_on
    report.due_on = dates.due_after_return(before, returned_on, current_calendar())
    report.save(update_fields=["due_on"])
    if report.due_on != before:
        Change.objects.create(
            report=report,
            place="due_on",
            label="Due",
            before=before.isoformat() if before else "",
            after=report.due_on.isoformat(),
            by=by,
        )
    return report.due_on


@transaction.atomic
def _open(programme, period_end, *, now, due_on=None, by=None):
    report, made = Report.objects.get_or_create(
        programme=programme,
        kind=ReportKind.HIGHLIGHT,
        period_end=period_end,
        version=1,
        defaults={"opened_at": now, "due_on": due_on or _due_day(programme, period_end, now)},
    )
    if made:
        draft = ReportState.DRAFT.label
        Change.objects.create(
            report=report, place="state", label="State of the report", after=draft, by=by
        )
        carry_forward(report, by=by)
        return report, True
    versions = programme.reports.filter(kind=report.kind, period_end=period_end)
    return versions.defer("snapshot").latest("version"), False


def _due_day(programme, period_end, now):
    schedule = ReportingSchedule.objects.filter(programme=programme, enabled=True).first()
    today = timezone.localdate(now)
    return schedule and dates.due_when_opened(schedule, period_end, today, current_calendar())


def _place(last):
    return f"carried-{last.pk}"


def _is_carried(report, last):
    """Whether it was, since that report was submitted: one sent back may promise something else."""
    return report.changes.filter(place=_place(last), at__gte=last.submitted_at).exists()


def _carry_actions(report, last):
    """The actions promised, as commitments; what nobody answered of an older report gives way."""
    unanswered = report.commitments.filter(outcome="", reason="", remedy="")
    unanswered.exclude(action__report=last).delete()
    actions = last.entries.filter(section=Section.NEXT_ACTIONS).exclude(text="")
    held = set(report.commitments.values_list("action", flat=True))
    wanted = [Commitment(report=report, action=row) for row in actions if row.pk not in held]
    return len(Commitment.objects.bulk_create(wanted))


def _carry_decisions(report, last):
    held = set(report.decisions.values_list("text", flat=True))
    wanted = [
        Decision(
            report=report,
            text=row.text,
            position=len(held) + row.position,
            asked=row.asked + 1,
            carried_from=row,
        )
        for row in last.decisions.filter(outcome__in=_UNDECIDED)
        if row.text not in held
    ]
    return len(Decision.objects.bulk_create(wanted))


def _carry_variances(report, last):
    section = Section.VARIANCES
    held = set(report.entries.filter(section=section).values_list("text", flat=True))
    wanted = [
        Entry(
            report=report,
            section=section,
            text=row.text,
            variance=row.variance,
            reason=row.reason,
            remedy=row.remedy,
            position=len(held) + row.position,
            carried_from=row,
        )
        for row in last.entries.filter(section=section)
        if row.text not in held
    ]
    for row in wanted:
        row.count_reports()
    return len(Entry.objects.bulk_create(wanted))
