"""How the first rows of a source would be understood, before anything of it is stored."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice

from indicators.choices import Basis, ObservationStatus, Symbol
from indicators.labels import counts_label, value_label
from indicators.models import Indicator
from indicators.periods import Period
from indicators.pulls.matching import Matched, Matcher
from indicators.sources.base import SourceError, SourceReader
from indicators.sources.problems import Problem
from indicators.sources.rows import ObservationRow

SHOWN = 10  # rows, and as many problems
LOOKED_AT = 5000  # rows

_MONTHS = {
    Basis.SNAPSHOT: 0,
    Basis.MONTH: 1,
    Basis.QUARTER: 3,
    Basis.LAST_3_MONTHS: 3,
    Basis.ROLLING_12_MONTHS: 12,
    Basis.YEAR: 12,
}

Rows = Iterable[ObservationRow | list[Problem]]


@dataclass(frozen=True)
class PreviewLine:
    """One row in words: what it would be stored as."""

    indicator: str
    area: str
    band: str
    period: str
    value: str
    remarks: str
    place: str


@dataclass
class Preview:
    """The first rows that would be taken, the first problems, and how many rows were looked at.

    ``error`` is set, and nothing else, where the source cannot be read at all.
    """

    lines: list[PreviewLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    good: int = 0
    bad: int = 0
    more: bool = False
    error: str = ""

    @property
    def sentence(self) -> str:
        """“12 rows can be taken, 1 cannot.”"""
        if not self.good and not self.bad:
            return "There are no rows below the headings yet."
        taken = "1 row" if self.good == 1 else f"{self.good:,} rows"
        seen = f"Of the first {LOOKED_AT:,}, " if self.more else ""
        return f"{seen}{taken} can be taken, {f'{self.bad:,}' if self.bad else 'none'} cannot."


def preview_of(reader: SourceReader) -> Preview:
    """What ``reader`` would bring, or why it cannot be read. Four queries; stores nothing."""
    try:
        with closing(reader.read()) as batches:
            return _preview(chain.from_iterable(batch.rows for batch in batches))
    except SourceError as error:
        return Preview(error=str(error))


def _preview(rows: Rows) -> Preview:
    rows = iter(rows)
    preview, lines = Preview(), []
    for row, problems in _matched(islice(rows, LOOKED_AT)):
        if problems:
            preview.bad += 1
            preview.problems += problems[: SHOWN - len(preview.problems)]
        else:
            preview.good += 1
            lines += [row] if len(lines) < SHOWN else []
    preview.more = next(rows, None) is not None
    known = Indicator.objects.in_bulk({row.code for row in lines}, field_name="code")
    preview.lines = [_line(row, known[row.code]) for row in lines]
    return preview


def _matched(rows: Rows) -> Iterator[tuple[ObservationRow | None, list[Problem]]]:
    """Each row, or what is wrong with it; of rows for one and the same value, the first."""
    matcher, met = Matcher(), {}
    for row in rows:
        if not isinstance(row, ObservationRow):
            yield None, row
            continue
        found = matcher.match(row)
        if not isinstance(found, Matched):
            yield None, found
            continue
        key = found[1:6]
        place = met.setdefault(key, row.place)
        yield row, [] if place == row.place else [_twice(row.place, place)]


def _twice(place: str, first: str) -> Problem:
    message = f"The same indicator, area, category and period stand in {first} too."
    return Problem(place, "", "", f"{message} Take one of them away.")


def _line(row: ObservationRow, indicator: Indicator) -> PreviewLine:
    period = Period(row.period_start, row.period_end, Basis(indicator.basis))
    return PreviewLine(
        indicator=f"{indicator.code} {indicator.name}",
        area=row.area,
        band=row.category,
        period=period.label(),
        value=_value(row, indicator),
        remarks=" ".join(_remarks(row, indicator, period)),
        place=row.place,
    )


def _value(row: ObservationRow, indicator: Indicator) -> str:
    if row.value is None:
        return Symbol(row.symbol).label
    value = value_label(row.value, indicator.unit, row.places)
    counts = counts_label(row.numerator, row.denominator)
    return f"{value} ({counts})" if counts else value


def _remarks(row: ObservationRow, indicator: Indicator, period: Period) -> Iterator[str]:
    if row.status != ObservationStatus.FINAL:
        yield f"{ObservationStatus(row.status).label}."
    if row.not_comparable:
        yield "Not comparable with earlier values."
    if row.note:
        yield row.note
    if not _fits(indicator, period):
        basis = Basis(indicator.basis).label.lower()
        yield f"The indicator is kept as “{basis}”: is the period right?"


def _fits(indicator: Indicator, period: Period) -> bool:
    """Whether the period is as long as those of the indicator; of a year to date any is."""
    months = 0 if period.start == period.end else period.months
    return _MONTHS.get(Basis(indicator.basis), months) == months
