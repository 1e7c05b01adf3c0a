"""Checks of a report before its submission. Plain values in, what to mend out.

Saving is never stopped by them. A problem that blocks stops submission; the others are listed
for somebody to look at.
"""

from dataclasses import replace

from programmes.choices import Section
from programmes.reports.checks import look, missing, texts
from programmes.reports.checks.problems import Problem
from programmes.reports.checks.written import (
    Piece,
    Written,
    WrittenCommitment,
    WrittenEntry,
    texts_of,
)
from programmes.reports.schema import Snapshot

__all__ = ["Piece", "Problem", "Written", "WrittenCommitment", "WrittenEntry", "find_problems"]

_CHECKS = (
    missing.clashes,
    missing.commitments,
    missing.empty_sections,
    missing.lines,
    missing.status,
    texts.placeholders,
    texts.unknown_figures,
    texts.copies,
    texts.dates,
    look.figures,
    look.persons,
    look.small_counts,
    look.unchanged,
    look.uncommented,
    look.not_arrived,
)
_ORDER = {section: place for place, section in enumerate(Section.values)}


def find_problems(written: Written, snapshot: Snapshot) -> list[Problem]:
    """What stands against submission, then what is worth a look, each in the form's order.

    ``snapshot`` is the report as it would be frozen: its figures are what the words are held
    against.
    """
    written = replace(written, texts=(*written.texts, *texts_of(snapshot)))
    found = dict.fromkeys(problem for check in _CHECKS for problem in check(written, snapshot))
    return sorted(found, key=lambda problem: (not problem.blocks, _ORDER.get(problem.section, -1)))
