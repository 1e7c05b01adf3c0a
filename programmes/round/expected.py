"""The reports that are expected now: one a programme, and those of earlier rounds still open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from indicators.workdays import ENGLAND, Calendar
from programmes.choices import OPEN_STATES, ReportState
from programmes.models import Change, Membership, Programme, Reminder, Report, ReportingSchedule
from programmes.round import dates, words
from programmes.round.addresses import addresses_of
from programmes.round.filled import ALL, filled_in

HELD_BY = {
    ReportState.DRAFT: "Delivery lead",
    ReportState.RETURNED: "Chair",
    ReportState.SUBMITTED: "Executive",
    ReportState.ISSUED: "Done",
    ReportState.SUPERSEDED: "Done",
}


@dataclass(frozen=True)
class Expected:
    """A report that is expected, whether or not it has been opened.

    ``filled`` is in how many of its sections something stands, where that was asked for.
    """

    programme: Programme
    schedule: ReportingSchedule | None
    report: Report | None
    period_end: date | None
    today: date
    calendar: Calendar
    addresses: tuple[str, ...] = ()
    filled: int | None = None

    @property
    def due_on(self) -> date | None:
        """The day it is due: its own, or what the schedule says where it has not been opened."""
        if self.report:
            return self.report.due_on
        if self.period_end is None:
            return None
        return dates.due_on(self.schedule, self.period_end, self.calendar)

    @property
    def lateness(self) -> words.Lateness:
        """“2 days late”, “Due tomorrow”, “Came 2 days late”."""
        if self.due_on is None:
            return words.Lateness("–")
        grace = self.schedule.grace_days if self.schedule else 0
        came = None if self.is_missing else timezone.localdate(self.report.submitted_at)
        late_from = dates.late_from(self.due_on, grace, self.calendar)
        return words.lateness(self.due_on, late_from, self.today, came)

    @property
    def is_missing(self) -> bool:
        """Whether it has yet to be submitted."""
        return bool(self.period_end) and (self.report is None or self.report.is_open)

    @property
    def is_returned(self) -> bool:
        """Whether the executive sent it back."""
        return bool(self.report) and self.report.state == ReportState.RETURNED

    @property
    def may_remind(self) -> bool:
        """Whether there is a report to be written, and somebody to write to."""
        return bool(self.report and self.report.is_open and self.addresses)

    @property
    def state(self) -> str:
        """How far it has come, in words."""
        report = self.report
        if report is None:
            return "Not opened yet" if self.period_end else "No report"
        if self.is_returned and report.remark_count:
            number = report.remark_count
            return f"Returned with {number} comment{'' if number == 1 else 's'}"
        if report.state == ReportState.DRAFT and self.touched_at is None:
            return "Draft, nothing written yet"
        if report.state == ReportState.DRAFT and self.filled is not None:
            return f"Draft, {self.filled} of {ALL} sections filled in"
        return report.get_state_display()

    @property
    def held_by(self) -> str:
        """Who has it."""
        if self.report is None:
            return "–"
        return HELD_BY[self.report.state]

    @property
    def touched_at(self) -> datetime | None:
        """When somebody last changed or submitted it."""
        report = self.report
        moments = (report.changed_at, report.submitted_at) if report else ()
        return max(filter(None, moments), default=None)

    @property
    def reminded(self) -> str:
        """“Twice, last 22 Feb”."""
        number = self.report.reminder_count if self.report else 0
        if not number:
            return "–"
        last = self.report.reminded_on
        day = f"{last.day} {last:%b}"
        often = {1: "Once", 2: "Twice"}.get(number, f"{number} times")
        return f"{often}, {day}" if number == 1 else f"{often}, last {day}"


def expected_reports(today: date, calendar: Calendar = ENGLAND) -> list[Expected]:
    """What each programme owes at ``today``, the most urgent first. Three queries, however many.

    A programme whose schedule is on owes the newest period that has ended; any other has the
    newest report that somebody opened by hand. An older report still open is listed too.
    """
    writers = Prefetch("memberships", queryset=Membership.objects.select_related("user"))
    programmes = Programme.objects.select_related("reporting_schedule").prefetch_related(writers)
    reports = defaultdict(list)
    for report in _reports():
        reports[report.programme_id].append(report)
    rows = [
        row
        for programme in programmes
        for row in _of(programme, reports[programme.pk], today, calendar)
    ]
    return sorted(rows, key=_urgency)


def with_filled(rows: Iterable[Expected]) -> list[Expected]:
    """The same rows, each open report with how many of its sections hold something. One query."""
    rows = list(rows)
    filled = filled_in(row.report for row in rows if row.report and row.report.is_open)
    return [replace(row, filled=filled.get(row.report.pk) if row.report else None) for row in rows]


def _of(programme, reports, today, calendar):
    """The rows of one programme; its reports come newest first."""
    schedule = getattr(programme, "reporting_schedule", None)
    newest = reports[0] if reports else None
    end = newest.period_end if newest else None
    if schedule and schedule.enabled:
        newest_end = dates.newest_period_end(schedule.frequency, today, calendar)
        end = max(filter(None, (end, newest_end)))
    rows = [report for report in reports if report.is_open or report.period_end == end]
    if not any(report.period_end == end for report in rows):
        rows.append(None)
    return [
        Expected(
            programme,
            schedule,
            report,
            report.period_end if report else end,
            today,
            calendar,
            tuple(addresses_of(programme)),
        )
        for report in rows
    ]


def _reports() -> QuerySet[Report]:
    """Every programme's newest report and those still open, newest first. One query."""
    same = Report.objects.filter(programme=OuterRef("programme"))
    changed = Change.objects.filter(report=OuterRef("pk"), by__isnull=False).order_by("-pk")
    reminded = Reminder.objects.filter(report=OuterRef("pk")).order_by("-sent_at")
    newest = same.order_by("-period_end", "-version").values("pk")[:1]
    since_submission = Q(remarks__at__gte=F("submitted_at"))
    return (
        Report.objects.filter(Q(state__in=OPEN_STATES) | Q(pk=Subquery(newest)))
        .annotate(
            changed_at=Subquery(changed.values("at")[:1]),
            remark_count=Count("remarks", filter=since_submission, distinct=True),
            reminder_count=Count("reminders", distinct=True),
            reminded_on=Subquery(reminded.values("day")[:1]),
        )
        .select_related("programme")
        .defer("snapshot")
        .order_by("-period_end", "-version")
    )


def _urgency(row: Expected):
    """What is missing first, the longest overdue at the top; programmes in order within a day."""
    return not row.is_missing, row.due_on or date.max, row.programme.number, row.programme.code
