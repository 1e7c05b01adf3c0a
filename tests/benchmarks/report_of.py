"""The report that documents are timed with: so many indicators with two years of values each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from indicators.periods import add_months
from programmes.reports.schema import Explanation, Point, PriorityRows, Snapshot
from tests.snapshot_figures import indicator, value
from tests.snapshots import sample_snapshot

MONTHS, PRIORITIES = 24, 5
NEWEST = date(2017, 1, 31)
REACHED = (  # as long as what a report of a council says
    (
        "value",
        "The value",
        "69 ÷ 535 = 12.897…%. Supplied, judged and shown as {}%, at 31 January.",
    ),
    ("rating", "Why Green", "Meets the target of at most 20.7%. Amber runs to 21.735%: 5% of it."),
    ("target", "The target", "At most 20.7%: internal, 2016/17. In force from 1 April 2016."),
    ("direction", "Why the arrow points down", "Down from 13.9% (71 of 510), the last before it."),
    ("signal", "More than usual variation?", "Not tested: mostly the same people."),
    ("source", "Where it came from", "Monthly spreadsheet, pull 1 on 9 February 2017, as given."),
)


def report_of(rows: int, programme: int = 4) -> Snapshot:
    """A report of so many indicators under five priorities."""
    made = [_row(number) for number in range(rows)]
    size = -(-rows // PRIORITIES)
    sample = sample_snapshot()
    return sample_snapshot(
        programme=replace(sample.programme, code=f"T{programme}", number=str(programme)),
        priorities=tuple(
            PriorityRows(n + 1, f"Priority {n + 1}", tuple(made[n * size : (n + 1) * size]))
            for n in range(PRIORITIES)
        ),
    )


def _row(number):
    values = [Decimal(130 + (number * 7 + month * month) % 23) / 10 for month in range(MONTHS)]
    return indicator(
        f"B-{number:03}",
        name=f"Measure {number} of the plan, as a share of all children it is about",
        current=value(str(values[-1]), f"{values[-1]}%", counts="69 of 535"),
        series=tuple(
            Point(add_months(NEWEST, month - MONTHS + 1), number)
            for month, number in enumerate(values)
        ),
        explanation=tuple(
            Explanation(key, question, answer.format(values[-1]))
            for key, question, answer in REACHED
        ),
        note="Counted again since the spring." if number % 4 == 0 else "",
    )
