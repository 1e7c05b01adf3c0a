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


def _other(name: str, convert: Callable, guide: str) -> Column:
    return Column(name, convert, guide=guide)


PROGRAMME = Column("programme", to_text, filled=True, guide="The code of the programme.")
PRIORITY = Column(
    "priority",
    shared("priorities", "number").convert,
    filled=True,
    guide="The number of the priority that it stands under.",
)
CODE = shared("targets", "code")
POSITION = _other("position", to_whole, "Where it comes in the order of the report.")

DEFINITION = _text("definition", Indicator, guide="What is counted, and who is left out.")
INFORMATION_ONLY = _other("information_only", _yes_or_no, "Yes where it is shown and not rated.")
CUMULATIVE_TO = _text("cumulative_to", Indicator, guide="The band up to which its share is rated.")
TOLERANCE = _other("tolerance", to_number, "How far off its target is still amber.")
TOLERANCE_KIND = _other(
    "tolerance_kind", to_word(ToleranceKind), "How the tolerance is measured: relative or absolute."
)
LEVEL_WITHIN = _other("level_within", to_number, "A change up to this counts as none.")
OWNER = _text("owner", Indicator, guide="Who answers for the figure.")
NUMERATOR_NAME = _text("numerator_name", Indicator, guide="What the numerator counts.")
DENOMINATOR_NAME = _text("denominator_name", Indicator, guide="What the denominator counts.")

REMEDY = Column("remedy", to_text, empty="", guide="What is done where it is late.")
CLOSED_ON = _other("closed_on", to_date, "The day it was closed. Empty: it is open.")
CLOSED_REASON = _text("closed_reason", Risk, guide="Why it was closed.")
