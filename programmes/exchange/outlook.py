"""What loading a folder or workbook would do, found out without storing any of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.db import transaction
from python_calamine import CalamineWorkbook

from indicators import target_changes
from indicators.models import Area, Indicator, Observation, Target
from indicators.periods import day_label
from indicators.sources.problems import did_you_mean
from programmes.exchange.loading import Files, keep_all, read_files
from programmes.exchange.reading import GUIDANCE, TO_MEND
from programmes.exchange.saving import Change, Counts
from programmes.exchange.sheets import sheets
from programmes.models import Programme
from programmes.touched import judged_before, touched_by

SHOWN = 20  # changes of one table, and as many new ones
_NAMED = 5  # codes in a warning
_OURS = (GUIDANCE, TO_MEND)

_LABELS = {"placements": "places of indicators in the programme"}


@dataclass(frozen=True)
class TableOutlook:
    """What would become of one table. ``more`` counts what is not listed."""

    name: str
    counts: Counts
    changed: list[Change]
    new: list[Change]

    @property
    def label(self) -> str:
        """Its name in words, with a capital."""
        return _LABELS.get(self.name, self.name).capitalize()

    @property
    def more_changed(self) -> int:
        """How many changed ones are not listed."""
        return self.counts.changed - len(self.changed)

    @property
    def more_new(self) -> int:
        """How many new ones are not listed."""
        return self.counts.new - len(self.new)


@dataclass(frozen=True)
class Outlook:
    """What would become of each table, for one programme, and what is worth a look first.

    ``digest`` tells it from any other.
    """

    code: str
    title: str
    tables: list[TableOutlook]
    warnings: list[str]
    digest: str

    @property
    def changes_nothing(self) -> bool:
        """Whether all of it is stored already."""
        return not any(table.counts.new or table.counts.changed for table in self.tables)


def check(path: Path | str, by=None, most_rows: int | None = None) -> Outlook:
    """What loading the folder or workbook at ``path`` would do. Nothing is stored.

    Raises ExchangeError with every problem found: TooManyRows for a table of more than
    ``most_rows``, ChildrenListed where one lists children.
    """
    path = Path(path)
    files = read_files(path, most_rows)
    with transaction.atomic():
        known = _areas()
        saver, programme, targets = keep_all(files, by)
        warnings = [
            *_new_areas(_areas() - known - {programme.area.name}, known | {programme.area.name}),
            *_touched(targets),
            *_gaps(programme),
            *_passed_over(path, files),
        ]
        transaction.set_rollback(True)
    tables = [_table(name, counts, saver.changes) for name, counts in saver.counts.items()]
    return Outlook(programme.code, programme.title, tables, warnings, saver.digest)


def _table(name: str, counts: Counts, changes: list[Change]) -> TableOutlook:
    own = [change for change in changes if change.table == name]
    changed = [change for change in own if change.edits]
    new = [change for change in own if not change.edits]
    return TableOutlook(name, counts, changed[:SHOWN], new[:SHOWN])


def _areas() -> set[str]:
    return set(Area.objects.values_list("name", flat=True))


def _new_areas(new: set[str], known: set[str]) -> Iterator[str]:
    """An area that was only misspelt would be made, and its values kept from the report."""
    for name in sorted(new):
        if question := did_you_mean(name, known):
            yield f"“{name}” would be a new area to compare with.{question}"


def _touched(targets: Iterable[target_changes.Change]) -> Iterator[str]:
    """Open reports whose figures would be judged by another target than now."""
    rows = judged_before(touched_by(targets))
    for report, figures in groupby(rows, key=lambda row: row.report):
        codes = dict.fromkeys(row.category.indicator.code for row in figures)
        yield (
            f"The open report of {report.programme.code} to {day_label(report.period_end)} would "
            f"be judged by other targets: {_some(list(codes))}."
        )


def _gaps(programme: Programme) -> Iterator[str]:
    placed = Indicator.objects.filter(placements__priority__programme=programme)
    valued = Observation.objects.filter(area=programme.area)
    yield from _named(
        placed.exclude(pk__in=valued.values("indicator")),
        f"no value for {programme.area} yet, so the report has nothing to show for",
    )
    yield from _named(
        placed.filter(information_only=False).exclude(pk__in=Target.objects.values("indicator")),
        "no target, so nothing rates",
    )
    for priority in programme.priorities.filter(placements__isnull=True):
        yield f"Priority {priority.number} has no indicator yet."


def _named(indicators, said: str) -> Iterator[str]:
    codes = list(indicators.order_by("code").values_list("code", flat=True))
    if codes:
        yield f"There is {said} {_some(codes)}."


def _some(codes: list[str]) -> str:
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return f"{', '.join(codes[:_NAMED])}{more}"


def _passed_over(path: Path, files: Files) -> Iterator[str]:
    """Sheets and columns that nobody reads."""
    if path.suffix.casefold() == ".xlsx":
        with CalamineWorkbook.from_path(path) as workbook:
            for name in workbook.sheet_names:
                if name.strip().casefold() not in files.headings and name not in _OURS:
                    yield f"The sheet “{name}” is passed over: it is empty, or none of the format."
    for sheet in sheets():
        ours = {column.name for column in sheet.columns} | {"period"}
        for heading in files.headings.get(sheet.name, []):
            if heading and heading not in ours:
                yield f"In {sheet.name}, the column “{heading}” is passed over."
