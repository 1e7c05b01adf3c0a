"""An uploaded file as the rows of an import: every cell a text, with the place it stands at."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tablib

from indicators.sources.csvfiles import Csv
from indicators.sources.personal import refuse_personal
from indicators.sources.problems import Problem, quoted
from indicators.sources.sheets import marks_of_sheets
from indicators.sources.tables import (
    Record,
    Table,
    check_headings,
    csv_table,
    records,
    unreadable,
)
from indicators.sources.workbook import workbook_tables
from programmes.admin.importing.guarding import unguarded
from programmes.exchange.columns import Column

MAX_ROWS = 20_000

_OFFICERS = "owner"  # the one column where names of people belong


@dataclass
class Upload:
    """The rows of a file. ``passed_over`` are its headings that no column bears."""

    name: str
    dataset: tablib.Dataset
    places: list[str]
    problems: list[Problem]
    passed_over: list[str]


def read_upload(path: Path, columns: Sequence[Column], keys: Collection[str]) -> Upload:
    """The rows of a CSV file or of the one sheet of an .xlsx workbook.

    The columns ``keys`` must be there, all others may be missing. Raises UnreadableTable where
    the headings do not fit, the file is damaged or too long, or it lists children.
    """
    table = _csv(path) if path.suffix == ".csv" else _workbook(path)
    names = [column.name for column in columns]
    try:
        check_headings(table, required=list(keys), optional=[n for n in names if n not in keys])
        rows = _all_rows(table)
    finally:
        table.close()
    typed = {column.name for column in columns if column.empty != "" or column.name == _OFFICERS}
    _refuse_children(table, rows, typed)
    upload = _upload(path.name, replace(table, rows=iter(rows)), names)
    if path.suffix != ".csv":
        upload.problems += _without_result(path, table, set(names) - typed)
    return upload


def _upload(file: str, table: Table, names: list[str]) -> Upload:
    present = [name for name in names if name in table.headings]
    found = list(records(table, present))
    right = [record for record in found if isinstance(record, Record)]
    return Upload(
        name=file,
        dataset=tablib.Dataset(*(record.cells for record in right), headers=present),
        places=[record.place for record in right],
        problems=[record for record in found if isinstance(record, Problem)],
        passed_over=[name for name in table.headings if name and name not in names],
    )


def _csv(path: Path) -> Table:
    table = csv_table(path, Csv(blanks=True))
    rows = ((place, list(map(unguarded, cells))) for place, cells in table.rows)
    return replace(table, rows=rows)


def _workbook(path: Path) -> Table:
    tables = workbook_tables(path, blanks=True)
    if len(tables) == 1:
        return next(iter(tables.values()))
    if not tables:
        raise unreadable(path.name, "There is nothing in it. It needs headings in its first row.")
    message = f"It has the sheets {', '.join(tables)[:200]}. Keep the one to import."
    raise unreadable(path.name, message)


def _without_result(path: Path, table: Table, free: set[str]) -> Iterator[Problem]:
    """Texts that are an error or a formula with no result. Other columns refuse them anyway."""
    for name, marks in marks_of_sheets(path).items():
        if table.name != f"{path.name} sheet {name}":
            continue
        for (row, column), text in sorted(marks.texts.items()):
            heading = table.headings[column - 1] if column <= len(table.headings) else ""
            if heading in free:
                kind = "a formula without its result" if text.startswith("=") else "an error"
                message = f"{quoted(text)} is {kind}. Mend it, and save the workbook again."
                yield Problem(f"{table.name} row {row}", heading, text, message)


def _all_rows(table: Table) -> list[tuple[str, list[str]]]:
    rows = []
    for place, cells in table.rows:
        if any(map(str.strip, cells)):
            rows.append((place, cells))
        if len(rows) > MAX_ROWS:
            message = (
                f"It has more than {MAX_ROWS:,} rows. Split it, and import one part at a time."
            )
            raise unreadable(table.name, message)
    return rows


def _refuse_children(table: Table, rows: list[tuple[str, list[str]]], typed: set[str]) -> None:
    """Raise UnreadableTable where a column of text, or one that is not ours, lists children."""
    looked_at = [at for at, name in enumerate(table.headings) if name not in typed]
    judged = replace(
        table,
        headings=[table.headings[at] for at in looked_at],
        rows=((place, [c.strip() for c in _pick(cells, looked_at)]) for place, cells in rows),
    )
    for _ in refuse_personal(judged).rows:
        pass  # looked at while they are read


def _pick(cells: list[str], places: list[int]) -> Iterator[str]:
    return (cells[at] if at < len(cells) else "" for at in places)
