"""What a check finds: a word for the check, how much it matters, a sentence, and the values."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.readings import Reading

_LARGEST = Decimal(10) ** 11
_PLACES = 4


class Severity(StrEnum):
    """Whether something has to be put right, or only to be known."""

    MEND = "to mend"
    KNOW = "to know"


class Check(StrEnum):
    """The checks, by a code word each."""

    COUNTS = "counts"
    PARTS = "parts"
    BANDS = "bands"
    RUNNING_TOTAL = "running_total"
    RANGE = "range"
    FUTURE = "future"
    YEAR = "year"
    SAME_END = "same_end"
    DEFINITION = "definition"

    @property
    def label(self) -> str:
        """The name of the check, for lists."""
        return _LABELS[self]


_LABELS = {
    Check.COUNTS: "Value against its counts",
    Check.PARTS: "Parts against the total",
    Check.BANDS: "Bands against 100%",
    Check.RUNNING_TOTAL: "Running total that fell",
    Check.RANGE: "Value that cannot be",
    Check.FUTURE: "Period still to come",
    Check.YEAR: "Period a year away",
    Check.SAME_END: "Two spans with one end",
    Check.DEFINITION: "Change of definition",
}


@dataclass(frozen=True)
class Finding:
    """What one check says of some values; ``readings`` starts with the one it is about."""

    check: Check
    severity: Severity
    sentence: str
    readings: tuple[Reading, ...]


def usable(reading: Reading | None) -> bool:
    """Whether a reading is there and its amounts are such as the database can hold."""
    if reading is None or reading.places not in range(_PLACES + 1):
        return False
    return all(map(_storable, (reading.value, reading.numerator, reading.denominator)))


def _storable(amount) -> bool:
    if amount is None:
        return True
    if not isinstance(amount, Decimal) or not amount.is_finite():
        return False
    return abs(amount) < _LARGEST and amount.as_tuple().exponent >= -_PLACES
