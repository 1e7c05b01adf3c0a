"""The board of 600 indicators, beside a little history and beside much of it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Area, Category, Indicator, Observation
from indicators.periods import add_months
from indicators.pulls.matching import VALUE_FIELDS
from indicators.selectors import assess
from tests.benchmarks.feed import empty, remove, settle
from tests.benchmarks.measuring import Stopwatch, line
from tests.factories import (
    AreaFactory,
    CategoryFactory,
    IndicatorFactory,
    ObservationFactory,
    TargetFactory,
)

INDICATORS = 600
NEWEST = date(2026, 3, 31)
LITTLE, MUCH, MOST = (60, 1), (84, 20), (125, 120)  # months and areas: 36,000, 1 and 9 million
TOLERANCE = Decimal(5)


def compare_boards(rounds: int, *, full: bool) -> Iterator[str]:
    """The board of one council, which other areas are held beside; lines of text."""
    watch = Stopwatch()
    areas = _make_names()
    scales = [LITTLE, MUCH, MOST] if full else [LITTLE, MUCH]
    yield f"The board of {INDICATORS} indicators; medians of {rounds}"
    for months, number in scales:
        _fill(months, areas[:number])
        queries = _queries_of_a_board(areas[0])  # also what is read for the first time
        for _ in range(rounds):
            watch.time(f"{months} months", lambda: _board(areas[0]))
        seconds = watch.seconds(f"{months} months")
        ratio = seconds / watch.seconds(f"{LITTLE[0]} months")
        what = f"  with {INDICATORS * months * number:,} values, {queries} queries"
        target = "" if months == LITTLE[0] else "at most 1.5"
        yield line(what, seconds, ratio, "the first", target)
    yield ""
    remove()


def _board(area: Area) -> None:
    rows = assess(Indicator.objects.all(), area, NEWEST, TOLERANCE, details=False)
    if len(rows) != INDICATORS or not all(row.previous and row.target for row in rows):
        raise RuntimeError("Not every indicator has its figures and its target.")


def _queries_of_a_board(area: Area) -> int:
    with CaptureQueriesContext(connection) as queries:
        _board(area)
    return len(queries)


def _make_names() -> list[Area]:
    for number in range(INDICATORS):
        TargetFactory(indicator=IndicatorFactory(code=f"B-{number:03}"))
    return [AreaFactory() for _ in range(MOST[1])]


def _fill(months: int, areas: list[Area]) -> None:
    """So many months of one indicator, which the database itself copies to all others."""
    empty()
    indicator = Indicator.objects.first()
    first = ObservationFactory(
        indicator=indicator,
        category=CategoryFactory(indicator=indicator),
        area=areas[0],
        period_start=NEWEST.replace(day=1),
        period_end=NEWEST,
    )
    before = [add_months(NEWEST, -number) for number in range(1, months)]
    Observation.objects.bulk_create(
        Observation(
            indicator=indicator,
            category=first.category,
            area=first.area,
            period_start=end.replace(day=1),
            period_end=end,
            value=first.value,
            pull=first.pull,
        )
        for end in before
    )
    _copy_to_the_others(first, [area.pk for area in areas])
    settle()


def _copy_to_the_others(first: Observation, areas: list[int]) -> None:
    table, category = Observation._meta.db_table, Category._meta.db_table
    same = ", ".join(("period_start", "period_end", *VALUE_FIELDS, "pull_id", "revision"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} (indicator_id, category_id, area_id, {same})
            SELECT category.indicator_id, category.id, area.id, {same}
            FROM {category} AS category
            CROSS JOIN {Area._meta.db_table} AS area CROSS JOIN {table} AS first
            WHERE area.id <= %s AND (category.id <> %s OR area.id <> %s)
            """,
            [max(areas), first.category_id, first.area_id],
        )
