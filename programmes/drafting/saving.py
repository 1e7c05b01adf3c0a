"""Save what people wrote in an open report. Nothing typed is lost, whoever else writes there.

The trail makes it a merge of three texts: what a place read when the page was opened, what it
reads now, and what came in. A place that only one person changed takes that change. Where two
did, the first one stands and the second is kept beside it as a clash, until somebody chooses.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from programmes.choices import KeptText, Section
from programmes.drafting.commitments import CommitmentLines
from programmes.drafting.lines import (
    ENTRY_FIELDS,
    CommentLines,
    DecisionLines,
    EntryLines,
    Lines,
    NilLines,
    StatusLines,
)
from programmes.drafting.locking import locked
from programmes.drafting.milestones import MilestoneLines
from programmes.drafting.places import ALL, Place, plain
from programmes.drafting.risks import RiskLines
from programmes.drafting.trail import later_changes, newest_change
from programmes.models import Change, Clash, Report
from programmes.reports.fetching import fetch

_KINDS: dict[Section, type[Lines]] = {
    **dict.fromkeys(ENTRY_FIELDS, EntryLines),
    Section.COMMITMENTS: CommitmentLines,
    Section.COMMENTS: CommentLines,
    Section.DECISIONS: DecisionLines,
    Section.MILESTONES: MilestoneLines,
    Section.RISKS: RiskLines,
    Section.STATUS: StatusLines,
}


@dataclass(frozen=True)
class Saved:
    """What a save did. ``seen`` is the newest change now; ``open``: it could write at all.

    ``older`` are the places whose text came in older than what is stored, and was left out.
    """

    changed: int
    clashes: int
    seen: int
    open: bool
    older: tuple[str, ...] = ()


def lines_of(report: Report, section: Section, key: str = "", by=None) -> Lines:
    """The rows of a section, or with the key “all” what is said of the whole of it."""
    kind = NilLines if key == ALL else _KINDS[section]
    return kind(report, section, by)


@transaction.atomic
def save(report: Report, posted: Mapping[str, str], seen: int, *, by) -> Saved:
    """Store texts by the name of their place; ``seen`` is the change the page was drawn after.

    Names that are no place of this report are left alone. In a report that is not open any more
    nothing is written, and what differs is kept as a clash.
    """
    rows = _grouped(posted)
    held = fetch(locked(report))
    merge = _Merge(held, seen, by)
    for section_and_key, fields in rows.items():
        merge.take(*section_and_key, fields)
    Change.objects.bulk_create(merge.changes)
    seen, older = newest_change(held), tuple(merge.older)
    return Saved(len(merge.changes), merge.clashes, seen, held.is_open, older)


@transaction.atomic
def remove(report: Report, section: Section, key: str, *, by) -> None:
    """Take a row away; what it said stays in the trail."""
    lines = lines_of(locked(report), section, key, by)
    values = lines.values().get(key, {})
    save(
        report,
        {str(Place(section, key, name)): "" for name in values},
        newest_change(report),
        by=by,
    )


@transaction.atomic
def settle(clash: Clash, kept: KeptText, text: str, *, by) -> bool:
    """Keep one of two texts, or a third made from both. False if theirs changed meanwhile.

    Both stay readable in the clash. One that somebody settled already is left as it is.
    """
    held = locked(clash.report)
    clash.refresh_from_db()
    if clash.kept:
        return True
    place = Place.parse(clash.place)
    lines = lines_of(held, place.section, place.key, by)
    now = lines.values().get(place.key, {}).get(place.field, "")
    if now != clash.theirs:
        clash.theirs = now
        clash.save()
        return False
    chosen = {KeptText.THEIRS: now, KeptText.MINE: clash.mine, KeptText.BOTH: plain(text)}[kept]
    clash.kept = kept
    clash.save()
    save(held, {clash.place: chosen}, newest_change(held), by=by)
    return True


def _grouped(posted):
    """The fields of each row."""
    rows = defaultdict(dict)
    for name, text in posted.items():
        if place := Place.parse(name):
            rows[place.section, place.key][place.field] = plain(text)
    return rows


class _Merge:
    def __init__(self, report, seen, by):
        self.report, self.seen, self.by = report, seen, by
        self.changes, self.clashes, self.older = [], 0, []

    def take(self, section, key, fields):
        lines = lines_of(self.report, section, key, self.by)
        stored = lines.values().get(key, {})
        differing = {
            Place(section, key, name): text
            for name, text in fields.items()
            if text != stored.get(name, "") and lines.accepts(key, name)
        }
        if not differing:
            return
        later = later_changes(self.report, map(str, differing), self.seen, by=self.by)
        waiting = self._waiting(differing)
        to_write = {}
        for place, text in differing.items():
            now = stored.get(place.field, "")
            since = later.get(str(place))
            if since and text in since.written:
                self.older.append(str(place))  # this person did not touch it, or sends it again
                continue
            if not self.report.is_open or str(place) in waiting or (since and since.other):
                self._clash(lines, place, now, text, since)
            else:
                to_write[place] = text
        self._write(lines, key, to_write, stored)

    def _waiting(self, places):
        clashes = self.report.clashes.filter(
            kept=KeptText.WAITING, by=self.by, place__in=[str(place) for place in places]
        )
        return set(clashes.values_list("place", flat=True))

    def _clash(self, lines, place, now, text, since):
        other = since.other if since else None
        told = {"theirs": now, "mine": text}
        first = {
            "section": place.section,
            "label": lines.label(place.key, place.field),
            "base": since.base if since else now,
            "theirs_by": other and other.by,
            "theirs_at": other and other.at,
        }
        Clash.objects.update_or_create(
            report=self.report,
            place=str(place),
            by=self.by,
            kept=KeptText.WAITING,
            defaults=told,
            create_defaults=told | first,
        )
        self.clashes += 1

    def _write(self, lines, key, to_write, stored):
        if not to_write:
            return
        self.changes += [
            Change(
                report=self.report,
                section=place.section,
                place=str(place),
                label=lines.label(place.key, place.field),
                before=stored.get(place.field, ""),
                after=text,
                by=self.by,
            )
            for place, text in to_write.items()
        ]
        lines.write(key, {place.field: text for place, text in to_write.items()})
