"""What the statistical rules accept: numbers a council can hold, or one error that says why not."""

from collections.abc import Iterable
from decimal import Decimal
from math import nan
from numbers import Real

from indicators.choices import Polarity

LARGEST_COUNT = 10**8  # more than everyone in the United Kingdom; exact tests stay quick
LARGEST_NUMBER = 10**15  # whole numbers up to it are exact as floats
SMALLEST_AMOUNT = 1e-9


class StatisticsError(ValueError):
    """What was given has no answer; the message says which value and why."""


def number(name: str, value: object) -> float:
    """A finite number no larger than ``LARGEST_NUMBER``; int, float, Decimal or Fraction."""
    try:
        found = float(value) if isinstance(value, Real | Decimal) else nan
    except (ValueError, OverflowError):
        found = nan
    if not abs(found) <= LARGEST_NUMBER:
        raise StatisticsError(f"The {name} is not a number, or is over {LARGEST_NUMBER:,}.")
    return found


def exact(name: str, value: object) -> Decimal:
    """The number as it is written, so that 0.1 is a tenth."""
    found = number(name, value)
    return value if isinstance(value, Decimal) else Decimal(repr(found))


def whole(name: str, value: object) -> int:
    """A whole number of cases, from 0 to ``LARGEST_COUNT``."""
    found = number(name, value)
    if not 0 <= found <= LARGEST_COUNT:
        raise StatisticsError(f"The {name} is {found:g}: give one from 0 to {LARGEST_COUNT:,}.")
    if not found.is_integer():
        raise StatisticsError(f"The {name} is {found:g}: cases are counted in whole numbers.")
    return int(found)


def some(name: str, value: object) -> int:
    """A whole number of cases, at least one."""
    found = whole(name, value)
    if not found:
        raise StatisticsError(f"The {name} is 0: there is nothing to work on.")
    return found


def positive(name: str, value: object) -> float:
    """An amount above zero: a population, a time, a multiplier."""
    found = number(name, value)
    if found < SMALLEST_AMOUNT:
        raise StatisticsError(f"The {name} is {found:g}: it should be above zero.")
    return found


def fraction(name: str, value: object) -> float:
    """A proportion from 0 to 1."""
    found = number(name, value)
    if not 0 <= found <= 1:
        raise StatisticsError(f"The {name} is {found:g}: give a proportion from 0 to 1.")
    return found


def cases(count: object, denominator: object) -> tuple[int, int]:
    """A count and what it is part of, which is at least one and at least the count."""
    found, total = whole("count", count), some("denominator", denominator)
    if found > total:
        raise StatisticsError(f"The count {found} is more than its denominator {total}.")
    return found, total


def bounds(lower: object, upper: object) -> tuple[float, float]:
    """Two ends in order; they may be equal."""
    low, high = number("lower end", lower), number("upper end", upper)
    if low > high:
        raise StatisticsError(f"The lower end {low:g} is above the upper end {high:g}.")
    return low, high


def listed(name: str, values: Iterable[object]) -> list[object]:
    """The values as a list."""
    try:
        return list(values)
    except TypeError:
        raise StatisticsError(f"The {name} should be a list.") from None


def paired(**columns: Iterable[object]) -> list[tuple]:
    """Lists of one length, side by side."""
    lists = {name: listed(name, values) for name, values in columns.items()}
    if len({len(values) for values in lists.values()}) > 1:
        lengths = ", ".join(f"{len(values)} {name}" for name, values in lists.items())
        raise StatisticsError(f"Each value needs all of its parts: there are {lengths}.")
    return list(zip(*lists.values(), strict=True))


def polarity_of(value: object) -> Polarity:
    """Which way is good."""
    try:
        return Polarity(value)
    except ValueError:
        raise StatisticsError("Say which way is good: higher, lower or neither.") from None
