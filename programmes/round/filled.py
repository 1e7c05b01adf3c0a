"""How many sections of open reports hold something: counted without composing any of them."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from programmes.choices import CommitmentOutcome, Section
from programmes.models import Commitment, Decision, Entry, NilReturn, Report, Risk

ALL = len(Section)


def filled_in(reports: Iterable[Report]) -> dict[int, int]:
    """By the key of each report, in how many of its sections something stands, or is stated nil.

    What stands there may still have to be mended; only the report's own page knows that. Comments
    may be left out, so their section counts. One query, however many reports.
    """
    keys = [report.pk for report in reports]
    if not keys:
        return {}
    held = {key: {str(Section.COMMENTS)} for key in keys}
    for key, section in _sections(Report.objects.filter(pk__in=keys)):
        held[key].add(section)
    return {key: len(sections) for key, sections in held.items()}


def _sections(reports: QuerySet[Report]) -> QuerySet:
    """The key of a report and a section that holds something, once for each."""
    written = Entry.objects.filter(report__in=reports).exclude(text="")
    nil = NilReturn.objects.filter(report__in=reports)
    asking = Decision.objects.filter(report__in=reports)
    return _named(written, "report", F("section")).union(
        _named(nil, "report", F("section")),
        _named(asking, "report", _text(Section.DECISIONS)),
        *(_named(reports.filter(rule), "pk", _text(of)) for of, rule in _rules().items()),
    )


def _text(section):
    return Value(str(section), CharField())


def _named(rows, report, section):
    return rows.order_by().annotate(held=section).values_list(report, "held")


def _rules():
    """What makes a section hold something that is kept with the programme or the report itself."""
    unanswered = Commitment.objects.filter(report=OuterRef("pk"), outcome=CommitmentOutcome.OPEN)
    still_open = Risk.objects.filter(programme=OuterRef("programme")).open_at(
        OuterRef("period_end")
    )
    return {
        Section.COMMITMENTS: ~Exists(unanswered),
        Section.MILESTONES: Q(programme__milestones__isnull=False),
        Section.RISKS: Exists(still_open),
        Section.STATUS: ~Q(rag="") & ~Q(reason=""),
    }
