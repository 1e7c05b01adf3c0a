"""The words of one report copied into another: how a correction begins."""

from collections.abc import Callable

from django.db.models import Model

from programmes.models import NilReturn, Report


def copy_written(source: Report, to: Report) -> None:
    """Copy all that people wrote in ``source``, row by row, into a report that is empty.

    Lines keep their keys, a nil return whoever signed it and when, a decision its outcome.
    """
    answers = _copied(source.commitments, to)
    _copied(source.entries, to, lambda row: _follow(row, answers))
    _copied(source.comments, to)
    _copied(source.decisions, to)
    _copied(source.exemptions, to)
    signed = dict(source.nil_returns.values_list("section", "at"))
    nil_returns = list(_copied(source.nil_returns, to).values())
    for row in nil_returns:
        row.at = signed[row.section]
    NilReturn.objects.bulk_update(nil_returns, ["at"])


def _follow(entry, answers):
    """An entry that answers a promise follows the copy of that answer."""
    if entry.commitment_id:
        entry.commitment = answers[entry.commitment_id]


def _copied(
    rows, to: Report, change: Callable[[Model], None] = lambda row: None
) -> dict[int, Model]:
    """The new rows by the keys of those they were copied from."""
    copies = {}
    for row in rows.all():
        old, row.pk, row.report = row.pk, None, to
        row._state.adding = True
        change(row)
        copies[old] = row
    rows.model.objects.bulk_create(copies.values())
    return copies
