"""Opening a folder or a workbook in the exchange format."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from indicators.sources.personal import ListOfChildren, refuse_personal
from indicators.sources.problems import Problem, did_you_mean
from indicators.sources.tables import Table, UnreadableTable, csv_table
from indicators.sources.workbook import workbook_tables

REQUIRED = ("programme", "priorities", "indicators")
GUIDANCE = "Guidance"  # a sheet of the workbook to fill in
TO_MEND = "What to mend"  # a sheet of a copy in which faults are marked
OPTIONAL = ("definition_changes", "targets", "observations", "milestones", "risks")


class ExchangeError(Exception):
    """All that is wrong with a folder or workbook, one problem a line.

    ``marks_help`` unless it could not be opened at all, or must not be kept.
    """

    marks_help = True

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


class Unopened(ExchangeError):
    """A folder or workbook that cannot be opened."""

    marks_help = False


class TooManyRows(ExchangeError):
    """A table that is too long for where it was brought."""

    marks_help = False


class ChildrenListed(ExchangeError):
    """A folder or workbook that seems to list children: it must not be kept."""

    marks_help = False


def read(path: Path | str) -> dict[str, Table]:
    """The tables at ``path`` by name: "programme", "priorities", and so on.

    Their headings are read, their rows not yet: close each that may not be read to its end.
    Raises ExchangeError where there is no folder or .xlsx workbook, where a table is missing,
    or one cannot be opened; ChildrenListed where a sheet that is none of ours lists children.
    """
    path = Path(path)
    if path.is_dir():
        return _read_folder(path)
    if path.suffix.casefold() == ".xlsx" and path.is_file():
        return _read_workbook(path)
    message = "There is no folder and no .xlsx workbook of this name. Check the path."
    raise Unopened([Problem(str(path), "", "", message)])


def _read_folder(folder: Path) -> dict[str, Table]:
    files = {
        path.stem.casefold(): path
        for path in sorted(folder.iterdir())
        if path.suffix.casefold() == ".csv"
    }
    problems = list(_misfits(folder.name, files, "file {}.csv"))
    tables = {}
    for name in (*REQUIRED, *OPTIONAL):
        try:
            if name in files:
                tables[name] = csv_table(files[name])
        except UnreadableTable as error:
            problems += error.problems
    if problems:
        for table in tables.values():
            table.close()
        raise ExchangeError(problems)
    return tables


def _read_workbook(path: Path) -> dict[str, Table]:
    try:
        sheets = workbook_tables(path)
        for name in sheets.keys() - {*REQUIRED, *OPTIONAL}:
            refuse_personal(sheets[name])
    except ListOfChildren as error:
        raise ChildrenListed(error.problems) from error
    except UnreadableTable as error:
        raise Unopened(error.problems) from error
    if problems := list(_misfits(path.name, sheets, "sheet {}")):
        raise ExchangeError(problems)
    return {name: sheets[name] for name in (*REQUIRED, *OPTIONAL) if name in sheets}


def _misfits(origin: str, names: Collection[str], kind: str) -> Iterator[Problem]:
    """Tables that are missing, and names that are nearly right. Others are passed over."""
    absent = [name for name in (*REQUIRED, *OPTIONAL) if name not in names]
    for name in names:
        if name not in (*REQUIRED, *OPTIONAL) and (question := did_you_mean(name, absent)):
            message = f"The {kind.format(name)} is none of the format.{question}"
            yield Problem(origin, "", name, message)
    for name in absent:
        if name in REQUIRED:
            yield Problem(origin, "", "", f"The {kind.format(name)} is missing. Add it.")
