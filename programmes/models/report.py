from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property

from programmes.choices import OPEN_STATES, KeptText, ReportedRag, ReportKind, ReportState
from programmes.models.programme import Programme

HISTORY_REPORTS = 6
_VERSIONS = 3  # more of one period than there ever are


class ReportQuerySet(models.QuerySet):
    """Reports as the history of a programme."""

    def frozen(self):
        """Those whose figures can no longer change."""
        return self.exclude(state__in=OPEN_STATES)

    def newest(self):
        """The newest first, without their figures but with what those suggested: ``evidence``.

        ``stood``: for how many reports running the status had been the same.
        """
        found = self.defer("snapshot").annotate(
            evidence=KT("snapshot__status__evidence"), stood=KT("snapshot__status__stood")
        )
        return found.order_by("-period_end", "-version")[: HISTORY_REPORTS * _VERSIONS]

    def with_earlier(
        self, programmes, period_end: date, version: int | None = None
    ) -> "Report | None":
        """The newest version of a report, or that one, with its ``earlier`` ones. One query.

        ``programmes`` holds one programme or none. The frozen figures come when asked for.
        """
        wanted = models.Q(period_end=period_end)
        if version is not None:
            wanted &= models.Q(version=version)
        before = models.Q(period_end__lt=period_end) & ~models.Q(state__in=OPEN_STATES)
        found = self.filter(wanted | before, programme__in=programmes)
        report, *others = found.select_related("programme__area").newest() or [None]
        if report is None or report.period_end != period_end:
            return None
        report.earlier = _one_a_period(
            row for row in others if row.period_end < period_end and row.kind == report.kind
        )
        return report


class Report(models.Model):
    """One report of a programme. From submission on its snapshot is what is read.

    Only ``reports/issue.py`` writes ``state``, ``snapshot`` and ``digest``.
    """

    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="reports",
        help_text="Its lead and chair fill the report in.",
    )
    kind = models.CharField(
        max_length=20,
        choices=ReportKind,
        default=ReportKind.HIGHLIGHT,
        help_text="What sort of document it is.",
    )
    period_end = models.DateField(
        help_text="The last day that the report covers. It decides which figures are current."
    )
    report_date = models.DateField(
        null=True, blank=True, help_text="The day it speaks of as today. Empty: the day it is read."
    )
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    due_on = models.DateField(
        "due",
        null=True,
        blank=True,
        help_text="The day it is to be submitted by. Reminders and lateness count from it.",
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    rag = models.CharField(
        "status",
        max_length=5,
        choices=ReportedRag,
        blank=True,
        help_text="The chair's judgement. The chair sets it on the form of the report.",
    )
    reason = models.TextField(
        "reason for the status", blank=True, help_text="Printed beside the status."
    )
    difference_reason = models.TextField(
        "why it differs from the evidence",
        blank=True,
        help_text="Needed where the status is not the one that the evidence suggests.",
    )
    snapshot = models.JSONField(null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    issued_at = models.DateTimeField(null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        editable=False,
        help_text="The issued version that this one corrects.",
    )
    correction_reason = models.TextField("why it was corrected", blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "-period_end", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "period_end", "version"],
                name="report_once_a_version",
                violation_error_message="This report exists already.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STATES)
                | models.Q(snapshot__isnull=False, submitted_at__isnull=False),
                name="report_frozen_from_submission",
            ),
        ]

    def __str__(self):
        return f"{self.programme}, period to {date_format(self.period_end)}"

    def get_absolute_url(self):
        return reverse("report", args=[self.programme.code, self.period_end.isoformat()])

    @cached_property
    def earlier(self) -> list["Report"]:
        """The programme's frozen reports of this kind before it, the newest first.

        One version of each period, and no more than six.
        """
        before = self.programme.reports.frozen().filter(
            kind=self.kind, period_end__lt=self.period_end
        )
        return _one_a_period(before.newest())

    @cached_property
    def waiting_clashes(self) -> list[models.Model]:
        """Where two people wrote in one place and nobody has chosen yet."""
        return list(self.said_of_it()["waiting_clashes"])

    @cached_property
    def latest_changes(self) -> list[models.Model]:
        """The newest change of each section, the newest of all last, with who made it."""
        return list(self.said_of_it()["latest_changes"])

    def said_of_it(self) -> dict[str, models.QuerySet]:
        """The rows of the two lists above."""
        changes = self.changes.order_by("pk")
        newest = self.changes.order_by().values("section").annotate(newest=models.Max("pk"))
        return {
            "waiting_clashes": self.clashes.filter(kept=KeptText.WAITING).order_by("pk"),
            "latest_changes": changes.filter(pk__in=newest.values("newest")).select_related("by"),
        }

    @property
    def is_issued(self) -> bool:
        """Whether it was issued, even if another version has taken its place since."""
        return self.issued_at is not None

    @property
    def is_open(self) -> bool:
        """Whether it can still be written in."""
        return self.state in OPEN_STATES


def _one_a_period(reports: Iterable[Report]) -> list[Report]:
    """The first report of each period, and no more than a history shows."""
    first = {}
    for report in reports:
        first.setdefault(report.period_end, report)
    return list(first.values())[:HISTORY_REPORTS]
