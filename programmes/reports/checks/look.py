"""What is only worth a look before submission: it may well be right."""

from collections import defaultdict
from collections.abc import Iterator

from indicators.choices import Rag
from programmes.choices import Section
from programmes.reports.checks.names import known_words, names_in
from programmes.reports.checks.problems import Problem
from programmes.reports.checks.written import Piece, Written
from programmes.reports.quoting import (
    figures_of,
    stray_percentages,
    without_quotations,
    without_value,
)
from programmes.reports.schema import Snapshot
from programmes.reports.small_numbers import small_integers

UNCHANGED_FROM = 2


def figures(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Quotations without a value, and percentages typed by hand that the table does not have."""
    held = figures_of(snapshot.indicators)
    for piece in written.pieces:
        for figure in without_value(piece.text, held):
            yield _look(
                piece, f"Leave {figure.code} out of {piece.label}: there is {figure.words}."
            )
        for stray in stray_percentages(piece.text, held):
            yield _look(
                piece,
                f"Check {stray.percentage}% in {piece.label}: it is no figure of {stray.code}. "
                f"Type [[{stray.code}]] for the current one.",
            )


def persons(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Words that look like the name of a person."""
    known = known_words(_titles(snapshot))
    for piece in written.pieces:
        for name in names_in(piece.text, known):
            yield _look(
                piece, f"Use a role in place of “{name}” in {piece.label}, if that is a person."
            )


def _titles(snapshot):
    programme = snapshot.programme
    yield from (programme.title, programme.area, programme.delivery_group, programme.plan)
    yield from (priority.title for priority in snapshot.priorities)
    yield from (row.title for row in snapshot.milestones)
    for risk in snapshot.risks:
        yield from (risk.title, risk.owner)
    for row in snapshot.indicators:
        yield row.name
        yield from (value.area for value in row.benchmarks)
        yield from (band.name for band in row.categories)


def small_counts(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Whole numbers from 1 to 5, which may point to a child."""
    for piece in written.pieces:
        if piece.place.endswith("-title"):  # of a milestone or risk: it is no news of this period
            continue
        numbers = dict.fromkeys(small_integers(without_quotations(piece.text)))
        if numbers:
            found = ", ".join(str(number) for number in numbers)
            yield _look(
                piece,
                f"Check the small numbers in {piece.label} ({found}): "
                "nobody may be recognised by them.",
            )


def unchanged(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Lines that read as they did in earlier reports."""
    for entry in written.entries:
        if entry.stood >= UNCHANGED_FROM and entry.text.strip():
            sentence = (
                f"Bring {entry.label} up to date, or remove it: "
                f"it has been the same for {entry.stood} reports."
            )
            yield Problem(entry.section, entry.place("text"), sentence, blocks=False)


def uncommented(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Red figures that nobody comments on."""
    commented = {piece.place for piece in written.texts if piece.text.strip()}
    for row in snapshot.indicators:
        place = f"{Section.COMMENTS}-{row.code}-text"
        if row.rag == Rag.RED and place not in commented:
            sentence = f"Say why {row.code} is red and what is being done ({row.name})."
            yield Problem(Section.COMMENTS, place, sentence, blocks=False)


def not_arrived(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """The figures that have no value for their period, together."""
    missing = defaultdict(list)
    for row in snapshot.indicators:
        if row.current is None and not any(band.current for band in row.categories):
            missing[row.expected_period].append(row.code)
    for period, codes in missing.items():
        they = "it has" if len(codes) == 1 else f"these {len(codes)} have"
        sentence = f"Ask the performance team for {', '.join(codes)}: {they} no value for {period}."
        yield Problem(Section.COMMENTS, "", sentence, blocks=False)


def _look(piece: Piece, sentence):
    return Problem(piece.section, piece.place, sentence, blocks=False)
