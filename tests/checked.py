"""What people wrote in a report, for the checks: a clean report, and one with these texts."""

from dataclasses import replace

from programmes.reports.checks import (
    Piece,
    Problem,
    Written,
    WrittenEntry,
    find_problems,
)
from programmes.reports.schema import PriorityRows, Snapshot
from tests.snapshot_figures import indicator
from tests.snapshots import sample_snapshot

WRITTEN = Written(
    rag="amber",
    reason="Most of the work is on course.",
    difference_reason="The late figures have a plan.",
    entries=(WrittenEntry("achievements", "a1", text="The new team has opened."),),
    texts=(Piece("decisions", "decisions-d1-text", "decision 1", "Name one officer an area."),),
    nil=frozenset({"voice", "slippage", "next_actions", "variances"}),
)


def snapshot_of(*rows) -> Snapshot:
    """A report to 31 January 2017, of 21 February; green figures unless others are given."""
    rows = rows or (indicator("T4-01", name="Second plans"),)
    sample = sample_snapshot(priorities=(PriorityRows(1, "Help", rows),))
    return replace(sample, milestones=sample.milestones[:1], risks=sample.risks[:1])


def problems(*, written: Written = WRITTEN, rows=(), **changes) -> list[Problem]:
    """What the checks find in the clean report with these changes."""
    return find_problems(replace(written, **changes), snapshot_of(*rows))


def problems_in(text: str, section: str = "achievements") -> list[Problem]:
    """What they find in the text of one line."""
    entry = WrittenEntry(section, "a1", text=text, reason="It rained.", remedy="Umbrellas.")
    return [
        problem
        for problem in problems(entries=(entry,))
        if problem.place == f"{section}-a1-text" and problem.section == section
    ]


def blocking(text: str, section: str = "achievements") -> list[str]:
    """The sentences that stop submission for one line."""
    return [problem.sentence for problem in problems_in(text, section) if problem.blocks]


def looks(text: str, section: str = "achievements") -> list[str]:
    """The sentences that are only worth a look."""
    return [problem.sentence for problem in problems_in(text, section) if not problem.blocks]
