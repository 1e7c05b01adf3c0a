"""The files of a source: 80% of a pull unchanged, 10% revised, 10% new."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.db import connection

from indicators.models import Area, Indicator, Observation, Pull, Revision, Source
from indicators.pulls import request_pull, run_pull
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import HEADINGS

INDICATORS = 100
FIRST_DAY = date(1950, 1, 1)


def rows(number: int, *, before: bool) -> Iterator[list[str]]:
    """``number`` rows in the columns of observations.csv; ``before`` gives those held so far."""
    for indicator in range(INDICATORS):
        for day in range(number // INDICATORS):
            if before and day % 10 == 9:
                continue  # new
            counted = (indicator * 37 + day * 11) % 1000
            if before and day % 10 == 5:
                counted += 1  # revised
            on = (FIRST_DAY + timedelta(days=day)).isoformat()
            code, value = f"B-{indicator:03}", f"{counted / 10}"
            yield [code, "Council", "", on, on, value, str(counted), "1000", "", ""]


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
        for line, cells in enumerate(rows(number, before=False), start=1):
            sheet.write_row(line, 0, cells)
    return path


class Feed:
    """A source with one file of ``number`` rows, and a database that holds what was before."""

    def __init__(self, number: int):
        self.number = number
        AreaFactory(name="Council")
        for indicator in range(INDICATORS):
            IndicatorFactory(code=f"B-{indicator:03}")
        self.source = SourceFactory(name=f"feed of {number}", settings={"folder": "feed"})
        self.path = settings.SOURCES_DIR / "feed" / "values.csv"

    def go_back(self) -> None:
        """Hold what was before, and have the file bring what comes next."""
        empty()
        write_csv(self.path, self.number, before=True)
        self.pull()
        Revision.objects.all().delete()
        settle()
        write_csv(self.path, self.number)

    def pull(self) -> Pull:
        """Pull, as a worker does."""
        pull = run_pull(request_pull(self.source).pk)
        if pull.error:
            raise RuntimeError(pull.error)
        return pull


def empty() -> None:
    """No value and no history."""
    tables = f"{Revision._meta.db_table}, {Observation._meta.db_table}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {tables} CASCADE")
        else:
            for table in tables.split(", "):
                cursor.execute(f"DELETE FROM {table}")


def settle() -> None:
    """What the housekeeping of PostgreSQL does by itself some time after many rows are written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM ANALYZE {Observation._meta.db_table}")


def remove() -> None:
    """Everything that was made."""
    empty()
    for model in (Pull, Source, Indicator, Area):
        model.objects.all().delete()
