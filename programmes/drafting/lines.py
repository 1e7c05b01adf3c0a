"""The rows of the sections that people write: what they hold, and how one is written."""

import re
from abc import ABC, abstractmethod
from datetime import date

from programmes.choices import Section
from programmes.drafting.places import ALL
from programmes.models import Comment, Decision, Entry, NilReturn, Report

Values = dict[str, dict[str, str]]
"""The text of each field, by the key of its row."""

ENTRY_FIELDS = {
    Section.ACHIEVEMENTS: ("text",),
    Section.VOICE: ("text",),
    Section.SLIPPAGE: ("text", "reason", "remedy"),
    Section.NEXT_ACTIONS: ("text", "due_on"),
    Section.VARIANCES: ("variance", "text"),
}
ROW_NAMES = {
    Section.ACHIEVEMENTS: "Achievement",
    Section.VOICE: "What children said",
    Section.SLIPPAGE: "Slippage",
    Section.NEXT_ACTIONS: "Action",
    Section.VARIANCES: "Variance",
    Section.DECISIONS: "Decision",
    Section.COMMENTS: "Comment on",
}
_FIELDS = {
    "reason": "why it slipped",
    "remedy": "remedial action",
    "due_on": "due",
    "variance": "what it changes",
}
_NEW_KEY = re.compile(r"[a-z0-9]{1,32}")


class Lines(ABC):
    """The rows of one section of an open report.

    ``report`` may come with its rows fetched already, by ``fetching.fetch``.
    """

    def __init__(self, report: Report, section: Section, by=None):
        self.report, self.section, self.by = report, section, by

    @abstractmethod
    def values(self) -> Values:
        """What is stored, in the order it is read."""

    @abstractmethod
    def write(self, key: str, fields: dict[str, str]) -> None:
        """Store the fields of one row; those not named stay as they are."""

    @abstractmethod
    def label(self, key: str, field: str) -> str:
        """What people call that place: “Slippage 2, why it slipped”."""

    def accepts(self, key: str, field: str) -> bool:
        """Whether that place may be written: it exists."""
        return field in self.values().get(key, ())


class _NewRows(Lines):
    """Rows that people add: one with a key not seen before is made when it says something."""

    fields: tuple[str, ...]
    relation: str

    def accepts(self, key, field):
        """A row that is there, or a new one."""
        return field in self.fields and (key in self.values() or bool(_NEW_KEY.fullmatch(key)))

    def label(self, key, field):
        keys = [*self.values()]
        number = keys.index(key) + 1 if key in keys else len(keys) + 1
        detail = f", {_FIELDS[field]}" if field in _FIELDS else ""
        return f"{ROW_NAMES[self.section]} {number}{detail}"

    def write(self, key, fields):
        """An empty row is taken away."""
        rows = list(self.rows())
        row = next((row for row in rows if row.key == key), None) or self.new(key, rows)
        for name, text in fields.items():
            setattr(row, name, _stored(name, text))
        self.prepare(row)
        if any(getattr(row, name) for name in self.fields):
            row.save()
        elif row.pk:
            row.delete()
        self.forget()

    def prepare(self, row):
        """Set what follows from the fields of a row."""

    def values(self):
        return {
            row.key: {name: _text(getattr(row, name)) for name in self.fields}
            for row in self.rows()
        }

    @abstractmethod
    def rows(self):
        """The stored rows, in order."""

    def forget(self):
        """Let the rows be fetched anew, now that one was written."""
        getattr(self.report, "_prefetched_objects_cache", {}).pop(self.relation, None)

    @abstractmethod
    def new(self, key, rows):
        """A row to come after ``rows``, not stored yet."""


class EntryLines(_NewRows):
    """The entries of a written section; of slippage without what its commitments say."""

    relation = "entries"

    def __init__(self, report, section, by=None):
        super().__init__(report, section, by)
        self.fields = ENTRY_FIELDS[section]

    def rows(self):
        held = [row for row in self.report.entries.all() if row.section == self.section]
        if self.section == Section.SLIPPAGE:
            return [row for row in held if row.commitment_id is None]
        return held

    def accepts(self, key, field):
        """A key belongs to one section."""
        elsewhere = any(
            row.key == key and row.section != self.section for row in self.report.entries.all()
        )
        return not elsewhere and super().accepts(key, field)

    def new(self, key, rows):
        position = max((row.position for row in rows), default=-1) + 1
        return Entry(report=self.report, section=self.section, key=key, position=position)

    def prepare(self, row):
        """The entry that a commitment made cannot be emptied: the answer would be left alone."""
        if row.commitment_id and not row.text:
            row.text = row.commitment.action.text
        row.count_reports()


class DecisionLines(_NewRows):
    """What the executive is asked to decide; what it has decided is not for the lead to change."""

    fields = ("text",)
    relation = "decisions"

    def rows(self):
        return [row for row in self.report.decisions.all() if not row.outcome]

    def accepts(self, key, field):
        """A decision that was made since the page was drawn stays as it is."""
        made = any(row.key == key and row.outcome for row in self.report.decisions.all())
        return not made and super().accepts(key, field)

    def new(self, key, rows):
        position = max((row.position for row in rows), default=-1) + 1
        return Decision(report=self.report, key=key, position=position)


class NilLines(Lines):
    """The statement that a section has nothing to report: “yes”, or nothing."""

    def values(self):
        stated = any(row.section == self.section for row in self.report.nil_returns.all())
        return {ALL: {"nil": "yes" if stated else ""}}

    def write(self, key, fields):
        if fields["nil"]:
            NilReturn.objects.get_or_create(
                report=self.report, section=self.section, defaults={"by": self.by}
            )
        else:
            NilReturn.objects.filter(report=self.report, section=self.section).delete()

    def label(self, key, field):
        return f"{self.section.label}, nil return"


class CommentLines(Lines):
    """What is said beside each indicator; the key is the indicator's code."""

    def __init__(self, report, section, by=None):
        super().__init__(report, section, by)
        placements = report.programme.priorities.values_list(
            "placements__indicator__code", "placements__indicator_id"
        ).order_by("number", "placements__position")
        self.indicators = {code: pk for code, pk in placements if code}

    def values(self):
        said = {row.indicator_id: row.text for row in self.report.comments.all()}
        return {code: {"text": said.get(pk, "")} for code, pk in self.indicators.items()}

    def write(self, key, fields):
        place = {"report": self.report, "indicator_id": self.indicators[key]}
        if fields["text"]:
            Comment.objects.update_or_create(**place, defaults=fields)
        else:
            Comment.objects.filter(**place).delete()

    def label(self, key, field):
        return f"{ROW_NAMES[self.section]} {key}"


class StatusLines(Lines):
    """The chair's judgement: the one row “report”."""

    _LABELS = {
        "rag": "Status",
        "reason": "Reason for the status",
        "difference_reason": "Why the status differs from the evidence",
    }

    def values(self):
        return {"report": {name: getattr(self.report, name) for name in self._LABELS}}

    def write(self, key, fields):
        for name, text in fields.items():
            setattr(self.report, name, text)
        self.report.save(update_fields=list(fields))

    def label(self, key, field):
        return self._LABELS[field]


def _text(value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def _stored(name, text):
    if name == "due_on":
        return date.fromisoformat(text) if text else None
    return text
