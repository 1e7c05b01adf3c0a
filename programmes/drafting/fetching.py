"""Fetch what the form of a report holds, in a fixed number of queries."""

from collections.abc import Collection

from django.db.models import Prefetch, prefetch_related_objects

from programmes.choices import NIL_SECTIONS, WRITTEN_SECTIONS, Section
from programmes.models import Comment, Commitment, Decision, Entry, NilReturn, Report

_NEEDED = {
    "entries": set(WRITTEN_SECTIONS),
    "nil_returns": set(NIL_SECTIONS),
    "decisions": {Section.DECISIONS},
    "commitments": {Section.COMMITMENTS},
    "comments": {Section.COMMENTS},
}


def fetch(report: Report, sections: Collection[Section] = tuple(Section)) -> Report:
    """The report with what those sections hold: one query for each kind of row."""
    querysets = {
        "entries": Entry.objects.select_related("carried_from__report", "commitment__action"),
        "nil_returns": NilReturn.objects.select_related("by"),
        "decisions": Decision.objects.select_related("carried_from__report"),
        "commitments": Commitment.objects.select_related("action"),
        "comments": Comment.objects.select_related("indicator"),
    }
    wanted = [
        Prefetch(name, rows)
        for name, rows in querysets.items()
        if not _NEEDED[name].isdisjoint(sections)
    ]
    prefetch_related_objects([report], *wanted)
    return report


def locked(report: Report) -> Report:
    """The report as it is now, kept from other writers until the transaction ends."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("programme__area")
    return rows.get(pk=report.pk)
