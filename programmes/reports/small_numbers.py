"""Small numbers in what people wrote, which is never altered: for somebody to look at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indicators.disclosure import PUBLIC, Profile
from programmes.reports.schema import IndicatorRow, Snapshot
from programmes.reports.sentences import sentences

# “One” is in every other sentence and hardly ever counts people, so it is not looked for.
_WORDS = {
    word: number
    for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)
}
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_NUMBER = re.compile(
    r"(?<![\w£])(?<!\d[.,])(?<![A-Za-z]-)[1-9]\d*"  # no amount, decimal or code: £3, 0.5, KS-2
    rf"(?!\w|\s?%|[.,:]\d| per ?cent| (?:{_MONTHS})\b)"  # nor 2nd, 5%, 3.5, 1,200, 4:30, 2 March
)
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


class Look(NamedTuple):
    """A small number that somebody wrote: where, in which sentence, and which."""

    place: str
    sentence: str
    number: int


def integers_for_a_look(snapshot: Snapshot, profile: Profile = PUBLIC) -> list[Look]:
    """Every whole number standing alone in free text that the profile would suppress as a count.

    Figures and words alike: “2 of 56”, “2/11”, “two care leavers”. Dates, percentages, amounts
    of money and parts of codes are passed over. Whether a number is of people is for the
    reader to judge.
    """
    return [
        Look(place, sentence, number)
        for place, text in dict.fromkeys(_texts(snapshot))
        for sentence in sentences(text)
        for number in small_integers(sentence, profile)
    ]


def small_integers(text: str, profile: Profile = PUBLIC) -> list[int]:
    """The small whole numbers of a text, in order."""
    found = [(match.start(), int(match[0])) for match in _NUMBER.finditer(text)]
    found += [(match.start(), _WORDS[match[0].lower()]) for match in _WORD.finditer(text)]
    return [number for _, number in sorted(found) if profile.small(number)]


def _texts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """What people wrote, with its place. Names of indicators are no news of anybody."""
    yield "Why this version corrects the last", snapshot.correction
    yield "Status, reason", snapshot.status.reason
    yield "Status, why it differs from the evidence", snapshot.status.difference_reason
    for section in snapshot.sections:
        for number, entry in enumerate(section.entries, 1):
            place = f"{section.title}, entry {number}"
            yield place, entry.text
            yield f"{place}, why it slipped", entry.reason
            yield f"{place}, remedial action", entry.remedy
    yield from _promises(snapshot)
    for number, milestone in enumerate(snapshot.milestones, 1):
        yield f"Milestone {number}", milestone.title
        yield f"Milestone {number}, progress", milestone.progress
        yield f"Milestone {number}, remedial action", milestone.remedy
        yield f"Milestone {number}, reason for its new date", milestone.agreed_reason
    for number, risk in enumerate(snapshot.risks, 1):
        yield f"Risk {number}", risk.title
        yield f"Risk {number}, what is being done", risk.mitigation
    for row in snapshot.indicators:
        yield f"{row.code}, comment", row.comment
        yield from _notes(row)


def _promises(snapshot: Snapshot):
    """What was promised and asked for, this time and last."""
    for number, row in enumerate(snapshot.commitments, 1):
        yield f"Commitment {number}", row.text
        yield f"Commitment {number}, why it slipped", row.reason
        yield f"Commitment {number}, remedial action", row.remedy
    for place, rows in (("Decision", snapshot.decisions), ("Earlier decision", snapshot.outcomes)):
        for number, row in enumerate(rows, 1):
            yield f"{place} {number}", row.text
            yield f"{place} {number}, note", row.note


def _notes(row: IndicatorRow):
    """The notes of a row and its categories, those of its target included."""
    yield f"{row.code}, note", row.note
    for band in (row, *row.categories):
        name = row.code if band is row else f"{row.code}, {band.name}"
        for facts in (band.current, band.previous):
            if facts and facts.note not in row.note:
                yield f"{name}, note, {facts.period}", facts.note
        if band.target and band.target.note not in row.note:
            yield f"{name}, note on the target", band.target.note
