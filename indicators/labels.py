"""Numbers as they are printed. Round half up, and never more digits than were supplied."""

from decimal import ROUND_HALF_UP, Decimal

from indicators.choices import Unit

_FORMATS = {
    Unit.PERCENT: "{}%",
    Unit.POUNDS: "£{}",
    Unit.DAYS: "{} days",
}


def places_of(value: Decimal) -> int:
    """Digits after the point that say something: 2 for 17.88, 0 for 95.0."""
    return max(0, -value.normalize().as_tuple().exponent)


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` to so many digits after the point, half up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number_label(value: Decimal, places: int) -> str:
    """“4,943,674” or “−1.5”, with a true minus sign."""
    text = f"{rounded(abs(value), places):,}"
    return f"−{text}" if value < 0 and rounded(value, places) else text


def value_label(value: Decimal, unit: str, places: int) -> str:
    """“12.9%”, “£4,943,674”, “443 days”, “52.5”. ``places``: digits after the point."""
    text = number_label(value, places)
    if unit == Unit.DAYS and text == "1":
        return "1 day"
    return _FORMATS.get(unit, "{}").format(text)


def gap_label(amount: Decimal, unit: str) -> str:
    """A difference as printed: percentages differ by points, not by per cent."""
    if unit == Unit.PERCENT:
        text = number_label(amount, places_of(amount))
        return f"{text} point" if text == "1" else f"{text} points"
    return value_label(amount, unit, places_of(amount))


def counts_label(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """“69 of 535”, or nothing unless both are known."""
    if numerator is None or denominator is None:
        return ""
    return " of ".join(number_label(count, places_of(count)) for count in (numerator, denominator))
