"""What people wrote in a report, as plain values, each text with its place in the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from programmes.choices import CommitmentOutcome, Section
from programmes.reports.schema import Snapshot
from programmes.reports.sentences import shortened

_ONE = {
    Section.ACHIEVEMENTS: "achievement {}",
    Section.VOICE: "entry {} of what children told us",
    Section.SLIPPAGE: "slippage {}",
    Section.NEXT_ACTIONS: "action {} of the next period",
    Section.VARIANCES: "variance {}",
}

_REMEDY = "remedial action"


@dataclass(frozen=True)
class Piece:
    """One text, its ``place`` in the form and a ``label`` that can follow “in”."""

    section: str
    place: str
    label: str
    text: str = ""


@dataclass(frozen=True)
class WrittenEntry:
    """A line of a written section; ``number`` counts from 1 in its section.

    ``stood``: reports running in which it reads the same; ``promised``: it answers a commitment,
    whose reason and remedial action are checked there.
    """

    section: str
    key: str
    number: int = 1
    text: str = ""
    due: date | None = None
    reason: str = ""
    remedy: str = ""
    stood: int = 1
    promised: bool = False

    def place(self, field: str) -> str:
        """The name of a field of this line in the form."""
        return f"{self.section}-{self.key}-{field}"

    @property
    def label(self) -> str:
        """“achievement 2”."""
        return _ONE.get(self.section, "entry {}").format(self.number)

    @property
    def pieces(self) -> Iterator[Piece]:
        """Its texts."""
        yield Piece(self.section, self.place("text"), self.label, self.text)
        if not self.promised:
            reason, remedy = (f"the {what} for {self.label}" for what in ("reason", _REMEDY))
            yield Piece(self.section, self.place("reason"), reason, self.reason)
            yield Piece(self.section, self.place("remedy"), remedy, self.remedy)


@dataclass(frozen=True)
class WrittenCommitment:
    """An action that the last report promised, and the answer to it."""

    key: str
    action: str
    outcome: str = ""
    reason: str = ""
    remedy: str = ""

    def place(self, field: str) -> str:
        """The name of a field of this answer in the form."""
        return f"{Section.COMMITMENTS}-{self.key}-{field}"

    @property
    def pieces(self) -> Iterator[Piece]:
        """What is said of it where it slipped; the action itself was issued already."""
        if self.outcome == CommitmentOutcome.SLIPPED:
            about = f"“{shortened(self.action)}”"
            for field, label in (
                ("reason", f"the reason why {about} slipped"),
                ("remedy", f"the {_REMEDY} for {about}"),
            ):
                text = getattr(self, field)
                yield Piece(Section.COMMITMENTS, self.place(field), label, text)


@dataclass(frozen=True)
class Written:
    """All that people wrote in a report.

    ``texts`` are the decisions wanted and the comments; ``nil`` the sections with a nil return;
    ``clashes`` the places where two texts wait for one to be chosen.
    """

    rag: str = ""
    reason: str = ""
    difference_reason: str = ""
    entries: tuple[WrittenEntry, ...] = ()
    commitments: tuple[WrittenCommitment, ...] = ()
    texts: tuple[Piece, ...] = ()
    nil: frozenset[str] = frozenset()
    clashes: tuple[Piece, ...] = ()

    @property
    def pieces(self) -> list[Piece]:
        """Every text that says something, in the order of the form."""
        found = [piece for row in (*self.commitments, *self.entries) for piece in row.pieces]
        found += self.texts
        status = Section.STATUS
        reason, why = f"{status}-report-reason", f"{status}-report-difference_reason"
        found.append(Piece(status, reason, "the reason for the status", self.reason))
        label = "why the status differs from the evidence"
        found.append(Piece(status, why, label, self.difference_reason))
        order = {section: place for place, section in enumerate(Section.values)}
        found = [piece for piece in found if piece.text.strip()]
        return sorted(found, key=lambda piece: order.get(piece.section, len(order)))


def texts_of(snapshot: Snapshot) -> Iterator[Piece]:
    """What is written of milestones and risks, as the report will print it."""
    for row in snapshot.milestones:
        place, name = f"{Section.MILESTONES}-{row.key}", f"“{row.title}”"
        yield Piece(Section.MILESTONES, f"{place}-title", f"the milestone {name}", row.title)
        yield Piece(
            Section.MILESTONES, f"{place}-progress", f"the progress of {name}", row.progress
        )
        remedy = f"the {_REMEDY} for {name}"
        yield Piece(Section.MILESTONES, f"{place}-remedy", remedy, row.remedy)
    for row in snapshot.risks:
        place, name = f"{Section.RISKS}-{row.key}", f"“{row.title}”"
        yield Piece(Section.RISKS, f"{place}-title", f"the risk {name}", row.title)
        doing = f"what is being done about {name}"
        yield Piece(Section.RISKS, f"{place}-mitigation", doing, row.mitigation)
