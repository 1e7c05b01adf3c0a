"""All changes of an import, or all that is wrong with it, as a file to read at leisure."""

import tablib

from programmes.admin.importing.formats import Csv
from programmes.admin.importing.running import Outcome


def listing(outcome: Outcome) -> bytes:
    """The problems where there are any, else the changes, cell by cell, as CSV."""
    return Csv().export_data(_problems(outcome) if outcome.problems else _changes(outcome))


def _problems(outcome: Outcome) -> tablib.Dataset:
    rows = [(each.place, each.field, each.text, each.message) for each in outcome.problems]
    return tablib.Dataset(*rows, headers=["place", "column", "cell", "what is wrong"])


def _changes(outcome: Outcome) -> tablib.Dataset:
    rows = [
        (change.place, change.what, "new" if change.is_new else "changed", *cell)
        for change in outcome.changes
        for cell in change.cells
    ]
    return tablib.Dataset(*rows, headers=["place", "row", "change", "column", "before", "after"])
