"""How ratings and arrows were reached, for the annex of a report. Text out of the snapshot."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from programmes.reports.plain import reached_words
from programmes.reports.schema import CategoryRow, Explanation, IndicatorRow

_LEFT_OUT = {"definition"}  # it says nothing of how the figure was reached
_COLUMNS = {"rating": 1, "target": 1, "direction": 2, "signal": 2}  # the value and the rest: 0


@dataclass(frozen=True)
class Working:
    """How an indicator's rating and arrows were reached, without what is said for many at once.

    ``bands`` are the name and the answers of each; ``together`` is true of every band.
    """

    row: IndicatorRow
    answers: tuple[Explanation, ...]
    bands: tuple[tuple[str, tuple[Explanation, ...]], ...] = ()
    together: tuple[Explanation, ...] = ()

    @property
    def columns(self) -> tuple[list[Explanation], list[Explanation], list[Explanation]]:
        """The answers of the value, of the rating with its target, of the arrow with its test."""
        columns: tuple[list, list, list] = ([], [], [])
        for said in self.answers:
            columns[_COLUMNS.get(said.key, 0)].append(said)
        return columns

    @property
    def lines(self) -> list[str]:
        """The same in plain text: a line for each question and for each band."""
        if not self.answers:
            return [reached_words(self.row)]
        lines = [f"{said.question}: {said.answer}" for said in self.answers]
        lines += [f"{name}: {_run_on(answers)}" for name, answers in self.bands]
        return [*lines, f"Each band: {_run_on(self.together)}"] if self.together else lines


@dataclass(frozen=True)
class Workings:
    """The annex of a report; ``source`` is where most of the values came from, said once."""

    lines: tuple[Working, ...]
    source: str = ""


def workings_of(rows: Sequence[IndicatorRow]) -> Workings:
    """How everything was reached, nothing said twice: neither a source nor what bands share."""
    sources = Counter(line.answer for row in rows for line in row.explanation if _of_source(line))
    source, count = next(iter(sources.most_common(1)), ("", 0))
    if count * 2 <= len(rows):
        source = ""
    return Workings(tuple(_working(row, source) for row in rows), source)


def every_answer(
    rows: Sequence[IndicatorRow],
) -> Iterator[tuple[str, str, str, str, int | None]]:
    """Code, band (nothing for the indicator itself), question, answer and pull, in full."""
    for row in rows:
        bands = [(band.name, band.explanation) for band in row.categories]
        for name, lines in [("", row.explanation), *bands]:
            for line in lines:
                yield row.code, name, line.question, line.answer, line.pull


def _of_source(line):
    return line.key == "source"


def _working(row, source):
    answers = tuple(
        line for line in row.explanation if line.key not in _LEFT_OUT and line.answer != source
    )
    bands = [band for band in row.categories if band.explanation]
    shared = _shared(bands)
    told = {source, *(line.answer for line in answers)}
    skipped = {"target"} & {line.key for line in answers}  # the bands' amounts stand in their rows
    return Working(
        row,
        answers,
        tuple(
            (
                band.name,
                tuple(x for x in band.explanation if x not in shared and x.key not in skipped),
            )
            for band in bands
        ),
        tuple(line for line in shared if line.answer not in told),
    )


def _shared(bands: Sequence[CategoryRow]) -> tuple[Explanation, ...]:
    """What is true of every one of several bands, in the order it is said."""
    if len(bands) < 2:
        return ()
    common = set.intersection(*(set(band.explanation) for band in bands))
    return tuple(line for line in bands[0].explanation if line in common)


def _run_on(answers):
    return " ".join(said.answer for said in answers)
