"""What of a programme calls for a look first, and the sentences that say so. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indicators.choices import Rag
from programmes.choices import RiskMovement
from programmes.reports.standing import Standing

STILL_FOR = 3  # reports running with the same status and the same words
_SEVERITY = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


@dataclass(frozen=True)
class Case:
    """A programme in a round. ``standing`` is by its newest frozen report, None without one.

    ``missing``: its report is not there though it is expected; ``late``: it is late, or was when
    it came. ``lateness`` says how late in words, ``reminded`` how often somebody was reminded.
    """

    name: str
    standing: Standing | None
    missing: bool = False
    late: bool = False
    lateness: str = ""
    reminded: str = ""
    decisions: int = 0


class Headline(NamedTuple):
    """Why a programme is to be looked at: a claim, and what bears it out. ``rank``: 0 is worst."""

    rank: int
    claim: str
    detail: str
    place: str


def headline_of(case: Case) -> Headline | None:
    """The worst that is to be said of a programme; None where nothing stands out.

    ``place`` is the part of its report that shows it.
    """
    for rank, rule in enumerate(_RULES):
        if found := rule(case):
            claim, detail, place = found
            return Headline(rank, f"{case.name} {claim}.", " ".join(filter(None, detail)), place)
    return None


def is_exception(case: Case) -> bool:
    """Whether a programme is to be shown where only exceptions are."""
    row = case.standing
    differs = bool(row) and (row.turned or row.differs or bool(row.moved.unusual))
    return bool(case.missing or case.late or case.decisions or differs or headline_of(case))


def _reported(case):
    """The standing in this round; none where the report of the round is missing."""
    return None if case.missing else case.standing


def _worse(one, other) -> bool:
    return _SEVERITY.get(one, -1) > _SEVERITY.get(other, -1)


def _turned_red(case):
    row = _reported(case)
    return row and row.reported == Rag.RED and _turned_worse(case)


def _turned_worse(case):
    row = _reported(case)
    if not row or not row.turned or not _worse(row.reported, row.was):
        return None
    was = f"It was {_word(row.was)}{_for(row.had_stood)}."
    return f"turned {_word(row.reported)}", [was, *_in_passing(row)], "summary"


def _hides_red(case):
    row = _reported(case)
    return row and row.evidence == Rag.RED and _flatters(case)


def _flatters(case):
    row = _reported(case)
    if not row or not row.reported or not _worse(row.evidence, row.reported):
        return None
    claim = f"says {_word(row.reported)}, the evidence suggests {_word(row.evidence)}"
    since = f"They have differed for {row.differed} reports." if row.differed > 1 else ""
    why = "The chair says why." if row.explained else "The chair does not say why."
    return claim, [since, why], "summary"


def _missing(case):
    if not (case.missing and case.late):
        return None
    reminded = "" if case.reminded in ("", "–") else f", reminded {_lower(case.reminded)}"
    return "has not reported", [f"{case.lateness}{reminded}."], ""


def _stays_red(case):
    row = _reported(case)
    if not row or row.reported != Rag.RED:
        return None
    running = f"It has been Red for {row.stood} reports." if row.stood > 1 else ""
    return "is Red", [running, *_in_passing(row)], "summary"


def _stands_still(case):
    row = _reported(case)
    if not row or min(row.stood, row.unchanged_for) < STILL_FOR:
        return None
    said = [f"{_word(row.reported)} for {row.stood} reports", _unchanged_words(row)]
    if row.differs:
        said.append(f"the evidence suggests {_word(row.evidence)}")
    return "may be standing still", [f"{_listed(said)}."], "progress"


def _unchanged_words(row):
    lines = "1 line" if row.unchanged == 1 else f"{row.unchanged} lines"
    longest = "" if row.unchanged == 1 else "up to "
    return f"{lines} of text unchanged for {longest}{row.unchanged_for}"


def _figures(case):
    row = _reported(case)
    if not row or not ((row.red_change or 0) > 0 or row.moved.missed):
        return None
    if (row.red_change or 0) > 0:
        more = "1 more Red figure" if row.red_change == 1 else f"{row.red_change} more Red figures"
        return f"has {more}", [_slipped_words(row)], "indicators"
    number = len(row.moved.missed)
    missed = "1 target" if number == 1 else f"{number} targets"
    return f"misses {missed} that it met", [_slipped_words(row)], "indicators"


def _promises(case):
    row = _reported(case)
    if not row or not row.slipped.count or row.slipped.count * 2 < row.slipped.total:
        return None
    return f"let {row.slipped} commitments slip", [], "progress"


def _risk(case):
    row = _reported(case)
    risk = row.risk if row else None
    if not risk or not risk.very_high or risk.movement not in (RiskMovement.UP, RiskMovement.NEW):
        return None
    verb = "has risen" if risk.movement == RiskMovement.UP else "is new"
    return "has a very high risk", [f"It scores {risk.score} and {verb}: {risk.title}."], "risks"


def _in_passing(row):
    """What else is to be said of a programme whose status is the news."""
    said = []
    if (row.red_change or 0) > 0:
        figures = "figure" if row.red_change == 1 else "figures"
        said.append(f"{row.red_change} more {figures} went Red")
    if row.slipped.count:
        said.append(f"{row.slipped} commitments slipped")
    return [f"{_listed(said)}."] if said else []


def _slipped_words(row):
    return f"{row.slipped} commitments slipped." if row.slipped.count else ""


def _word(rag):
    return Rag(rag).label


def _for(reports):
    return f" for {reports} reports" if reports > 1 else ""


def _lower(words):
    return words[:1].lower() + words[1:]


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


_RULES = (  # the worst first: of each programme only the first that holds is said
    _turned_red,
    _hides_red,
    _missing,
    _stays_red,
    _turned_worse,
    _stands_still,
    _flatters,
    _figures,
    _promises,
    _risk,
)
