"""A snapshot with all that a reporting round adds to a report."""

from dataclasses import replace
from datetime import date

from programmes.reports.schema import (
    CommitmentRow,
    DecisionRow,
    EntryText,
    PriorityRows,
    RiskRow,
    SectionText,
    Snapshot,
)
from tests.snapshot_figures import indicator
from tests.snapshots import sample_snapshot


def round_snapshot(**changes) -> Snapshot:
    """The sample report as a round leaves it."""
    sample = sample_snapshot()
    agreed = replace(
        sample.milestones[0],
        remedy="Ask a second supplier.",
        agreed=date(2017, 5, 31),
        agreed_reason="The supplier changed.",
        agreed_by="Trust executive",
    )
    return replace(
        sample,
        status=replace(sample.status, stood=3),
        sections=_sections(),
        commitments=_commitments(),
        outcomes=(
            DecisionRow("Fund a second team.", "agreed", 1, "For a year.", date(2017, 1, 10)),
            DecisionRow("Move the office.", "", 2),
        ),
        decisions=(DecisionRow("Name one officer for each area.", asked=3),),
        milestones=(agreed, *sample.milestones[1:]),
        risks=(
            RiskRow("Posts stay empty", 3, 4, 12, "High", "same", 12, "A fair", "Health", 4, 3),
        ),
        priorities=(
            PriorityRows(1, "Help", (indicator("T4-01", comment="Two areas began late."),)),
        ),
        **changes,
    )


def _commitments():
    return (
        CommitmentRow("Open the new team.", date(2017, 1, 15), "done"),
        CommitmentRow("Fill both posts.", None, "slipped", "Nobody applied.", "Advertise again."),
        CommitmentRow("Train the carers.", date(2017, 4, 30), "carried"),
        CommitmentRow("Write the plan.", date(2017, 1, 20), ""),
    )


def _sections():
    return (
        SectionText(
            "achievements",
            "Achievements",
            entries=(
                EntryText("Open the new team.", from_commitment=True),
                EntryText("Visits are on time.", date(2016, 11, 30), stood=3),
            ),
        ),
        SectionText("voice", "What children and young people told us", nil=True),
        SectionText(
            "slippage",
            "Slippage",
            entries=(
                EntryText(
                    "Both posts are empty.",
                    reason="Nobody applied.",
                    remedy="Advertise again.",
                    from_commitment=True,
                ),
            ),
        ),
        SectionText(
            "next_actions",
            "Next period",
            entries=(EntryText("Hold a fair.", due=date(2017, 2, 28)),),
        ),
        SectionText(
            "variances", "Variances", entries=(EntryText("It costs less.", variance="cost"),)
        ),
    )
