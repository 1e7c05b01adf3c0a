"""Saving typed rows: what is new, what changed, what stays, and what the models refuse."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from indicators.models.history import because
from indicators.periods import day_label
from indicators.sources.problems import Problem
from programmes.exchange.typed import Row

# Fields that bear another name in the files.
_COLUMNS = {"baseline_on": "planned_on", "reason": "note"}


@dataclass
class Counts:
    """What became of the rows of one table."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class Edit(NamedTuple):
    """One field of what was changed, in words."""

    field: str
    before: str
    after: str


class Change(NamedTuple):
    """One thing that is new, or changed by ``edits``."""

    table: str
    what: str
    edits: tuple[Edit, ...] = ()


class Saver:
    """Saves rows one by one, in a transaction of the caller's, and notes what became of them.

    It goes on after a problem, so that all of them are found; the caller rolls back. ``reason``
    is what the history says of each change, ``by`` whom it names.
    """

    def __init__(self, reason: str = "", by=None):
        self._reason, self._by = reason, by
        self.counts: dict[str, Counts] = {}
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self._saved: list[tuple[Model, Row]] = []
        self._places: dict[tuple, str] = {}

    def accept(self, table: str, row: Row, *key: str) -> bool:
        """Whether the row is right by itself. No two rows may share the columns of ``key``."""
        self.problems += row.problems
        if row.problems:
            return False
        first = self._places.setdefault((table, *(row[name] for name in key)), row.place)
        if first != row.place:
            self.refuse(row, key[0], f"This stands in {first} too. Take one of them away.")
        return first == row.place

    def refuse(self, row: Row, column: str, message: str) -> None:
        """Note a problem of a row that is right by itself."""
        self.problems.append(row.problem(column, message))

    def keep(self, table: str, row: Row, found: Model, **values: Any) -> Model | None:
        """Give ``found``, stored or new, these values. None where the model refuses them."""
        counts = self.counts.setdefault(table, Counts())
        new = found.pk is None
        before = {name: getattr(found, name) for name in values} if not new else {}
        if not new and before == values:
            counts.unchanged += 1
            return found
        for name, value in values.items():
            setattr(found, name, value)
        try:
            found.clean_fields()
            found.validate_unique()
            found.validate_constraints()
        except ValidationError as error:
            self._refuse(row, error)
            return None
        because(found, self._reason, self._by)
        found.save()
        self._saved.append((found, row))
        counts.new += new
        counts.changed += not new
        self.changes.append(Change(table, str(found), tuple(_edits(before, values))))
        return found

    def finish(self) -> None:
        """Check what rows mean together, now that all are saved: targets that overlap."""
        for saved, row in self._saved:
            try:
                saved.clean()
            except ValidationError as error:
                self._refuse(row, error)

    @property
    def digest(self) -> str:
        """What tells this from a load that would do something else."""
        return sha256(repr((self.counts, self.changes)).encode()).hexdigest()

    def _refuse(self, row: Row, error: ValidationError) -> None:
        for name, messages in error.message_dict.items():
            column = "" if name == NON_FIELD_ERRORS else _COLUMNS.get(name, name)
            for message in messages:
                self.refuse(row, column if column in row.texts else "", message)


def _edits(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Edit]:
    for name, was in before.items():
        if was != after[name]:
            heading = _COLUMNS.get(name, name).replace("_", " ")
            yield Edit(heading, in_words(was), in_words(after[name]))


def in_words(value: Any) -> str:
    """A value as it is read; a dash where there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_label(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "–" if value in (None, "") else str(value)
