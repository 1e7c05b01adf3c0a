"""An import as a whole: looked at first, then applied, and only if it is still what was seen."""

import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, OperationalError, transaction
from import_export.results import Result, RowResult

from indicators.overlaps import refuse_overlaps
from indicators.pulls import lock_values
from indicators.sources.problems import Problem
from programmes.admin.importing.reading import Upload
from programmes.admin.importing.resources import ExchangeResource
from programmes.touched import Touched, digest_of

MEANWHILE = (
    "Somebody changed the same rows meanwhile, so nothing was imported. "
    "Look at the changes again, then import."
)


UNREAD = (
    "The import changes the target that open reports are judged by. Read which under “Open reports "
    "that this touches”, tick the box there and import again."
)


class ImportRefused(Exception):
    """Why nothing was imported, in words for whoever tried."""


@dataclass(frozen=True)
class Change:
    """A row that is new or changed, and its cells as (column, before, after)."""

    place: str
    what: str
    is_new: bool
    cells: tuple[tuple[str, str, str], ...]


@dataclass
class Outcome:
    """What an import would do or did: the changes, how many rows stay, and what is wrong."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    passed_over: list[str] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)

    @property
    def new(self) -> int:
        """How many rows are new."""
        return sum(change.is_new for change in self.changes)

    @property
    def changed(self) -> int:
        """How many stored rows change."""
        return len(self.changes) - self.new

    @property
    def digest(self) -> str:
        """What tells these changes from any others."""
        shown = (self.changes, digest_of(self.touched))
        return hashlib.sha256(repr(shown).encode()).hexdigest()


def look(resource: type[ExchangeResource], upload: Upload, by) -> Outcome:
    """What an import of the file would do. Nothing is written."""
    return _run(resource, upload, by, dry_run=True)


def apply(
    resource: type[ExchangeResource], upload: Upload, by, seen: str, *, read: bool
) -> Outcome:
    """Import the file: all of it or nothing.

    ``seen`` is the digest of the changes that were agreed to, and ``read`` whether the open reports
    that they touch were. Raises ImportRefused where not, where they are others by now, or where
    something else is written at the same moment.
    """
    try:
        with transaction.atomic():
            lock_values()
            outcome = _run(resource, upload, by, dry_run=False)
            if outcome.problems or outcome.digest != seen:
                raise ImportRefused(MEANWHILE)
            if outcome.touched and not read:
                raise ImportRefused(UNREAD)
            refuse_overlaps()
    except (IntegrityError, OperationalError) as error:
        raise ImportRefused(MEANWHILE) from error
    return outcome


def _run(resource: type[ExchangeResource], upload: Upload, by, *, dry_run: bool) -> Outcome:
    importer = resource(upload)
    result = importer.import_data(upload.dataset, dry_run=dry_run or bool(upload.problems), user=by)
    _raise_errors(result)
    return Outcome(
        changes=[_change(importer, row) for row in result.rows if row.is_new() or row.is_update()],
        problems=sorted([*upload.problems, *_problems(importer, result)], key=_in_order_of(upload)),
        unchanged=result.totals[RowResult.IMPORT_TYPE_SKIP],
        passed_over=upload.passed_over,
        touched=importer.touched(),
    )


def _raise_errors(result: Result) -> None:
    """The library collects what goes wrong with a row or a batch: none of it is to be hidden."""
    for error in (*result.base_errors, *(e for row in result.error_rows for e in row.errors)):
        raise error.error


def _change(importer: ExchangeResource, row: RowResult) -> Change:
    instance = row.instance
    keys = [importer.fields[name].text(instance) for name in importer.get_import_id_fields()]
    place = importer.upload.places[instance.row_number - 1]
    return Change(place, ", ".join(filter(None, keys)), row.is_new(), tuple(row.cells))


def _problems(importer: ExchangeResource, result: Result) -> list[Problem]:
    columns = importer.attributes()
    upload = importer.upload
    problems = []
    for row in result.invalid_rows:
        cells = dict(zip(upload.dataset.headers, upload.dataset[row.number - 1], strict=True))
        for attribute, messages in row.error_dict.items():
            column = "" if attribute == NON_FIELD_ERRORS else columns.get(attribute, attribute)
            problems += [
                Problem(upload.places[row.number - 1], column, cells.get(column, ""), message)
                for message in messages
            ]
    return problems


def _in_order_of(upload: Upload):
    """Problems as they stand in the file."""
    rows = {place: number for number, place in enumerate(upload.places)}
    columns = {name: number for number, name in enumerate(upload.dataset.headers)}
    return lambda problem: (rows.get(problem.place, -1), columns.get(problem.field, -1))
