"""What people wrote in a report, read from its rows."""

from collections import Counter

from programmes.choices import Section
from programmes.models import Report
from programmes.reports.checks import Piece, Written, WrittenCommitment, WrittenEntry
from programmes.reports.fetching import fetch


def written_of(report: Report) -> Written:
    """What people wrote in a stored report, each text with its place. No query for a report that
    was composed before; milestones and risks are in its snapshot.
    """
    fetch(report)
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
    for row in report.comments.all():
        code = row.indicator.code
        yield _piece(Section.COMMENTS, code, "text", f"the comment on {code}", row.text)


def _decisions(report):
    for number, row in enumerate(report.decisions.all(), 1):
        yield _piece(Section.DECISIONS, row.key, "text", f"decision {number}", row.text)


def _clashes(report):
    for row in report.waiting_clashes:
        yield Piece(row.section, f"clash-{row.pk}", f"“{row.label}”")


def _piece(section, key, field, label, text):
    return Piece(section, f"{section}-{key}-{field}", label, text)
