"""The files of a source: 80% of a pull unchanged, 10% revised, 10% new."""

import csv
from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.db import connection

from indicators.models import Area, Category, Indicator, Observation, Pull, Revision, Source
from indicators.periods import add_months
from indicators.pulls import request_pull, run_pull
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import HEADINGS

INDICATORS, MONTHS = 100, 100
SERIES = INDICATORS * MONTHS  # rows of one area
FIRST_MONTH = date(2018, 1, 31)
OBSERVATIONS, REVISIONS = Observation._meta.db_table, Revision._meta.db_table
BEFORE = "values_held_before"


def rows(number: int, *, before: bool) -> Iterator[list[str]]:
    """``number`` rows in the columns of observations.csv; ``before`` gives those held so far.

    So many indicators and months, for as many areas as it takes.
    """
    ends = [add_months(FIRST_MONTH, month) for month in range(MONTHS)]
    periods = [(end.replace(day=1).isoformat(), end.isoformat()) for end in ends]
    for indicator, area in product(range(INDICATORS), range(number // SERIES)):
        for month, (start, end) in enumerate(periods):
            if before and month % 10 == 9:
                continue  # new
            counted = (indicator * 37 + area * 7 + month * 11) % 1000
            if before and month % 10 == 5:
                counted += 1  # revised
            code, value = f"B-{indicator:03}", f"{counted / 10}"
            yield [code, f"Council {area}", "", start, end, value, str(counted), "1000", "", ""]


def write_csv(path: Path, number: int, *, before: bool = False) -> Path:
    """The rows as a CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS.split(","))
        writer.writerows(rows(number, before=before))
    return path


def write_workbook(path: Path, number: int) -> Path:
    """The rows as one sheet, numbers as numbers."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as workbook:
        sheet = workbook.add_worksheet("observations")
        sheet.write_row(0, 0, HEADINGS.split(","))
        some = islice(rows(max(number, SERIES), before=False), number)
        for line, cells in enumerate(some, start=1):
            sheet.write_row(line, 0, cells)
    return path


class Feed:
    """A source with one file of ``number`` rows, and a database that holds what was before."""

    def __init__(self, number: int):
        self.number = number
        for area in range(number // SERIES):
            AreaFactory(name=f"Council {area}")
        for indicator in range(INDICATORS):
            IndicatorFactory(code=f"B-{indicator:03}")
        self.source = SourceFactory(name=f"feed of {number}", settings={"folder": "feed"})
        self.path = settings.SOURCES_DIR / "feed" / "values.csv"
        self._hold_what_was_before()

    def go_back(self) -> None:
        """Hold what was before, so that the file brings what comes next."""
        empty()
        _execute(f"INSERT INTO {OBSERVATIONS} SELECT * FROM {BEFORE}")
        settle()

    def _hold_what_was_before(self) -> None:
        write_csv(self.path, self.number, before=True)
        self.pull()
        _execute(f"DROP TABLE IF EXISTS {BEFORE}")
        _execute(f"CREATE TABLE {BEFORE} AS SELECT * FROM {OBSERVATIONS}")
        write_csv(self.path, self.number)

    def pull(self) -> Pull:
        """Pull, as a worker does."""
        pull = run_pull(request_pull(self.source).pk)
        if pull.error:
            raise RuntimeError(pull.error)
        return pull


def empty() -> None:
    """No value and no history."""
    if connection.vendor == "postgresql":
        _execute(f"TRUNCATE {REVISIONS}, {OBSERVATIONS} CASCADE")
    else:
        _execute(f"DELETE FROM {REVISIONS}")
        _execute(f"DELETE FROM {OBSERVATIONS}")


def settle() -> None:
    """What the housekeeping of PostgreSQL does by itself some time after many rows are written."""
    if connection.vendor == "postgresql":
        _execute(f"VACUUM ANALYZE {OBSERVATIONS}")


def keys_by_name() -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    """The keys of each code's indicator and headline, and of each area."""
    headlines = Category.objects.values_list("indicator__code", "indicator_id", "pk")
    return {code: keys for code, *keys in headlines}, dict(Area.objects.values_list("name", "pk"))


def remove() -> None:
    """Everything that was made."""
    empty()
    _execute(f"DROP TABLE IF EXISTS {BEFORE}")
    for model in (Pull, Source, Indicator, Area):
        model.objects.all().delete()


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
