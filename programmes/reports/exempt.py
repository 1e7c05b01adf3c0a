"""Sections that the law exempts from publication: their words, and a copy without them.

Part 1 of Schedule 12A of the Local Government Act 1972 names seven kinds of information that may
be kept from the public.
"""

from collections.abc import Callable
from dataclasses import replace

from indicators.choices import Rag
from indicators.disclosure import PUBLIC
from programmes.choices import Section, Trend
from programmes.reports.schema import ExemptSection, Snapshot, Status

PARAGRAPHS = {
    1: "about any individual",
    2: "likely to reveal the identity of an individual",
    3: "about the financial or business affairs of any person, the council included",
    4: "about labour relations and consultations or negotiations on them",
    5: "to which legal professional privilege could be claimed",
    6: "about a notice, order or direction that the council means to give or make",
    7: "about action taken to prevent, investigate or prosecute crime",
}
LAW = "Part 1 of Schedule 12A of the Local Government Act 1972"
_NOT_IN_COPY = "What the evidence suggests rests on sections that are not in this copy."
_COUNTED = {
    Section.COMMENTS: "indicators",
    Section.MILESTONES: "milestones",
    Section.RISKS: "risks",
}


def exempt_words(mark: ExemptSection, audience: str) -> str:
    """“Exempt under paragraph 2 (…): reason” for the public; for others that it is not for them."""
    if audience == PUBLIC.audience:
        about = PARAGRAPHS[mark.paragraph]
        return f"Exempt under paragraph {mark.paragraph} (information {about}): {mark.reason}"
    return f"Exempt from publication: paragraph {mark.paragraph}. {mark.reason}"


def marks_of(snapshot: Snapshot) -> dict[str, str]:
    """What is printed at each exempt section, by section."""
    return {mark.section: exempt_words(mark, snapshot.audience) for mark in snapshot.exempt}


def withheld_in(snapshot: Snapshot) -> set[str]:
    """The sections that this copy leaves out: those exempt, where it is for the public."""
    if snapshot.audience != PUBLIC.audience:
        return set()
    return {mark.section for mark in snapshot.exempt}


def none_words(snapshot: Snapshot, section: str, none: str) -> str:
    """What stands in place of a section that has no row: ``none``, or that it was left out."""
    return "Not in this copy." if section in withheld_in(snapshot) else none


def without_exempt(copy: Snapshot) -> Snapshot:
    """A copy for the public without its exempt sections; any other as it is."""
    withheld = withheld_in(copy)
    if not withheld:
        return copy
    bare = _without_counted(copy, withheld)
    for section in Section:
        if section in withheld:
            bare = _LEAVE_OUT.get(section, _without_entries(section))(bare)
    law = f"Sections that are exempt under {LAW} are left out; each says under which paragraph."
    return replace(bare, disclosure=(*bare.disclosure, law))


def _without_counted(copy, withheld):
    """The evidence without its reason where that counts what is left out."""
    counted = [noun for section, noun in _COUNTED.items() if section in withheld]
    if not counted:
        return copy
    return replace(copy, status=replace(copy.status, evidence_reason=_NOT_IN_COPY))


def _without_status(copy):
    """No judgement, no evidence, and neither of an earlier report."""
    nothing = Status(None, Rag.NOT_RATED.value, "", Trend.NOT_KNOWN.value, "")
    return replace(copy, status=nothing)


def _without_entries(section: Section) -> Callable[[Snapshot], Snapshot]:
    def leave_out(copy):
        sections = [
            replace(row, entries=(), nil=False, nil_by="") if row.key == section else row
            for row in copy.sections
        ]
        return replace(copy, sections=tuple(sections))

    return leave_out


_LEAVE_OUT: dict[Section, Callable[[Snapshot], Snapshot]] = {
    Section.COMMITMENTS: lambda copy: replace(copy, commitments=()),
    Section.MILESTONES: lambda copy: replace(copy, milestones=()),
    Section.COMMENTS: lambda copy: replace(copy, priorities=()),
    Section.RISKS: lambda copy: replace(copy, risks=()),
    Section.DECISIONS: lambda copy: replace(copy, decisions=(), outcomes=()),
    Section.STATUS: _without_status,
}
