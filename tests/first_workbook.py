"""The workbook of a council's first day, filled in as somebody would."""

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

DECEMBER = (date(2016, 12, 1), date(2016, 12, 31))
JANUARY = (date(2017, 1, 1), date(2017, 1, 31))
FILLED = {
    "programme": [["EH", "3", "Early help", "Exampleshire", "The group", "=1+1", "2016/17"]],
    "priorities": [[1, "Families get help early"]],
    "indicators": [
        ["EH-01", 1, "In time", "percent", 1, "higher", "monthly", "month", "Of all"],
        ["EH-02", 1, "Waiting", "count", 0, "lower", "monthly", "snapshot", ""],
    ],
    "targets": [["EH-01", "", 85, date(2016, 4, 1), None, "internal", ""]],
    "observations": [
        ["EH-01", "Exampleshire", "", *DECEMBER, 80.2, 401, 500, "", ""],
        ["EH-01", "Exampleshire", "", *JANUARY, 82.4, 412, 500, "", ""],
        ["EH-01", "England", "", *JANUARY, "c", None, None, "", ""],
        ["EH-02", "Exampleshire", "", JANUARY[1], JANUARY[1], 7],
    ],
    "milestones": [["The hub opens", date(2017, 3, 31), date(2017, 5, 15), None, "Signed"]],
    "risks": [["Too few workers", 2, 3, "Head of early help", "A campaign"]],
}


def fill_in(empty: bytes, path: Path) -> Path:
    """Write what a small programme holds below the headings of the empty workbook."""
    book = load_workbook(BytesIO(empty))
    for name, lines in FILLED.items():
        for number, cells in enumerate(lines, start=2):
            for at, text in enumerate(cells, start=1):
                cell = book[name].cell(number, at, text)
                if isinstance(text, str):
                    cell.data_type = "s"
    book.save(path)
    return path
