"""The report as a spreadsheet: numbers as numbers, so that they can be worked with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from indicators.periods import day_label
from programmes.reports import overview, plain, round_words, written_sheets
from programmes.reports.render import (
    correction_of,
    programme_name,
    record_of,
    record_words,
    state_of,
    title_of,
)
from programmes.reports.schema import Snapshot, TargetFacts, ValueFacts
from programmes.reports.workings import every_answer

_UNIT_FORMATS = {"percent": '{}"%"', "pounds": "£{}", "days": '{}" days"'}
_NARROWEST, _WIDEST = 10, 60  # characters
_MOST_TEXT = 32_767  # characters that a cell can hold
_CUT = " … (the rest is in the report)"


@dataclass(frozen=True)
class Amount:
    """A number in the unit of its indicator."""

    value: Decimal
    unit: str


Cell = str | int | Decimal | date | Amount | None
Sheet = tuple[Sequence[str], Sequence[Sequence[Cell]]]


def render_xlsx(snapshot: Snapshot) -> bytes:
    """The report as an .xlsx file. The same snapshot gives the same bytes.

    A sheet for each part of it. A number has the format of its unit and the digits it was
    supplied with; a text that begins with “=” stays a text.
    """
    saved = BytesIO()
    day = snapshot.report_date
    with xlsxwriter.Workbook(saved, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": title_of(snapshot),
                "author": snapshot.programme.delivery_group,
                "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - has no zone
            }
        )
        formats = _Formats(book)
        for name, sheet in _SHEETS.items():
            page = book.add_worksheet(name)
            page.set_footer(_foot(snapshot))
            _write(page, *sheet(snapshot), formats)
    return saved.getvalue()


def _foot(snapshot):
    """What is printed at the foot of every page; “&” begins a code there, so it is doubled."""
    text = f"{title_of(snapshot)}. Record {record_of(snapshot)}".replace("&", "&&")
    return f"&L{text}&RPage &P of &N"


class _Formats:
    """Cell formats of one workbook, each made once."""

    def __init__(self, book):
        self._book, self._made = book, {}

    def of(self, **properties):
        """The format with these properties, at the top of its cell."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **properties})
        return self._made[key]

    def number(self, value: Decimal | int, unit: str = ""):
        """The format of a number: its unit, and the digits it was supplied with."""
        places = max(0, -Decimal(value).as_tuple().exponent)
        digits = "#,##0" + ("." + "0" * places if places else "")
        return self.of(num_format=_UNIT_FORMATS.get(unit, "{}").format(digits))


def _write(sheet, headings, rows, formats):
    """Headings that stay in sight and filter, then the rows."""
    table = [headings, *rows]
    for column, texts in enumerate(zip(*table, strict=True)):
        longest = max(len(_shown(cell)) for cell in texts)
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, formats.of(bold=True, bottom=2, text_wrap=True))
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)


def _write_cell(sheet, row, column, cell, formats):
    if isinstance(cell, str):
        text = plain.printable(cell)
        if len(text) > _MOST_TEXT:
            text = text[: _MOST_TEXT - len(_CUT)] + _CUT
        if text:
            sheet.write_string(row, column, text, formats.of(text_wrap=True))
    elif isinstance(cell, Amount):
        sheet.write_number(row, column, float(cell.value), formats.number(cell.value, cell.unit))
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, float(cell), formats.number(cell))
    elif cell is not None:
        style = formats.of(num_format="d mmm yyyy", align="left")
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), style)  # noqa: DTZ001


def _shown(cell):
    if isinstance(cell, str):
        return max(cell.split("\n"), key=len)
    return str(cell.value if isinstance(cell, Amount) else cell or "")


def _summary(snapshot) -> Sheet:
    programme, status = snapshot.programme, snapshot.status
    rows = [
        (programme_name(snapshot), programme.title),
        ("Area", programme.area),
        ("Delivery group", programme.delivery_group),
        ("Plan", programme.plan),
        ("Year", programme.year),
        ("Period to", snapshot.period_end),
        ("Report date", snapshot.report_date),
        ("Version and state", state_of(snapshot)),
        ("Correction", correction_of(snapshot)),
        ("Record", record_words(snapshot)),
        ("Reported status", plain.label(status.reported or "", "rag") or "Not set yet"),
        ("Reason", status.reason),
        ("Why it differs from the evidence", status.difference_reason),
        ("Evidence suggests", plain.label(status.evidence, "rag")),
        ("How it was worked out", status.evidence_reason),
        ("Since the last report", plain.label(status.trend, "trend")),
        ("Time at this status", round_words.status_run(status)),
        *((day_label(past.period_end), plain.past_words(past)) for past in status.history),
        ("Indicators", overview.tally(snapshot.indicators)),
        *(("Check", warning) for warning in snapshot.warnings),
        *(("How to read it", sentence) for sentence in snapshot.key.sentences),
        *(("What this copy leaves out", sentence) for sentence in snapshot.disclosure),
    ]
    return ("What", "This report"), rows


_INDICATOR_HEADINGS = (
    "Code", "Indicator", "Priority", "Frequency", "Better is",
    "Target", "Target as printed", "Target origin", "Amber limit",
    "Current", "Current as printed", "Current period", "Numerator", "Denominator",
    "Previous", "Previous as printed", "Previous period", "Arrow", "Meaning", "Direction of travel",
    "Rating", "Reason", "Change tested", "Notes",
)  # fmt: skip


def _indicators(snapshot) -> Sheet:
    return _INDICATOR_HEADINGS, [
        _indicator(priority, row) for priority in snapshot.priorities for row in priority.indicators
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


def _categories(snapshot) -> Sheet:
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


def _workings(snapshot) -> Sheet:
    headings = ("Code", "Category", "Question", "Answer", "Pull")
    return headings, list(every_answer(snapshot.indicators))


_SHEETS = {
    "Summary": _summary,
    "Indicators": _indicators,
    "Categories": _categories,
    "Milestones": written_sheets.milestones,
    "Risks": written_sheets.risks,
    "Text": written_sheets.texts,
    "Workings": _workings,
}
