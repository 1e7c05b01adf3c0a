"""What somebody has to do for their programmes: a report to write, or the next one to come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from indicators.workdays import ENGLAND, Calendar
from programmes.choices import OPEN_STATES
from programmes.models import Programme, Report, ReportingSchedule
from programmes.round import dates, words
from programmes.round.expected import HELD_BY


@dataclass(frozen=True)
class Duty:
    """One report to write; or none, and then the programme's last one and its schedule."""

    programme: Programme
    report: Report | None
    last: Report | None
    schedule: ReportingSchedule | None
    today: date
    calendar: Calendar

    @property
    def name(self) -> str:
        """“January 2017 report”: of the one to write, else of the last."""
        report = self.report or self.last
        return words.report_name(report.period_end) if report else ""

    @property
    def earlier(self) -> list[Report]:
        """The last few submitted reports, the oldest first."""
        newest = self.report or self.last
        if newest is None:
            return []
        return [*reversed(newest.earlier), *([] if newest.is_open else [newest])]

    @property
    def held_by(self) -> str:
        """Who has the last report."""
        return HELD_BY[self.last.state]

    @property
    def due_day(self) -> str:
        """“Tuesday 21 February”; empty where no day is set."""
        due = self.report.due_on
        return words.spoken_day(due, self.today) if due else ""

    @property
    def lateness(self) -> words.Lateness:
        """“in 5 days”, “yesterday” where there is grace, or “2 days late”."""
        due, grace = self.report.due_on, self.schedule.grace_days if self.schedule else 0
        late_from = dates.late_from(due, grace, self.calendar)
        if self.today < late_from:
            return words.Lateness(words.distance(due, self.today))
        return words.lateness(due, late_from, self.today, None)

    @property
    def submitted_on(self) -> str:
        """The day the last report was submitted, in words."""
        return words.spoken_day(timezone.localdate(self.last.submitted_at), self.today)

    @property
    def next_opens(self) -> str:
        """The day the next round opens, in words; empty without a schedule."""
        end = self._next_period_end
        return words.spoken_day(dates.opens_on(end, self.calendar), self.today) if end else ""

    @property
    def next_due(self) -> str:
        """The day the next report is due, in words; empty without a schedule."""
        end = self._next_period_end
        if end is None:
            return ""
        return words.spoken_day(dates.due_on(self.schedule, end, self.calendar), self.today)

    @property
    def _next_period_end(self):
        if self.schedule is None or not self.schedule.enabled:
            return None
        frequency = self.schedule.frequency
        newest = dates.newest_period_end(frequency, self.today, self.calendar)
        known = max(newest, self.last.period_end) if self.last else newest
        return dates.next_period_end(frequency, known)


def duties_of(
    programmes: Iterable[Programme], today: date, calendar: Calendar = ENGLAND
) -> list[Duty]:
    """A duty for each open report, the one due first at the top, and one for a programme without.

    Two queries.
    """
    programmes = list(programmes)
    reports, last = _reports(programmes)
    schedules = {
        row.programme_id: row for row in ReportingSchedule.objects.filter(programme__in=programmes)
    }
    duties = [
        Duty(
            programme, report, last.get(programme.pk), schedules.get(programme.pk), today, calendar
        )
        for programme in programmes
        for report in reports[programme.pk] or [None]
    ]
    return sorted(duties, key=lambda duty: _urgency(duty.report))


def duty_of(report: Report, today: date, calendar: Calendar = ENGLAND) -> Duty:
    """The duty to write one open report. One query."""
    schedule = ReportingSchedule.objects.filter(programme=report.programme).first()
    return Duty(report.programme, report, None, schedule, today, calendar)


def _reports(programmes):
    """The open reports of each programme, and its newest frozen one."""
    frozen = Report.objects.frozen().filter(programme=OuterRef("programme"))
    newest = frozen.order_by("-period_end", "-version").values("pk")[:1]
    found = Report.objects.filter(programme__in=programmes).filter(
        Q(state__in=OPEN_STATES) | Q(pk=Subquery(newest))
    )
    reports, last = defaultdict(list), {}
    for report in found.select_related("programme__area").defer("snapshot"):
        if report.is_open:
            reports[report.programme_id].append(report)
        else:
            last[report.programme_id] = report
    return reports, last


def _urgency(report):
    """What is due first at the top; then what has no due day; then what is not to be written."""
    if report is None:
        return 2, date.max
    return (0, report.due_on) if report.due_on else (1, report.period_end)
