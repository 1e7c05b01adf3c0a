"""Milestones in the report's form: their dates and words, new ones, and new baselines."""

from datetime import date
from functools import cached_property

from django.db import transaction
from django.db.models import Max

from indicators.periods import day_label
from programmes.choices import Approver, Section
from programmes.drafting.lines import Lines
from programmes.drafting.nil import withdraw_nil
from programmes.drafting.places import Place
from programmes.drafting.refusals import Refused, hold
from programmes.drafting.trail import record
from programmes.models import Milestone, Rebaseline, Report

_FIELDS = {
    "forecast_on": "forecast",
    "completed_on": "date completed",
    "progress": "progress",
    "remedy": "remedial action",
}


class MilestoneLines(Lines):
    """The milestones of the report's programme; the key is the number of the row."""

    @cached_property
    def rows(self) -> dict[str, Milestone]:
        """By their keys, in order."""
        return {str(row.pk): row for row in self.report.programme.milestones.all()}

    def values(self):
        return {
            key: {name: _text(getattr(row, name)) for name in _FIELDS}
            for key, row in self.rows.items()
        }

    def write(self, key, fields):
        """Store dates in ISO notation and words. Raises ``ValueError`` where a date is none."""
        row = self.rows[key]
        for name, text in fields.items():
            setattr(row, name, _stored(name, text))
        row.save(update_fields=list(fields))

    def label(self, key, field):
        return f"{self.rows[key].title}: {_FIELDS[field]}"


@transaction.atomic
def add_milestone(
    report: Report,
    *,
    title: str,
    baseline_on: date,
    forecast_on: date | None = None,
    progress: str = "",
    by,
) -> Milestone:
    """Add a milestone to the programme; the same one twice is one.

    Raises ``Refused`` where another one has that title, or the report is not open any more.
    """
    programme = hold(report).programme
    if same := programme.milestones.filter(title=title).first():
        if same.baseline_on == baseline_on:
            return same
        raise Refused("title", "This programme already has a milestone of that title.")
    last = programme.milestones.aggregate(last=Max("position"))["last"]
    milestone = Milestone.objects.create(
        programme=programme,
        title=title,
        baseline_on=baseline_on,
        forecast_on=forecast_on,
        progress=progress,
        position=0 if last is None else last + 1,
    )
    place = Place(Section.MILESTONES, str(milestone.pk), "title")
    said = f"{title}, baseline {day_label(baseline_on)}"
    record(report, place, "A new milestone", "", said, by=by)
    withdraw_nil(report, Section.MILESTONES, by=by)
    return milestone


@transaction.atomic
def rebaseline(
    report: Report, milestone: Milestone, *, after: date, reason: str, approved_by: str, by
) -> Rebaseline:
    """Agree a new date; the same one twice is one. Slippage still counts from the first.

    A milestone without a forecast gets the new date as its forecast. Raises ``Refused`` where
    nothing changes, or the report is not open any more.
    """
    hold(report)
    newest = milestone.rebaselines.last()
    if newest and (newest.after, newest.reason) == (after, reason):
        return newest
    before = newest.after if newest else milestone.baseline_on
    if after == before:
        raise Refused("after", f"{day_label(before)} is the date agreed now. Enter the new one.")
    agreed = Rebaseline.objects.create(
        milestone=milestone,
        report=report,
        before=before,
        after=after,
        reason=reason,
        approved_by=approved_by,
        by=by,
    )
    place = Place(Section.MILESTONES, str(milestone.pk), "baseline_on")
    said = f"{day_label(after)}. Approved by: {Approver(approved_by).label.lower()}. {reason}"
    record(report, place, f"{milestone.title}: new baseline", day_label(before), said, by=by)
    _expect(report, milestone, after, by)
    return agreed


def _expect(report, milestone, day, by):
    milestone.refresh_from_db(fields=["forecast_on", "completed_on"])
    if milestone.forecast_on or milestone.completed_on:
        return
    milestone.forecast_on = day
    milestone.save(update_fields=["forecast_on"])
    place = Place(Section.MILESTONES, str(milestone.pk), "forecast_on")
    record(report, place, f"{milestone.title}: forecast", "", day.isoformat(), by=by)


def _text(value):
    return value.isoformat() if isinstance(value, date) else value or ""


def _stored(name, text):
    if not name.endswith("_on"):
        return text
    return date.fromisoformat(text) if text else None
