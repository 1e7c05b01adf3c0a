"""Copies of a submitted report for the partnership and the public.

A copy is made of the frozen snapshot with the sections that are exempt now. Nobody gets one
before somebody has looked at the small numbers that people wrote, which no rule can judge; who
did is kept in the trail, with the record of the very copy.
"""

from collections.abc import Iterable
from dataclasses import replace

from indicators.models.disclosure import current_profile
from programmes import drafting
from programmes.models import Change, Document, Exemption, Report
from programmes.reports.compose import exempt_sections
from programmes.reports.disclosure import copy_for
from programmes.reports.documents import document_of
from programmes.reports.render import record_of
from programmes.reports.schema import Snapshot, from_data
from programmes.reports.small_numbers import Look, integers_for_a_look


def copy_of(report: Report, audience: str) -> Snapshot:
    """What an audience may see of a report whose figures are frozen."""
    frozen = from_data(report.snapshot)
    marked_now = exempt_sections(Exemption.objects.filter(report=report))
    return copy_for(replace(frozen, exempt=marked_now), current_profile(audience))


def looks_of(copy: Snapshot) -> list[Look]:
    """The small numbers of a copy that somebody has to look at."""
    return integers_for_a_look(copy, current_profile(copy.audience))


def confirmation_of(report: Report, copy: Snapshot) -> Change | None:
    """Who looked at this very copy, and when; None where nobody has."""
    found = report.changes.filter(place=_place(copy), after__endswith=_record(copy))
    return found.select_related("by").last()


def confirm(report: Report, copy: Snapshot, *, by) -> Change:
    """Note that somebody looked at the small numbers of a copy and found that it may go out."""
    number = len(looks_of(copy))
    looked = f"{number} small number{'' if number == 1 else 's'} looked at"
    label = f"Copy for the {copy.audience}"
    return drafting.record(report, _place(copy), label, "", f"{looked}. {_record(copy)}", by=by)


def make_documents(report: Report, audience: str, formats: Iterable[str]) -> list[Document]:
    """The documents of a copy, made where they are not there yet; none before it is confirmed."""
    copy = copy_of(report, audience)
    if confirmation_of(report, copy) is None:
        return []
    return [document_of(report, format, copy) for format in formats]


def _place(copy):
    return f"copy-{copy.audience}"


def _record(copy):
    return f"Record {record_of(copy)}"
