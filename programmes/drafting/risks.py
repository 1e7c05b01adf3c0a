"""Risks in the report's form: their scores and words, new ones, closing and opening again."""

from datetime import date
from functools import cached_property

from django.db import transaction
from django.db.models import Max

from indicators.periods import day_label
from programmes.choices import Section
from programmes.drafting.lines import Lines
from programmes.drafting.nil import withdraw_nil
from programmes.drafting.places import Place
from programmes.drafting.refusals import Refused, hold
from programmes.drafting.trail import record
from programmes.models import Report, Risk

_FIELDS = {
    "likelihood": "likelihood",
    "impact": "impact",
    "mitigation": "what is being done",
    "owner": "owner",
}
_NUMBERS = ("likelihood", "impact")


class RiskLines(Lines):
    """The risks of the report's programme; the key is the number of the row."""

    @cached_property
    def rows(self) -> dict[str, Risk]:
        """By their keys, in order."""
        return {str(row.pk): row for row in self.report.programme.risks.all()}

    def values(self):
        return {
            key: {name: str(getattr(row, name)) for name in _FIELDS}
            for key, row in self.rows.items()
        }

    def write(self, key, fields):
        """Store numbers from 1 to 5 and words. Raises ``ValueError`` where a number is none."""
        row = self.rows[key]
        for name, text in fields.items():
            setattr(row, name, int(text) if name in _NUMBERS else text)
        row.save(update_fields=list(fields))

    def label(self, key, field):
        return f"{self.rows[key].title}: {_FIELDS[field]}"


@transaction.atomic
def add_risk(
    report: Report,
    *,
    title: str,
    square: tuple[int, int],
    owner: str = "",
    mitigation: str = "",
    by,
) -> Risk:
    """Add a risk to the programme; ``square`` is its likelihood and impact. Twice is once.

    Raises ``Refused`` where another one has that title, or the report is not open any more.
    """
    programme = hold(report).programme
    if same := programme.risks.filter(title=title).first():
        if (same.likelihood, same.impact) == square and same.closed_on is None:
            return same
        raise Refused("title", "This programme already has a risk of that title, open or closed.")
    last = programme.risks.aggregate(last=Max("position"))["last"]
    risk = Risk.objects.create(
        programme=programme,
        title=title,
        likelihood=square[0],
        impact=square[1],
        owner=owner,
        mitigation=mitigation,
        position=0 if last is None else last + 1,
    )
    said = f"{title}, score {risk.score} ({risk.likelihood} × {risk.impact})"
    record(report, _place(risk, "title"), "A new risk", "", said, by=by)
    withdraw_nil(report, Section.RISKS, by=by)
    return risk


@transaction.atomic
def close_risk(report: Report, risk: Risk, *, closed_on: date, reason: str, by) -> Risk:
    """Close a risk; one that is closed already stays as it is.

    Raises ``Refused`` where the report is not open any more.
    """
    hold(report)
    held = Risk.objects.select_for_update().get(pk=risk.pk)
    if held.closed_on:
        return held
    held.closed_on, held.closed_reason = closed_on, reason
    held.save(update_fields=["closed_on", "closed_reason"])
    said = f"Closed on {day_label(closed_on)}: {reason}"
    record(report, _place(held, "closed_on"), held.title, "Open", said, by=by)
    return held


@transaction.atomic
def reopen_risk(report: Report, risk: Risk, *, by) -> Risk:
    """Open a closed risk again. Why it was closed stays in the trail.

    Raises ``Refused`` where the report is not open any more.
    """
    hold(report)
    held = Risk.objects.select_for_update().get(pk=risk.pk)
    if not held.closed_on:
        return held
    was = f"Closed on {day_label(held.closed_on)}: {held.closed_reason}"
    held.closed_on, held.closed_reason = None, ""
    held.save(update_fields=["closed_on", "closed_reason"])
    record(report, _place(held, "closed_on"), held.title, was, "Open", by=by)
    withdraw_nil(report, Section.RISKS, by=by)
    return held


def _place(risk, field):
    return Place(Section.RISKS, str(risk.pk), field)
