"""Every text of a snapshot that people typed, in one place, to be rewritten together."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from programmes.reports.schema import Snapshot

Row = TypeVar("Row")


def rewritten(snapshot: Snapshot, change: Callable[[str], str]) -> Snapshot:
    """The snapshot with ``change`` made to what people typed, and to nothing else."""
    return replace(
        snapshot,
        correction=change(snapshot.correction),
        status=_changed(snapshot.status, change, "reason", "difference_reason"),
        sections=tuple(
            replace(section, entries=_each(section.entries, change, "text", "reason", "remedy"))
            for section in snapshot.sections
        ),
        commitments=_each(snapshot.commitments, change, "text", "reason", "remedy"),
        milestones=_each(
            snapshot.milestones, change, "title", "progress", "remedy", "agreed_reason"
        ),
        risks=_each(snapshot.risks, change, "title", "mitigation"),
        decisions=_each(snapshot.decisions, change, "text", "note"),
        outcomes=_each(snapshot.outcomes, change, "text", "note"),
        priorities=tuple(
            replace(priority, indicators=_each(priority.indicators, change, "comment"))
            for priority in snapshot.priorities
        ),
    )


def _each(rows: Iterable[Row], change, *names) -> tuple[Row, ...]:
    return tuple(_changed(row, change, *names) for row in rows)


def _changed(row: Row, change, *names) -> Row:
    texts = {name: getattr(row, name) for name in names}
    changes = {name: new for name, text in texts.items() if (new := change(text)) != text}
    return replace(row, **changes) if changes else row
