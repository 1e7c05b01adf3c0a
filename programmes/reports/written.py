"""What people wrote in a report, read from its rows: a fixed number of queries."""

from collections import Counter

from django.db.models import Prefetch, prefetch_related_objects

from programmes.choices import KeptText, Section
from programmes.models import Clash, Comment, Commitment, Entry, NilReturn, Report
from programmes.reports.checks import Piece, Written, WrittenCommitment, WrittenEntry

_COMMENTS = Comment.objects.select_related("indicator")


def with_written(report: Report) -> Report:
    """The report with all that people wrote in it but its comments, and the decisions that the
    last one asked for. Four queries, or none where it has that.

    Rows that were read before stay as they were: after writing, pass a report read afresh.
    """
    entries = Entry.objects.select_related("carried_from__report", "commitment")
    prefetch_related_objects([report, *report.earlier[:1]], "decisions")
    prefetch_related_objects(
        [report],
        Prefetch("entries", entries.defer("carried_from__report__snapshot")),
        Prefetch("nil_returns", NilReturn.objects.select_related("by")),
        Prefetch("commitments", Commitment.objects.select_related("action")),
    )
    return report


def written_of(report: Report) -> Written:
    """What people wrote in a stored report, each text with its place. No more than two queries
    for a report that was composed before; milestones and risks are in its snapshot.
    """
    with_written(report)
    return Written(
        rag=report.rag,
        reason=report.reason,
        difference_reason=report.difference_reason,
        entries=tuple(_entries(report)),
        commitments=tuple(_commitment(row) for row in report.commitments.all()),
        texts=(*_comments(report), *_decisions(report)),
        nil=frozenset(row.section for row in report.nil_returns.all()),
        clashes=tuple(_clashes(report)),
    )


def _entries(report):
    numbers = Counter()
    for row in report.entries.all():
        numbers[row.section] += 1
        yield WrittenEntry(
            section=row.section,
            key=row.key,
            number=numbers[row.section],
            text=row.text,
            due=row.due_on,
            reason=row.reason,
            remedy=row.remedy,
            stood=row.stood,
            promised=row.commitment_id is not None,
        )


def _commitment(row):
    return WrittenCommitment(str(row.pk), row.action.text, row.outcome, row.reason, row.remedy)


def _comments(report):
    prefetch_related_objects([report], Prefetch("comments", _COMMENTS))
    for row in report.comments.all():
        code = row.indicator.code
        yield _piece(Section.COMMENTS, code, "text", f"the comment on {code}", row.text)


def _decisions(report):
    for number, row in enumerate(report.decisions.all(), 1):
        yield _piece(Section.DECISIONS, row.key, "text", f"decision {number}", row.text)


def _clashes(report):
    waiting = Clash.objects.filter(report=report, kept=KeptText.WAITING)
    for row in waiting.order_by("pk"):
        yield Piece(row.section, row.place, f"“{row.label}”")


def _piece(section, key, field, label, text):
    return Piece(section, f"{section}-{key}-{field}", label, text)
