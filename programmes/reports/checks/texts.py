"""What stops a report among the words people typed: placeholders, copies, impossible dates."""

import re
from collections import defaultdict
from collections.abc import Iterator

from indicators.periods import day_label
from programmes.choices import Section
from programmes.reports.checks import days
from programmes.reports.checks.placeholders import left_over
from programmes.reports.checks.problems import Problem
from programmes.reports.checks.written import Piece, Written
from programmes.reports.quoting import figures_of, unknown_codes
from programmes.reports.schema import Snapshot
from programmes.reports.sentences import shortened

_LEAST_COPIED = 25  # characters: “None this month” may stand twice
_BULLET = re.compile(r"^[\W_]+|[\W_]+$")


def placeholders(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """“TBC”, “delete as appropriate”, “Josh to provide”, brackets left over."""
    for piece in written.pieces:
        for found in left_over(piece.section, piece.text):
            sentence = f"Replace “{found}” in {piece.label}, or remove it."
            yield Problem(piece.section, piece.place, sentence)


def unknown_figures(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Quotations of a code that the report does not have."""
    figures = figures_of(snapshot.indicators)
    for piece in written.pieces:
        for found in unknown_codes(piece.text, figures):
            yield Problem(
                piece.section,
                piece.place,
                f"Check the code in “{found}” in {piece.label}: this report has no such indicator.",
            )


def copies(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """A paragraph that stands in two sections."""
    first = defaultdict(dict)
    for piece in written.pieces:
        for line in piece.text.splitlines():
            words = _BULLET.sub("", " ".join(line.casefold().split()))
            if len(words) >= _LEAST_COPIED:
                first[words].setdefault(piece.section, piece)
    for pieces in first.values():
        original, *others = pieces.values()
        yield from (_copy(original, other) for other in others)


def _copy(original: Piece, copy: Piece):
    return Problem(
        copy.section,
        copy.place,
        f"Say something else in {copy.label}, or remove it: "
        f"the same paragraph is in {original.label} (“{shortened(copy.text)}”).",
    )


def dates(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Days that do not exist, years a century off, achievements that are still to come."""
    for piece in written.pieces:
        where = f"in {piece.label}"
        for found in days.impossible(piece.text):
            yield _mend(piece, f"Correct “{found}” {where}: there is no such day.")
        for found in days.far_off(piece.text, snapshot.period_end):
            yield _mend(piece, f"Correct the year of “{found}” {where}.")
        if piece.section == Section.ACHIEVEMENTS:
            for found in days.not_yet(piece.text, snapshot.report_date, snapshot.period_end):
                day = day_label(snapshot.report_date)
                yield _mend(
                    piece,
                    f"Correct “{found}” {where}, or move the line to Next period: "
                    f"it is after the report date, {day}.",
                )


def _mend(piece, sentence):
    return Problem(piece.section, piece.place, sentence)
