"""Whatever the database can hold, as the rules are handed it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from indicators.choices import (
    Basis,
    ObservationStatus,
    Polarity,
    Symbol,
    ToleranceKind,
    Unit,
)
from indicators.periods import Period
from indicators.readings import Goal, Measure, Reading

AMOUNTS = st.decimals(-(10**11) + 1, 10**11 - 1, places=4) | st.integers(-3, 120).map(Decimal)
ABOVE_ZERO = st.decimals(Decimal("0.0001"), 10**11 - 1, places=4) | st.integers(1, 99).map(Decimal)
TOLERANCES = st.decimals(0, 10**11 - 1, places=4) | st.integers(0, 10).map(Decimal)
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31)) | st.dates(date(2016, 1, 1), date(2017, 12, 31))
PERIODS = st.builds(
    lambda ends, basis: Period(min(ends), max(ends), basis),
    st.tuples(DAYS, DAYS),
    st.sampled_from(Basis),
)
MEASURES = st.builds(
    Measure,
    st.sampled_from(Unit),
    st.integers(0, 4),
    st.sampled_from(Polarity),
    st.sampled_from(Basis),
    st.booleans(),
    st.just(Decimal(0)) | TOLERANCES,
)
GIVEN = st.builds(
    Reading,
    AMOUNTS,
    PERIODS,
    st.none() | AMOUNTS,
    st.none() | ABOVE_ZERO,
    st.integers(0, 4),
    status=st.sampled_from(ObservationStatus),
    not_comparable=st.booleans(),
    note=st.text(max_size=3),
    area=st.sampled_from(["", "England"]),
)
READINGS = GIVEN | st.builds(
    lambda reading, symbol: replace(reading, value=None, symbol=symbol),
    GIVEN,
    st.sampled_from([symbol for symbol in Symbol if symbol != Symbol.NONE]),
)
GOALS = st.builds(
    lambda ends, ranged, *rest: (
        Goal(None, min(ends), max(ends), *rest[:2], False, *rest[3:])
        if ranged
        else Goal(ends[0], None, None, *rest)
    ),
    st.tuples(AMOUNTS, AMOUNTS),
    st.booleans(),
    TOLERANCES,
    st.sampled_from(ToleranceKind),
    st.booleans(),
    st.booleans(),
)
