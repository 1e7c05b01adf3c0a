"""Marking sections of a report as exempt from publication. The only writer of ``Exemption``.

What is frozen in the snapshot stays: after submission a mark changes the copies for others only.
"""

from django.db import transaction

from programmes import drafting
from programmes.choices import ReportState, Section
from programmes.models import Exemption, Report

_SETTLED = {ReportState.ISSUED, ReportState.SUPERSEDED}


def is_settled(report: Report) -> bool:
    """Whether the report is issued, so that its marks can no longer change."""
    return report.state in _SETTLED


@transaction.atomic
def mark(report: Report, section: Section, paragraph: int, reason: str, *, by) -> bool:
    """Mark a section as exempt, or change why it is. False where the report is issued."""
    held = drafting.locked(report)
    if is_settled(held):
        return False
    before = held.exemptions.filter(section=section).first()
    row, _ = Exemption.objects.update_or_create(
        report=held, section=section, defaults={"paragraph": paragraph, "reason": reason}
    )
    _record(held, section, before, row, by)
    return True


@transaction.atomic
def unmark(report: Report, section: Section, *, by) -> bool:
    """Open a section to the public again. False where the report is issued or it was open."""
    held = drafting.locked(report)
    row = held.exemptions.filter(section=section).first()
    if row is None or is_settled(held):
        return False
    row.delete()
    _record(held, section, row, None, by)
    return True


def _record(report, section, before, after, by):
    place = drafting.Place(section, drafting.ALL, "exempt")
    label = f"Exempt from publication: {Section(section).label}"
    drafting.record(report, place, label, _words(before), _words(after), by=by)


def _words(row):
    return f"Paragraph {row.paragraph}. {row.reason}" if row else ""
