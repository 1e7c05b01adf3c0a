"""Tables to download as CSV files that a spreadsheet opens as text and never as formulas."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# A cell that begins so is a formula to a spreadsheet, whatever it was to its author.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would work it out."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def csv_download(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """A CSV file of text cells under that name. It begins with a byte-order mark, for Excel."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(headings)
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return response
