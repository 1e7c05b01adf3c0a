"""What an open report still waits for, in sentences."""

from programmes.choices import WRITTEN_SECTIONS, CommitmentOutcome, ReportState
from programmes.models import Report


def what_waits(report: Report) -> list[str]:
    """What is still to be done in an open report, a sentence each."""
    sentences = []
    if report.state == ReportState.RETURNED:
        sentences.append("The executive returned it. Its comments are on the page.")
    promised = report.commitments.all()
    unanswered = sum(row.outcome == CommitmentOutcome.OPEN for row in promised)
    if unanswered:
        sentences.append(
            f"Actions promised in the last report: {unanswered} of {len(promised)} "
            "not answered yet."
        )
    written = {row.section for row in (*report.entries.all(), *report.nil_returns.all())}
    empty = [section.label for section in WRITTEN_SECTIONS if section not in written]
    if empty:
        sentences.append(f"Nothing written yet: {'; '.join(empty)}.")
    if not report.rag:
        sentences.append("The chair has not set the status.")
    return sentences
