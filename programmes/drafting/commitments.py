"""What became of the actions that the last report promised."""

from programmes.choices import CommitmentOutcome, Section
from programmes.drafting.lines import Lines
from programmes.drafting.places import Place
from programmes.drafting.trail import record
from programmes.models import Entry

MADE_OF = {
    CommitmentOutcome.DONE: Section.ACHIEVEMENTS,
    CommitmentOutcome.SLIPPED: Section.SLIPPAGE,
    CommitmentOutcome.CARRIED: Section.NEXT_ACTIONS,
}
"""The section in which the answer makes an entry."""

_FIELDS = {
    "outcome": "Commitment {number}",
    "reason": "Commitment {number}, why it slipped",
    "remedy": "Commitment {number}, remedial action",
}


class CommitmentLines(Lines):
    """The promises of the last report; the key is the number of the row."""

    def values(self):
        return {
            str(row.pk): {name: getattr(row, name) for name in _FIELDS}
            for row in self.report.commitments.all()
        }

    def write(self, key, fields):
        """Store the answer, and make, change or take away the entry it stands for."""
        row = next(row for row in self.report.commitments.all() if str(row.pk) == key)
        for name, text in fields.items():
            setattr(row, name, text)
        row.save()
        self._make_entry(row)

    def label(self, key, field):
        number = [*self.values()].index(key) + 1
        return _FIELDS[field].format(number=number)

    def _make_entry(self, row):
        section = MADE_OF.get(row.outcome)
        entry = Entry.objects.filter(commitment=row).first()
        if entry and entry.section != section:
            self._take_away(entry)
            entry = None
        if section is None:
            return
        entry = entry or _new_entry(row, section)
        if section == Section.SLIPPAGE:
            entry.reason, entry.remedy = row.reason, row.remedy
        entry.save()

    def _take_away(self, entry):
        place = Place(Section(entry.section), entry.key, "text")
        label = f"{entry.get_section_display()}, from a commitment"
        record(self.report, place, label, entry.text, "", by=self.by)
        entry.delete()


def _new_entry(row, section):
    action = row.action
    carried = section == Section.NEXT_ACTIONS
    entry = Entry(
        report=row.report,
        section=section,
        commitment=row,
        text=action.text,
        due_on=action.due_on if carried else None,
        carried_from=action if carried else None,
        position=action.position,
    )
    entry.count_reports()
    return entry
