"""What a reporting round adds, in words: how long a text stood, what became of a promise."""

from dataclasses import replace

from indicators.periods import day_label, month_label
from programmes.choices import CommitmentOutcome, DecisionOutcome, ReportedRag, Trend
from programmes.reports.schema import (
    CommitmentRow,
    DecisionRow,
    EntryText,
    MilestoneRow,
    RiskRow,
    Status,
)


def history_words(entry: EntryText) -> str:
    """“Carried from December 2016, unchanged for 3 reports”, or nothing of a new text."""
    words = []
    if entry.from_commitment:
        words.append("from the last report’s actions")
    elif entry.carried_from:
        words.append(f"carried from {month_label(entry.carried_from)}")
    if entry.stood > 1:
        words.append(f"unchanged for {entry.stood} reports")
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def status_run(status: Status) -> str:
    """“Amber for 3 reports running”, or nothing in its first report."""
    run = reports_with(status)
    if run < 2:
        return ""
    return f"{ReportedRag(status.reported).label} for {run} reports running"


def last_status(status: Status) -> str:
    """“January 2017 was Amber. It has been Amber for 3 reports.”, and what a new one makes of it.

    Nothing in the first report.
    """
    if not status.history or not status.history[-1].reported:
        return ""
    last = status.history[-1]
    word = ReportedRag(last.reported).label
    run = status.stood - 1 if status.reported == last.reported else 0
    run = max(run, _counted(replace(status, reported=last.reported)) - 1)
    words = [f"{month_label(last.period_end)} was {word}."]
    if run > 1:
        words.append(f"It has been {word} for {run} reports.")
    if status.reported:
        trend = Trend(status.trend).label.lower()
        words.append(f"This report says {ReportedRag(status.reported).label}: {trend}.")
    return " ".join(words)


def reports_with(status: Status) -> int:
    """The reports running with this reported status, this one included; 0 where none is set."""
    if status.stood or not status.reported:
        return status.stood
    return _counted(status)


def _counted(status):
    """Counted back through the history that a report made before the count has."""
    run = 1
    for past in reversed(status.history):
        if past.reported != status.reported:
            break
        run += 1
    return run


def commitment_words(row: CommitmentRow) -> str:
    """“Done”, “Slipped”, “Carried to the next report” or “Not answered yet”."""
    return {
        CommitmentOutcome.OPEN: "Not answered yet",
        CommitmentOutcome.CARRIED: "Carried to the next report",
    }.get(row.outcome) or CommitmentOutcome(row.outcome).label


def asked_words(row: DecisionRow) -> str:
    """“Asked for in 3 reports running”, or nothing the first time."""
    return f"Asked for in {row.asked} reports running" if row.asked > 1 else ""


def outcome_words(row: DecisionRow) -> str:
    """“Agreed on 7 March 2017” or “Waiting”."""
    word = DecisionOutcome(row.outcome).label
    return f"{word} on {day_label(row.decided)}" if row.decided else word


def agreed_words(row: MilestoneRow) -> str:
    """“New date agreed: 31 May 2017, by the delivery-group chair. The supplier changed.”"""
    if row.agreed is None:
        return ""
    who = f", by the {_in_sentence(row.agreed_by)}" if row.agreed_by else ""
    return f"New date agreed: {day_label(row.agreed)}{who}. {row.agreed_reason}".strip()


def _in_sentence(name):
    return name[:1].lower() + name[1:]


def risk_before(row: RiskRow) -> str:
    """“was 12”, or “was 3 × 4” where the score is the same and its parts are not."""
    if row.previous_score is None:
        return ""
    before = (row.previous_likelihood, row.previous_impact)
    moved = None not in before and before != (row.likelihood, row.impact)
    if moved and row.previous_score == row.score:
        return f"was {before[0]} × {before[1]}"
    return f"was {row.previous_score}"
