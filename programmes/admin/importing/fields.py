"""How one column is read and written, between the words of the exchange format and our models."""

from datetime import date
from decimal import Decimal

from import_export.fields import Field
from import_export.widgets import Widget

from indicators.categories import HEADLINE, same_name
from indicators.sources.cells import CellError
from indicators.sources.problems import did_you_mean, quoted, unknown_code
from programmes.exchange.columns import Column

EMPTY = "This cell is empty. Fill it in."

Cell = str | int | Decimal | date | None
"""What an export writes into one cell."""


def as_text(cell: Cell) -> str:
    """A cell as it stands in a CSV file, and as it is read from a spreadsheet."""
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


class ColumnWidget(Widget):
    """A cell that stands for itself."""

    def __init__(self, column: Column):
        super().__init__()
        self.column = column

    def clean(self, value, row=None, **kwargs):
        """What the text of a cell means. Raises CellError in plain words."""
        if text := value.strip():
            return self.read(text, row)
        if self.column.filled:
            raise CellError(EMPTY)
        return self.column.empty

    def read(self, text: str, row):
        """What a cell with something in it means."""
        return self.column.convert(text)

    def render(self, value, obj=None, **kwargs) -> Cell:
        """The cell of a stored value, as a number, a day or a text."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value.normalize() if isinstance(value, Decimal) else value


class NamedWidget(ColumnWidget):
    """A cell that names another row. ``known`` has those there are, once a file is being read."""

    def __init__(self, column: Column):
        super().__init__(column)
        self.known = {}


class IndicatorWidget(NamedWidget):
    """The code of an indicator; ``known`` has them by code."""

    def read(self, text, row):
        """The indicator. Raises CellError where there is none of that code."""
        if found := self.known.get(text):
            return found
        raise CellError(unknown_code(text, self.known))

    def render(self, value, obj=None, **kwargs):
        """Its code."""
        return value and value.code


class ProgrammeWidget(NamedWidget):
    """The code of a programme; ``known`` has them by code."""

    def read(self, text, row):
        """The programme. Raises CellError where there is none of that code."""
        if found := self.known.get(text):
            return found
        question = did_you_mean(text, self.known) or " Add the programme first, or mend the code."
        raise CellError(f"No programme has the code {quoted(text)}.{question}")

    def render(self, value, obj=None, **kwargs):
        """Its code."""
        return value and value.code


class PriorityWidget(NamedWidget):
    """The number of a priority; ``known`` has them by code of the programme and number."""

    def read(self, text, row):
        """The priority of the row's programme; None where that is not there itself."""
        of_programme = self.known.get(row["programme"].strip())
        number = super().read(text, row)
        if of_programme is None or number in of_programme:
            return of_programme and of_programme[number]
        raise CellError(
            "There is no priority of this number. Add it to the priorities, or mend it."
        )

    def render(self, value, obj=None, **kwargs):
        """Its number."""
        return value and value.number


class CategoryWidget(NamedWidget):
    """The name of a band, empty for the headline; ``known`` has them by code and name."""

    def clean(self, value, row=None, **kwargs):
        """The band of the row's indicator; None where that is not there itself."""
        bands = self.known.get(row["code"].strip())
        if bands is None:
            return None
        alike = {same_name(name): band for name, band in bands.items()}
        if found := bands.get(value) or alike.get(same_name(value)):
            return found
        raise CellError(_no_band(value.strip(), [name for name in bands if name]))

    def render(self, value, obj=None, **kwargs):
        """Its name."""
        return value and value.name


def _no_band(text: str, names: list[str]) -> str:
    if text == HEADLINE:
        return "The indicator has no headline. Open it in the admin and save it once."
    if not names:
        return f"The indicator has no band {quoted(text)}, nor any other. Leave the cell empty."
    question = did_you_mean(text, names) or f" Its bands are: {', '.join(names)[:200]}."
    return f"The indicator has no band {quoted(text)}.{question}"


class ColumnField(Field):
    """A column, and the attribute of the model that it is kept in.

    An empty cell empties the attribute, unless that ``keeps`` what it has. A ``readonly`` one is
    only checked: the row is found by it.
    """

    def __init__(
        self, attribute: str, column: Column, widget=ColumnWidget, *, keeps=False, readonly=False
    ):
        super().__init__(
            attribute=attribute,
            column_name=column.name,
            widget=widget(column),
            saves_null_values=not keeps,
            readonly=readonly,
        )
        self.column = column

    def save(self, instance, row, is_m2m=False, **kwargs):
        """Give the instance what its cell means. Raises CellError."""
        if self.readonly:
            self.clean(row, **kwargs)
        else:
            super().save(instance, row, is_m2m, **kwargs)

    def text(self, instance) -> str:
        """The cell of a stored row as text."""
        return as_text(self.export(instance))
