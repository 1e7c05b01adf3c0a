"""Whatever a rule may be handed: numbers of every kind and size, and what is no number."""

from decimal import Decimal
from fractions import Fraction

import scipy.stats  # noqa: F401 - loaded before the clock of a property test runs
from hypothesis import strategies as st

_HUGE = [10**400, -(10**5000), Fraction(10**5000 + 1, 10**5000), Decimal("sNaN"), Decimal("1E+999")]

ANYTHING = st.one_of(
    st.integers(-5, 200),
    st.integers(-5, 10**5),
    st.sampled_from([0.9, 0.95, 0.998, "higher", "lower", "neither"]),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.none(),
    st.booleans(),
    st.text(max_size=3),
    st.just([]),
    st.sampled_from(_HUGE),
)
LISTS = st.one_of(
    ANYTHING,
    st.lists(ANYTHING, max_size=8),
    st.lists(st.integers(0, 50), min_size=5, max_size=8),
    st.lists(st.floats(-100, 100), min_size=2, max_size=20),
)
