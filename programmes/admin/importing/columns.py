"""The columns of imports and exports: those of the exchange format, and what it has no room for."""

from collections.abc import Callable

from django.db.models import Model

from indicators.choices import ToleranceKind
from indicators.models import Indicator
from indicators.sources.cells import CellError, to_date, to_number, to_text, to_whole, to_word
from programmes.exchange.columns import COLUMNS, Column
from programmes.models import Risk


def shared(table: str, name: str) -> Column:
    """A column as the exchange format has it."""
    return next(column for column in COLUMNS[table] if column.name == name)


_yes_or_no = shared("targets", "indicative").convert


def _text(name: str, model: type[Model], **kwargs) -> Column:
    longest = model._meta.get_field(name).max_length

    def convert(text: str) -> str:
        if longest and len(text) > longest:
            raise CellError(f"This is longer than {longest} characters. Shorten it.")
        return to_text(text)

    return Column(name, convert, empty="", **kwargs)


def _other(name: str, convert: Callable) -> Column:
    return Column(name, convert)


PROGRAMME = Column("programme", to_text, filled=True)
PRIORITY = Column("priority", shared("priorities", "number").convert, filled=True)
CODE = shared("targets", "code")
POSITION = _other("position", to_whole)

DEFINITION = _text("definition", Indicator)
INFORMATION_ONLY = _other("information_only", _yes_or_no)
CUMULATIVE_TO = _text("cumulative_to", Indicator)
TOLERANCE = _other("tolerance", to_number)
TOLERANCE_KIND = _other("tolerance_kind", to_word(ToleranceKind))
LEVEL_WITHIN = _other("level_within", to_number)
OWNER = _text("owner", Indicator)
NUMERATOR_NAME = _text("numerator_name", Indicator)
DENOMINATOR_NAME = _text("denominator_name", Indicator)

REMEDY = Column("remedy", to_text, empty="")
CLOSED_ON = _other("closed_on", to_date)
CLOSED_REASON = _text("closed_reason", Risk)
