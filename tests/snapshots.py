"""Snapshots made by hand: what a renderer may be given, the awkward cases included."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from programmes.reports.schema import (
    DecisionRow,
    EntryText,
    Key,
    MilestoneRow,
    PastStatus,
    PriorityRows,
    ProgrammeFacts,
    RiskRow,
    SectionText,
    Snapshot,
    Status,
)
from tests.snapshot_figures import HOSTILE, indicator, sample_priorities, target, value


def sample_snapshot(**changes) -> Snapshot:
    """A submitted report with every case that the blocks of the form can hold."""
    return replace(_sample(), **changes)


def empty_snapshot(**changes) -> Snapshot:
    """A new draft in which nothing is entered and nothing is measured."""
    blank = sample_snapshot(
        state="draft",
        submitted_on=None,
        status=Status(None, "not_rated", "Nothing is rated yet.", "not_known", ""),
        sections=(),
        milestones=(),
        risks=(),
        decisions=(),
        priorities=(),
        warnings=(),
    )
    return replace(blank, **changes)


def long_snapshot(count: int) -> Snapshot:
    """A report of so many indicators, three in a priority; each cell names its own row."""
    rows = [_numbered(f"{number:03}") for number in range(1, count + 1)]
    return sample_snapshot(
        priorities=tuple(
            PriorityRows(
                start // 3 + 1, f"Priority from {start + 1}", tuple(rows[start : start + 3])
            )
            for start in range(0, count, 3)
        )
    )


def _numbered(number):
    return indicator(
        f"L-{number}",
        name=f"name{number} of a measure that takes up several lines of its narrow column",
        target=target("20.7", f"goal{number}"),
        current=value("12.9", f"now{number}", counts="69 of 535"),
        change=f"was{number} until the counting changed last spring",
        rag="not_rated",
        rag_reason=f"why{number}",
        note=f"note{number} stands under its row.",
    )


def _sample():
    return Snapshot(
        kind="highlight",
        programme=ProgrammeFacts(
            "T4",
            "4",
            "Help before harm & after it",
            "Anyshire",
            "Early help board",
            "Plan",
            "2016/17",
        ),
        period_end=date(2017, 1, 31),
        report_date=date(2017, 2, 21),
        version=2,
        state="submitted",
        status=_status(),
        sections=_sections(),
        milestones=_milestones(),
        risks=_risks(),
        decisions=(
            DecisionRow("Name one officer for each area."),
            DecisionRow("Pay for cover until June.", "agreed"),
            DecisionRow(HOSTILE),
        ),
        priorities=sample_priorities(),
        key=Key(Decimal(5), ("Unrounded values decide.", "An arrow follows the number.")),
        warnings=("The period ends after the report date.",),
        submitted_on=date(2017, 2, 17),
    )


def _status():
    return Status(
        reported="amber",
        evidence="red",
        evidence_reason="1 of 4 rated indicators is red and 1 amber.",
        trend="steady",
        reason="Most of the work is on course.",
        difference_reason="The late figures have a plan.",
        history=(
            PastStatus(date(2016, 10, 31), None, "not_rated"),
            PastStatus(date(2016, 11, 30), "amber", "amber"),
            PastStatus(date(2016, 12, 31), "amber", "green"),
        ),
    )


def _sections():
    return (
        SectionText(
            "achievements",
            "Achievements",
            entries=(
                EntryText("The new team opened.\nIt has twelve people."),
                EntryText("Training is paid for until June.", date(2016, 12, 31)),
                EntryText(HOSTILE),
            ),
        ),
        SectionText("voice", "What children and young people told us"),
        SectionText("slippage", "Slippage", entries=(EntryText("Two posts stay empty."),)),
        SectionText("next_actions", "Next period", entries=(EntryText("Fill both posts."),)),
        SectionText("variances", "Variances", nil=True, nil_by="Pat Lee, 16 February 2017"),
    )


def _milestones():
    day = date(2017, 1, 24)
    rows = (
        ("Advertise again", day, None, None, 28, "red", "past due, no new date"),
        (
            "Open in every district",
            day,
            date(2017, 2, 20),
            None,
            27,
            "amber",
            "28 days late or fewer",
        ),
        ("Train the carers", day, day, None, 0, "green", "on time"),
        ("Hand over the cases", day, None, date(2017, 1, 19), -5, "complete", "completed"),
        (HOSTILE, date(2017, 6, 1), None, None, 0, "not_rated", "not started, not yet due"),
    )
    return tuple(
        MilestoneRow(*row, progress="Under way" if n else "") for n, row in enumerate(rows)
    )


def _risks():
    return (
        RiskRow("Posts stay empty", 4, 4, 16, "Very high", "up", 12, "A fair in spring", "Health"),
        RiskRow("Cases are handed over late", 4, 4, 16, "Very high", "new", None, "", ""),
        RiskRow("Quality is uneven", 3, 4, 12, "High", "same", 12, "Audits", "Quality board"),
        RiskRow("Grant ends", 1, 2, 2, "Low", "down", 6, "A bid", "Finance"),
        RiskRow(HOSTILE, 2, 3, 6, "Medium", "not_known", None, HOSTILE, HOSTILE),
    )
