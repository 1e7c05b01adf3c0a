"""Bands of one whole, cut in two ways: brought to the cuts that both share, or refused.

Plain values in, plain values out. “0 to 6 weeks” and “6 weeks to 3 months” are together “up to
3 months”; bands that do not make a whole, or share no cut, are not compared.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.labels import places_of, value_label
from indicators.readings import band_total

_DAYS = {
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(1461, 48),
    "year": Fraction(1461, 4),
}
_UNIT = r"(?:\s*(?:working )?(day|week|month|year)s?)?"
_AMOUNT = rf"(\d+){_UNIT}"
_SPAN = re.compile(rf"{_AMOUNT}\s*(?:to|-|–)\s*{_AMOUNT}")
_BELOW = re.compile(rf"(?:up to|under|less than)\s+{_AMOUNT}(?: or less)?")
_ABOVE = re.compile(rf"(?:over {_AMOUNT}|{_AMOUNT}\s+(?:and over|or more|and more|plus))")
_ONE = re.compile(_AMOUNT)
END = None  # the cut above the last band


@dataclass(frozen=True)
class Band:
    """A band from ``lower`` up to, and without, ``upper``; no upper cut: and over."""

    name: str
    lower: Fraction
    upper: Fraction | None


@dataclass(frozen=True)
class Shared:
    """A band both sides can be read in: the names that make it up, and both shares."""

    name: str
    parts: tuple[str, ...]
    value: Decimal
    target: Decimal


@dataclass(frozen=True)
class Recut:
    """Values and target in common bands, or why there are none.

    ``distance`` is the total variation distance: 0 for equal, 100 for nothing in common.
    """

    bands: tuple[Shared, ...] = ()
    distance: Decimal | None = None
    refusal: str = ""


def read_band(name: str) -> Band | None:
    """The cuts a band's name gives; none where it names no span of numbers or time.

    Whole numbers and days take in their last: “1 to 10” reaches up to 11.
    """
    text = name.casefold().strip()
    if found := _SPAN.fullmatch(text):
        low, low_unit, high, high_unit = found.groups()
        return _band(name, low, low_unit or high_unit, high, high_unit)
    if found := _BELOW.fullmatch(text):
        return _band(name, "0", found[2], found[1], found[2])
    if found := _ABOVE.fullmatch(text):
        amount, unit = next((found[i], found[i + 1]) for i in (1, 3) if found[i])
        return Band(name, _cut(amount, unit), END)
    if found := _ONE.fullmatch(text):
        return _band(name, found[1], found[2], found[1], found[2])
    return None


def recut(values: Mapping[str, Decimal], targets: Mapping[str, Decimal]) -> Recut:
    """Bring values and target to the coarsest bands both can be read in.

    ``values`` and ``targets`` give each band's percentage by its name. Refused: a side that
    does not add to 100 give or take half a point, names that are no spans, spans that overlap
    or leave gaps, and sides without a common cut.
    """
    for side, shares in (("values'", values), ("target's", targets)):
        if refusal := _refusal(side, shares):
            return Recut(refusal=refusal)
    ours, theirs = _in_order(values), _in_order(targets)
    cuts = _cuts(ours) & _cuts(theirs)
    if ours[0].lower != theirs[0].lower or ours[-1].upper != theirs[-1].upper:
        return Recut(refusal="The target's bands do not cover the same range as the values'.")
    if len(cuts) < 3:  # the two ends alone: one band of 100%
        return Recut(refusal="The target's bands share no cut with the values'.")
    bands = tuple(
        _shared(start, end, (ours, values), (theirs, targets)) for start, end in _pairs(cuts)
    )
    distance = sum((abs(band.value - band.target) for band in bands), Decimal(0)) / 2
    return Recut(bands, distance)


def cumulative(shares: Mapping[str, Decimal], last: str) -> Decimal | None:
    """The share of all bands up to and with ``last``: “within 45 days”. None where unreadable."""
    bands = _in_order(shares)
    names = [band.name for band in bands]
    if not bands or last not in names:
        return None
    return sum((shares[name] for name in names[: names.index(last) + 1]), Decimal(0))


def _band(name, low, low_unit, high, high_unit):
    counted = high_unit in (None, "day")  # days are counted: 1 to 10, then 11 to 20
    upper = Fraction(int(high) + 1) if counted else _cut(high, high_unit)
    lower = _cut(low, low_unit)
    return Band(name, lower, upper) if lower < upper else None


def _cut(amount, unit):
    return int(amount) * _DAYS.get(unit, Fraction(1))


def _in_order(shares):
    """The bands from the lowest up; empty where a name cannot be read, or they do not meet."""
    bands = [read_band(name) for name in shares]
    if not bands or None in bands:
        return []
    bands.sort(key=lambda band: band.lower)
    meet = all(band.upper == after.lower for band, after in zip(bands, bands[1:], strict=False))
    return bands if meet else []


def _refusal(side, shares):
    if not shares:
        return f"The {side} bands are missing."
    total = band_total(list(shares.values()))
    if total is not None:
        shown = value_label(total, "percent", min(1, places_of(total)))
        return f"The {side} bands add to {shown}, not 100%."
    if not _in_order(shares):
        return f"The {side} bands overlap, leave gaps or are not spans."
    return ""


def _cuts(bands):
    return {band.lower for band in bands} | {bands[-1].upper}


def _pairs(cuts):
    ordered = sorted(cut for cut in cuts if cut is not END)
    ordered += [END] if END in cuts else []
    return zip(ordered, ordered[1:], strict=False)


def _shared(start, end, *sides):
    """The band from one common cut to the next, named after the side that has it whole."""
    names, sums = [], []
    for bands, shares in sides:
        inside = [
            band
            for band in bands
            if band.lower >= start and (end is END or (band.upper and band.upper <= end))
        ]
        names.append(tuple(band.name for band in inside))
        sums.append(sum((shares[band.name] for band in inside), Decimal(0)))
    ours, theirs = names
    whole = next((parts for parts in (ours, theirs) if len(parts) == 1), None)
    name = whole[0] if whole else f"{ours[0]} … {ours[-1]}"
    return Shared(name, ours if len(ours) > 1 else (), *sums)
