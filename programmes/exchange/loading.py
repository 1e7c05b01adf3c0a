"""Loading a folder or workbook of the exchange format: all of it, or nothing."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from indicators.categories import same_name
from indicators.choices import AreaKind
from indicators.models import Area
from indicators.pulls import lock_values
from indicators.sources.personal import ListOfChildren
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow, read_observations
from indicators.sources.tables import Table, UnreadableTable
from indicators.target_changes import Change
from programmes.exchange.columns import COLUMNS
from programmes.exchange.measures import (
    Priorities,
    keep_definition_changes,
    keep_indicators,
    keep_observations,
    keep_targets,
)
from programmes.exchange.reading import ChildrenListed, ExchangeError, TooManyRows, read
from programmes.exchange.saving import Counts, Saver
from programmes.exchange.typed import Row, typed_rows
from programmes.models import Milestone, Priority, Programme, Risk

MEANWHILE = (
    "Nothing was loaded, because something has changed since you looked. Look again at what "
    "loading would do now."
)


def load(path: Path | str, by=None) -> dict[str, Counts]:
    """Load the folder or workbook at ``path`` for the user ``by``.

    Adds what is new and changes what differs; what the files do not name stays. Returns the
    counts of each table. Raises ExchangeError with every problem found, nothing being saved.
    """
    return load_programme(path, by)[1]


def load_programme(
    path: Path | str, by=None, most_rows: int | None = None, seen: str | None = None
) -> tuple[Programme, dict[str, Counts]]:
    """As ``load``, with the programme that was loaded. Refuses tables beyond ``most_rows``.

    ``seen`` is the digest of the outlook that was agreed to: another one is refused.
    """
    files = read_files(Path(path), most_rows)
    with transaction.atomic():
        saver, programme, _ = keep_all(files, by)
        if seen is not None and saver.digest != seen:
            raise ExchangeError([Problem(files.origin, "", "", MEANWHILE)])
    return programme, saver.counts


class Files(NamedTuple):
    """What a folder or workbook holds, read and typed, and the headings of each of its tables."""

    origin: str
    rows: dict[str, list[Row]]
    values: list[ObservationRow | list[Problem]]
    headings: dict[str, list[str]]


def read_files(path: Path, most_rows: int | None = None) -> Files:
    """Read all there is. A table that cannot be read stops the load here.

    Raises ExchangeError: TooManyRows for a table of more than ``most_rows``, ChildrenListed where
    one lists children.
    """
    tables = read(path)
    with ExitStack() as files:
        for table in tables.values():
            files.callback(table.close)
        headings = {name: table.headings for name, table in tables.items()}
        if most_rows:
            tables = {name: _up_to(table, most_rows) for name, table in tables.items()}
        rows, values = _read_rows(tables)
    return Files(path.resolve().name, rows, values, headings)


def keep_all(files: Files, by=None) -> tuple[Saver, Programme, list[Change]]:
    """Save all that was read; call it in a transaction. Raises ExchangeError to roll it back.

    Returns what became of the targets too, which may judge open reports.
    """
    rows, saver = files.rows, Saver(f"Loaded from {files.origin}", by)
    _refuse_nothing(files)
    lock_values()
    programme = _keep_programme(rows["programme"], saver)
    priorities = _keep_priorities(rows["priorities"], saver, programme)
    indicators = keep_indicators(rows["indicators"], saver, programme, priorities)
    keep_definition_changes(rows["definition_changes"], saver, indicators)
    targets = keep_targets(rows["targets"], saver, indicators)
    _keep_milestones(rows["milestones"], saver, programme)
    _keep_risks(rows["risks"], saver, programme)
    if "observations" in files.headings:
        keep_observations(files.values, saver, indicators, files.origin, by)
    saver.finish()
    if saver.problems:
        raise ExchangeError(saver.problems)
    return saver, programme, targets


def _refuse_nothing(files: Files) -> None:
    """An empty workbook is told where to begin, not what each of its sheets lacks."""
    if not files.values and not any(files.rows.values()):
        message = (
            "Nothing is filled in yet. Begin with programme: one row below the headings. "
            "Then fill in priorities and indicators."
        )
        raise ExchangeError([Problem(files.origin, "", "", message)])


def _up_to(table: Table, most: int) -> Table:
    def rows():
        for number, row in enumerate(table.rows, start=1):
            if number > most:
                message = (
                    f"It has more than {most:,} rows, which is more than this page takes. "
                    "Have whoever runs the server load the file with manage.py load."
                )
                raise TooManyRows([Problem(table.name, "", "", message)])
            yield row

    return replace(table, rows=rows())


def _read_rows(
    tables: dict[str, Table],
) -> tuple[dict[str, list[Row]], list[ObservationRow | list[Problem]]]:
    rows: dict[str, list] = {}
    lost: list[Problem] = []
    readers = {name: partial(typed_rows, columns=columns) for name, columns in COLUMNS.items()}
    readers["observations"] = read_observations
    for name, reader in readers.items():
        try:
            rows[name] = list(reader(tables[name])) if name in tables else []
        except ListOfChildren as error:
            raise ChildrenListed(error.problems) from error
        except UnreadableTable as error:
            lost += error.problems
    values = rows.pop("observations", [])
    if lost:
        wrong = [problem for table in rows.values() for row in table for problem in row.problems]
        wrong += [problem for row in values if isinstance(row, list) for problem in row]
        raise ExchangeError(lost + wrong)
    return rows, values


def _keep_programme(rows: Sequence[Row], saver: Saver) -> Programme | None:
    if len(rows) != 1:
        message = "There is one programme in each folder or workbook: one row below the headings."
        place = rows[1].place if rows else "programme"
        saver.problems.append(Problem(place, "", "", message))
        return None
    row = rows[0]
    if not saver.accept("programme", row, "code"):
        return None
    names = {same_name(area.name): area for area in Area.objects.all()}
    area = names.get(same_name(row["area"])) or Area(name=row["area"])
    area = saver.keep("areas", row, area, kind=AreaKind.COUNCIL)
    stored = Programme.objects.select_related("area").filter(code=row["code"]).first()
    return saver.keep(
        "programme",
        row,
        stored or Programme(code=row["code"]),
        area=area,
        **{name: row[name] for name in ("number", "title", "delivery_group", "plan", "year")},
    )


def _keep_priorities(rows: Sequence[Row], saver: Saver, programme: Programme | None) -> Priorities:
    stored = {
        priority.number: priority for priority in Priority.objects.filter(programme=programme)
    }
    priorities: dict[int, Priority | None] = {}
    for row in rows:
        number = row.get("number")
        if saver.accept("priorities", row, "number") and programme:
            found = stored.get(number) or Priority(programme=programme, number=number)
            priorities[number] = saver.keep("priorities", row, found, title=row["title"])
        else:
            priorities.setdefault(number, None)
    return priorities


def _keep_milestones(rows: Sequence[Row], saver: Saver, programme: Programme | None) -> None:
    stored = {found.title: found for found in Milestone.objects.filter(programme=programme)}
    for position, row in enumerate(rows, start=1):
        if saver.accept("milestones", row, "title") and programme:
            saver.keep(
                "milestones",
                row,
                stored.get(row["title"]) or Milestone(programme=programme, title=row["title"]),
                position=position,
                baseline_on=row["planned_on"],
                forecast_on=row["forecast_on"],
                completed_on=row["completed_on"],
                progress=row["progress"],
            )


def _keep_risks(rows: Sequence[Row], saver: Saver, programme: Programme | None) -> None:
    stored = {found.title: found for found in Risk.objects.filter(programme=programme)}
    for position, row in enumerate(rows, start=1):
        if saver.accept("risks", row, "title") and programme:
            saver.keep(
                "risks",
                row,
                stored.get(row["title"]) or Risk(programme=programme, title=row["title"]),
                position=position,
                **{name: row[name] for name in ("likelihood", "impact", "owner", "mitigation")},
            )
