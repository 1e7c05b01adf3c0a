"""Every sheet of the exchange format: what it is for, and its columns."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from indicators.sources import rows
from indicators.sources.cells import to_date, to_number, to_text
from programmes.exchange.columns import COLUMNS
from programmes.exchange.reading import OPTIONAL, REQUIRED
from programmes.exchange.typed import Column

_FLAGS = {
    "provisional": "It may still change",
    "revised": "It was changed after it was published",
    "not_comparable": "It cannot be compared with those before it",
    "provisional not_comparable": "Both",
    "revised not_comparable": "Both",
}
_OBSERVED: Mapping[str, Mapping] = {
    "code": {"guide": "The indicator.", "example": "EH-01", "named_in": ("indicators", "code")},
    "area": {
        "guide": "Your council as on the sheet programme; or England, a region, Statistical "
        "neighbours, to compare with.",
        "example": "Exampleshire",
    },
    "category": {"guide": "The band or group. Empty: the indicator as a whole."},
    "period_start": {
        "guide": "The first day that the value covers. For a position on a date: that day.",
        "example": "2025-10-01",
    },
    "period_end": {"guide": "The last day that it covers.", "example": "2026-09-30"},
    "value": {
        "guide": "Digits only, no % or £. Where there is no number: c suppressed, z not "
        "applicable, x not available, low rounds to zero, u unreliable.",
        "example": "82.4",
    },
    "numerator": {"guide": "The count above the line, where you have it.", "example": "412"},
    "denominator": {"guide": "The count below the line.", "example": "500"},
    "flag": {"guide": "What is special about the value.", "words": _FLAGS},
    "note": {"guide": "A remark for readers of the figure."},
    "as_at": {"guide": "The day that your system gave the figure, where you want it kept."},
}
_CONVERTERS: Mapping[str, Callable] = {
    **dict.fromkeys(("period_start", "period_end", "as_at"), to_date),
    **dict.fromkeys(("numerator", "denominator"), to_number),
}
# Read by ``indicators.sources.rows``, which pulls share; here they are for the empty workbook.
OBSERVATIONS = tuple(
    Column(
        name,
        _CONVERTERS.get(name, to_text),
        filled=name in rows.NEEDED,
        required=name in rows.REQUIRED,
        **_OBSERVED[name],
    )
    for name in rows.COLUMNS
)

_PURPOSES = {
    "programme": "One row: the programme itself.",
    "priorities": "A row for each aim of the programme. Its indicators stand under them.",
    "indicators": "A row for each figure in the report, in the order of the report.",
    "definition_changes": "A row for each day from which an indicator is counted in another way.",
    "targets": "A row for each target. What has none is not rated.",
    "observations": "A row for each value: one indicator, area, band and period. The report covers "
    "the newest period; earlier ones give its arrows and lines.",
    "milestones": "A row for each promise with a day.",
    "risks": "A row for each risk.",
}


class Sheet(NamedTuple):
    """A sheet by name, or the CSV file of that name."""

    name: str
    purpose: str
    columns: tuple[Column, ...]
    required: bool


def sheets() -> list[Sheet]:
    """Every sheet, in the order in which they are best filled in."""
    columns = COLUMNS | {"observations": OBSERVATIONS}
    return [
        Sheet(name, _PURPOSES.get(name, ""), columns[name], name in REQUIRED)
        for name in (*REQUIRED, *OPTIONAL)
    ]
