"""The sheets of the workbook that hold figures: what they are, and where each came from."""

from collections.abc import Iterator

from programmes.reports import plain
from programmes.reports.cells import Amount, Sheet, Sparkline
from programmes.reports.schema import IndicatorRow, Snapshot, TargetFacts, ValueFacts

RECENT = "Recent values"
_RECENT_HEADINGS = ("Code", "Indicator", "Period end", "Value", "Compared with the one before")

_INDICATOR_HEADINGS = (
    "Code", "Indicator", "Priority", "Frequency", "Better is",
    "Target", "Target as printed", "Target origin", "Amber limit",
    "Current", "Current as printed", "Current period", "Numerator", "Denominator",
    "Previous", "Previous as printed", "Previous period", "Arrow", "Meaning", "Direction of travel",
    "Rating", "Reason", "Change tested", "Notes", "Recent values, drawn",
)  # fmt: skip


def indicators(snapshot: Snapshot) -> Sheet:
    """A row for each indicator, with a small line of its recent values."""
    lines = _sparklines(snapshot)
    return _INDICATOR_HEADINGS, [
        (*_indicator(priority, row), lines.get(row.code))
        for priority in snapshot.priorities
        for row in priority.indicators
    ]


def _indicator(priority, row):
    return (
        row.code,
        row.name,
        f"{priority.number}. {priority.title}",
        plain.label(row.frequency, "frequency"),
        plain.label(row.polarity, "polarity"),
        _amount(row.target, row.unit),
        plain.target_words(row),
        plain.origin_words(row),
        row.target.amber_limit if row.target else "",
        _amount(row.current, row.unit),
        plain.current_words(row),
        plain.period_of(row.current),
        row.current.numerator if row.current else None,
        row.current.denominator if row.current else None,
        *_previous(row),
        *_travel(row),
        plain.label(row.rag, "rag"),
        row.rag_reason,
        row.direction.signal,
        "\n".join(plain.note_lines(row)),
    )


def _previous(row):
    printed = row.previous.label if row.previous else ""
    return _amount(row.previous, row.unit), printed, plain.period_of(row.previous)


def _travel(row):
    direction = row.direction
    return (
        plain.label(direction.movement, "movement"),
        plain.label(direction.meaning, "meaning"),
        plain.direction_words(row),
    )


def _amount(facts: ValueFacts | TargetFacts | None, unit: str) -> Amount | None:
    """The number, where there is one: a range or a suppressed value has none."""
    return None if facts is None or facts.value is None else Amount(facts.value, unit)


def categories(snapshot: Snapshot) -> Sheet:
    """A row for each band or breakdown."""
    headings = (
        "Code", "Indicator", "Category", "Target", "Current", "Current as printed",
        "Current period", "Numerator", "Denominator", "Previous", "Previous as printed",
        "Previous period", "Arrow", "Meaning", "Direction of travel",
    )  # fmt: skip
    return headings, [
        _category(row, band) for row in snapshot.indicators for band in row.categories
    ]


def _category(row, band):
    current, previous = band.current, band.previous
    return (
        row.code,
        row.name,
        band.name,
        _amount(band.target, row.unit),
        _amount(current, row.unit),
        plain.current_words(band),
        plain.period_of(current),
        current.numerator if current else None,
        current.denominator if current else None,
        _amount(previous, row.unit),
        previous.label if previous else "",
        plain.period_of(previous),
        *_travel(band),
    )


def definitions(snapshot: Snapshot) -> Sheet:
    """A row for each indicator: what it counts and how it is read."""
    headings = ("Code", "Indicator", "What it counts", "Unit", "Better is", "Frequency", "Covers")
    return headings, [
        (
            row.code,
            row.name,
            next((said.answer for said in row.explanation if said.key == "definition"), ""),
            plain.label(row.unit, "unit"),
            plain.label(row.polarity, "polarity"),
            plain.label(row.frequency, "frequency"),
            plain.label(row.basis, "basis"),
        )
        for row in snapshot.indicators
    ]


def targets(snapshot: Snapshot) -> Sheet:
    """A row for each target that an indicator or category was judged against."""
    headings = (
        "Code", "Indicator", "Category", "Target as printed", "Target", "From", "To", "Origin",
        "Vintage", "In force from", "In force to", "Amber limit", "Tolerance",
        "Where the tolerance is from", "Note",
    )  # fmt: skip
    return headings, [
        (row.code, row.name, name, *_target(held.target, row.unit))
        for row in snapshot.indicators
        for name, held in _with_categories(row)
        if held.target
    ]


def _target(target: TargetFacts, unit: str):
    lower, upper = (
        None if number is None else Amount(number, unit) for number in (target.lower, target.upper)
    )
    return (
        target.label,
        _amount(target, unit),
        lower,
        upper,
        target.origin,
        target.vintage,
        target.effective_from,
        target.effective_to,
        target.amber_limit,
        target.tolerance,
        target.tolerance_origin,
        target.note,
    )


def values(snapshot: Snapshot) -> Sheet:
    """A row for each value of the report: where it came from, by which pull, and when."""
    headings = (
        "Code", "Indicator", "Category", "Which", "As printed", "Value", "Numerator",
        "Denominator", "Period", "Period start", "Period end", "Status", "Source", "Pull",
        "Revision", "Taken", "Note",
    )  # fmt: skip
    return headings, [line for row in snapshot.indicators for line in _values(row)]


def _values(row: IndicatorRow) -> Iterator[tuple]:
    for name, held in _with_categories(row):
        for which, value in (("Current", held.current), ("Previous", held.previous)):
            if value:
                yield row.code, row.name, name, which, *_value(value, row.unit)
    for value in row.benchmarks:
        number = None if value.value is None else Amount(value.value, row.unit)
        shown = (value.label, number, None, None, value.period)
        yield row.code, row.name, "", value.area, *shown, *[None] * 7, value.standing


def _value(value: ValueFacts, unit: str):
    return (
        value.label,
        _amount(value, unit),
        value.numerator,
        value.denominator,
        value.period,
        value.start,
        value.end,
        plain.label(value.status, "status"),
        value.source,
        value.pull,
        value.revision,
        value.taken,
        value.note,
    )


def _with_categories(row: IndicatorRow):
    return [("", row), *((band.name, band) for band in row.categories)]


def recent_values(snapshot: Snapshot) -> Sheet:
    """The numbers of every small line, the oldest first."""
    return _RECENT_HEADINGS, [
        (
            row.code,
            row.name,
            point.end,
            None if point.value is None else Amount(point.value, row.unit),
            "yes" if point.joined else "no",
        )
        for row in snapshot.indicators
        for point in row.series
    ]


def _sparklines(snapshot: Snapshot) -> dict[str, Sparkline]:
    """The line of each indicator that has recent values, by its code."""
    lines, first, column = {}, 1, _RECENT_HEADINGS.index("Value")
    for row in snapshot.indicators:
        if row.series:
            lines[row.code] = Sparkline(RECENT, column, first, first + len(row.series) - 1)
        first += len(row.series)
    return lines
