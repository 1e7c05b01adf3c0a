from datetime import date, timedelta
from decimal import Decimal

import pytest

from indicators.pulls import record_by_hand
from indicators.pulls.matching import Matcher, compare
from indicators.sources.rows import ObservationRow
from tests.factories import AreaFactory, IndicatorFactory

pytestmark = pytest.mark.django_db


def row(number=0, *, code="P6-01", value="1", category=""):
    start = date(1990, 1, 1) + timedelta(days=number)
    return ObservationRow(
        place=f"values.csv line {number + 2}",
        code=code,
        area="Somerset",
        category=category,
        period_start=start,
        period_end=start,
        value=Decimal(value),
        places=0,
        numerator=None,
        denominator=None,
        symbol="",
        status="final",
        not_comparable=False,
        note="",
        as_at=None,
    )


@pytest.fixture(autouse=True)
def names():
    AreaFactory(name="Somerset")
    for code in ("P6-01", "P6-02"):
        IndicatorFactory(code=code)


def difference(rows):
    matcher = Matcher()
    for one in rows:
        assert matcher.match(one) == []
    assert list(matcher.sort()) == []
    return compare(matcher.rows)


def test_rows_are_new_revised_or_unchanged():
    record_by_hand([row(1), row(2)], "before")

    found = difference([row(1), row(2, value="5"), row(3), row(1, code="P6-02")])

    assert (len(found.new), len(found.revised), found.unchanged) == (2, 1, 1)
    [(revised, stored)] = found.revised
    assert (revised.values[0], stored.values[0], stored.revision) == (5, 1, 1)


def test_changes_come_in_the_order_of_their_keys():
    record_by_hand([row(2)], "before")

    changes = difference([row(3), row(2, value="5"), row(1)]).changes()

    assert [change.key for change in changes] == sorted(change.key for change in changes)


@pytest.mark.parametrize("many", [2, 2000])
def test_the_queries_do_not_grow_with_the_rows(many, django_assert_num_queries):
    rows = [row(n, code=code) for code in ("P6-01", "P6-02") for n in range(many)]
    record_by_hand(rows[::2], "before")

    with django_assert_num_queries(
        6
    ):  # three of names, two of the last write, one of what is stored
        found = difference(rows)

    assert (len(found.new), found.unchanged) == (many, many)
