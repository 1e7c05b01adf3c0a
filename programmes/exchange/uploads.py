"""Workbooks that somebody uploads to be loaded: kept aside until they are looked at."""

from django.core.files.uploadedfile import UploadedFile

from indicators import aside
from indicators.aside import UploadRefused, Waiting
from indicators.sources.problems import quoted
from programmes.exchange.outlook import check
from programmes.exchange.reading import ExchangeError

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000  # of one sheet: what is looked at while somebody waits

_BY_COMMAND = "Whoever runs the server can load it with manage.py load"
_ADVICE = {
    "": "is no .xlsx workbook. In your spreadsheet, choose Save as, then Excel workbook (.xlsx).",
    ".xls": "is an old workbook. In your spreadsheet, choose Save as, then Excel workbook (.xlsx).",
    ".xlsm": "may hold macros. In your spreadsheet, choose Save as, then Excel workbook (.xlsx).",
    ".csv": "holds one table only, and a programme has several. Put each on a sheet of one "
    f"workbook: the empty one has them. Or put the CSV files into a folder. {_BY_COMMAND}.",
    ".zip": "is an archive. Put each table on a sheet of one workbook, or unpack it. "
    f"{_BY_COMMAND}.",
}


def keep_upload(user, upload: UploadedFile) -> Waiting:
    """Keep a workbook until ``user`` has looked at it; each file of each person by itself.

    Raises UploadRefused for a file that is too large, cannot be opened, or lists children; nothing
    of it is then left. Other faults are for the page that follows.
    """
    advice = {suffix: f"{quoted(upload.name)} {said}" for suffix, said in _ADVICE.items()}
    advice["large"] = f"{_BY_COMMAND}."
    aside.refuse_unfit(upload, [".xlsx"], MAX_BYTES, advice)
    place = _place(user, aside.digest_of(upload))
    waiting = aside.keep(upload, place)
    try:
        check(waiting.path, user, MAX_ROWS)
    except ExchangeError as error:
        if not error.marks_help:
            aside.drop(place)
            raise UploadRefused(str(error)) from error
    return waiting


def waiting_upload(user, digest: str) -> Waiting | None:
    """The workbook with that digest that waits for ``user``, if it still does."""
    waiting = aside.waiting_in(_place(user, digest))
    return waiting if waiting and waiting.digest == digest else None


def drop_upload(user, digest: str) -> None:
    """Forget a workbook that waits for ``user``."""
    aside.drop(_place(user, digest))


def _place(user, digest: str) -> str:
    return f"load-{user.pk}-{digest}"
