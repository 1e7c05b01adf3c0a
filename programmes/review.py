"""All programmes of a round side by side, the most in need of attention first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, F, OuterRef, Subquery, TextField, Window
from django.db.models.functions import Cast, DenseRank
from django.utils import timezone

from indicators.periods import month_label
from indicators.workdays import ENGLAND, Calendar
from programmes.choices import DecisionOutcome, ReportState
from programmes.models import Decision, Programme, Report, ReportingSchedule
from programmes.reports.exceptions import Case, Headline, headline_of, is_exception
from programmes.reports.glance import read_glance
from programmes.reports.standing import Standing, standing_of
from programmes.round import Expected, dates, expected_reports, words

MOST_FIRST = 4
_REPORTS = 2  # the newest frozen one, and the one before


@dataclass(frozen=True)
class ReviewRow:
    """One programme. ``report`` is its newest frozen report up to the round, if any.

    ``expected`` is a report of that round, or of an earlier one, that is not there yet;
    ``correction`` is the version being written to correct ``report``.
    """

    programme: Programme
    report: Report | None
    standing: Standing | None
    expected: Expected | None
    schedule: ReportingSchedule | None
    round_end: date
    calendar: Calendar
    correction: Report | None = None

    @property
    def missing(self) -> bool:
        """Whether a report is expected that is newer than what stands here."""
        newest = self.report.period_end if self.report else date.min
        return bool(self.expected) and self.expected.period_end > newest

    @property
    def writing(self) -> Report | None:
        """The report that is being written for the round."""
        return self.expected.report if self.missing else None

    @property
    def may_issue(self) -> bool:
        """Whether its report can be issued."""
        return bool(self.report) and self.report.state == ReportState.SUBMITTED

    @property
    def decisions(self) -> int:
        """How many decisions its newest frozen report waits for."""
        return self.report.waiting or 0 if self.report else 0

    @property
    def lateness(self) -> words.Lateness:
        """“2 days late”, “Due tomorrow”, “Came 2 days late”, “On time”; late if it was."""
        if self.missing:
            return self.expected.lateness
        if self.report is None or self.report.due_on is None:
            return words.Lateness("–")
        due, came = self.report.due_on, timezone.localdate(self.report.submitted_at)
        grace = self.schedule.grace_days if self.schedule else 0
        from_day = dates.late_from(due, grace, self.calendar)
        return words.lateness(due, from_day, came, came)._replace(late=came >= from_day)

    @property
    def older(self) -> str:
        """“December 2016” where its figures are not of the round."""
        old = self.standing and self.standing.period_end != self.round_end
        return month_label(self.standing.period_end) if old else ""

    @cached_property
    def case(self) -> Case:
        """What the rules of exceptions judge."""
        lateness = self.lateness
        return Case(
            name=str(self.programme),
            standing=self.standing,
            missing=self.missing,
            late=lateness.late,
            lateness=lateness.words,
            reminded=self.expected.reminded if self.expected else "",
            decisions=self.decisions,
        )

    @cached_property
    def headline(self) -> Headline | None:
        """Why it is to be looked at."""
        return headline_of(self.case)

    @property
    def exception(self) -> bool:
        """Whether anything about it stands out."""
        return is_exception(self.case)

    @property
    def turned(self) -> bool:
        """Whether the status is another one than in the last report."""
        return bool(self.standing) and not self.missing and self.standing.turned

    @property
    def differs(self) -> bool:
        """Whether the chair's judgement is not what the evidence suggests."""
        return bool(self.standing) and self.standing.differs


def rounds() -> list[date]:
    """The ends of the periods that were reported on, the newest first. One query."""
    ends = Report.objects.frozen().order_by("-period_end").values_list("period_end", flat=True)
    return list(ends.distinct())


def review_rows(round_end: date, today: date, calendar: Calendar = ENGLAND) -> list[ReviewRow]:
    """Every programme as it stands in the round, in the order of their numbers. Five queries."""
    programmes = Programme.objects.select_related("area", "reporting_schedule")
    awaited = expected_reports(today, calendar)
    missing, corrections = _missing(awaited, round_end), _corrections(awaited)
    frozen = _frozen(round_end)
    rows = []
    for programme in programmes:
        report, standing = _newest(frozen[programme.pk])
        rows.append(
            ReviewRow(
                programme,
                report,
                standing,
                missing.get(programme.pk),
                getattr(programme, "reporting_schedule", None),
                round_end,
                calendar,
                corrections.get(report.pk) if report else None,
            )
        )
    return rows


def look_first(rows: Iterable[ReviewRow]) -> list[ReviewRow]:
    """The few to look at first, the worst at the top."""
    found = [row for row in rows if row.headline]
    return sorted(found, key=lambda row: row.headline.rank)[:MOST_FIRST]


def _missing(rows: Iterable[Expected], round_end):
    """The newest report of each programme that was to be there by that round and is not."""
    found = sorted(
        (row for row in rows if row.is_missing and row.period_end <= round_end),
        key=lambda row: row.period_end,
    )
    return {row.programme.pk: row for row in found}


def _corrections(rows: Iterable[Expected]):
    """The versions that are being written, by the key of the issued report each corrects."""
    open_ones = [row.report for row in rows if row.report and row.report.is_open]
    return {report.supersedes_id: report for report in open_ones if report.supersedes_id}


def _newest(reports):
    """The newest report and how it stands beside the one of the period before."""
    if not reports:
        return None, None
    report, *others = reports
    before = next((row for row in others if row.period_end < report.period_end), None)
    return report, standing_of(*(row and read_glance(row.text) for row in (report, before)))


def _frozen(round_end):
    """The frozen reports of the last two periods of each programme, the newest first."""
    by_period = Window(DenseRank(), partition_by=F("programme"), order_by=F("period_end").desc())
    frozen = Report.objects.frozen().filter(period_end__lte=round_end)
    recent = frozen.annotate(age=by_period).filter(age__lte=_REPORTS)
    waiting = Decision.objects.filter(report=OuterRef("pk"), outcome=DecisionOutcome.WANTED)
    counted = waiting.order_by().values("report").annotate(number=Count("pk")).values("number")
    found = (
        Report.objects.filter(pk__in=recent.values("pk"))
        .defer("snapshot")
        .select_related("programme")
        .annotate(text=Cast("snapshot", TextField()), waiting=Subquery(counted))
        .order_by("-period_end", "-version")
    )
    reports = defaultdict(list)
    for report in found:
        reports[report.programme_id].append(report)
    return reports
