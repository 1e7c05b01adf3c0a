"""What is not there yet: empty sections, unanswered commitments, reasons."""

from collections.abc import Iterator
from datetime import date

from indicators.choices import Rag
from indicators.periods import day_label
from programmes.choices import NIL_SECTIONS, WRITTEN_SECTIONS, CommitmentOutcome, Section
from programmes.reports.checks.problems import Problem
from programmes.reports.checks.written import Written
from programmes.reports.schema import Snapshot
from programmes.reports.sentences import shortened

_NOUNS = {Section.MILESTONES: "milestone", Section.RISKS: "risk", Section.DECISIONS: "decision"}


def empty_sections(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Sections with neither text nor nil return, and those with both."""
    counts = _counts(written, snapshot)
    for section in NIL_SECTIONS:
        count, nil = counts[section], section in written.nil
        if not count and not nil:
            yield Problem(section, "", _write_something(section))
        elif count and nil:
            noun = _NOUNS.get(section, "line")
            have = f"{count} {noun}" if count == 1 else f"{count} {noun}s"
            yield Problem(
                section,
                f"{section}-all-nil",
                f"{section.label} has {have}, so it cannot also be a nil return. "
                f"Untick the nil return, or remove what is there.",
            )


def _counts(written, snapshot):
    sections = [entry.section for entry in written.entries]
    decisions = {piece.place for piece in written.texts if piece.section == Section.DECISIONS}
    return {section: sections.count(section) for section in WRITTEN_SECTIONS} | {
        Section.MILESTONES: len(snapshot.milestones),
        Section.RISKS: len(snapshot.risks),
        Section.DECISIONS: len(decisions),
    }


def _write_something(section):
    if section in (Section.MILESTONES, Section.RISKS):
        return f"Add a {_NOUNS[section]}, or make {section.label} a nil return."
    if section == Section.DECISIONS:
        return "Ask for a decision, or make Decisions wanted a nil return."
    return f"Write something under {section.label}, or make it a nil return."


def status(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """The chair's judgement, its reason, and why it differs from the evidence."""
    place, evidence = f"{Section.STATUS}-report", snapshot.status.evidence
    if not written.rag:
        yield Problem(Section.STATUS, f"{place}-rag", "Set the status: red, amber or green.")
    if not written.reason.strip():
        yield Problem(Section.STATUS, f"{place}-reason", "Give the reason for the status.")
    differs = written.rag and evidence != Rag.NOT_RATED and written.rag != evidence
    if differs and not written.difference_reason.strip():
        yield Problem(
            Section.STATUS,
            f"{place}-difference_reason",
            f"Say why the status differs from the evidence, which suggests {evidence}.",
        )


def commitments(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Promises without an answer, or slipped without a reason or remedial action."""
    for promise in written.commitments:
        name = f"“{shortened(promise.action)}”"
        if not promise.outcome:
            yield Problem(
                Section.COMMITMENTS,
                promise.place("outcome"),
                f"Say what became of {name}: done, slipped or carried to the next report.",
            )
        elif promise.outcome == CommitmentOutcome.SLIPPED:
            for field, sentence in (
                ("reason", f"Say why {name} slipped, in a sentence."),
                ("remedy", f"Say what is being done now that {name} has slipped."),
            ):
                if not getattr(promise, field).strip():
                    yield Problem(Section.COMMITMENTS, promise.place(field), sentence)


def lines(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Lines without text, slippage without reason or remedy, actions without a due day."""
    for entry in written.entries:
        if not entry.text.strip():
            sentence = f"Say what {entry.label} is, or remove the line."
            yield Problem(entry.section, entry.place("text"), sentence)
        if entry.section == Section.SLIPPAGE and not entry.promised:
            yield from _slippage(entry)
        if entry.section == Section.NEXT_ACTIONS:
            yield from _due(entry, snapshot.period_end)


def _slippage(entry):
    if not entry.reason.strip():
        sentence = f"Say why {entry.label} happened, in a sentence."
        yield Problem(entry.section, entry.place("reason"), sentence)
    if not entry.remedy.strip():
        sentence = f"Say what is being done about {entry.label}."
        yield Problem(entry.section, entry.place("remedy"), sentence)


_MOST_YEARS = 20


def _due(entry, period_end: date):
    place = entry.place("due_on")
    if entry.due is None:
        sentence = f"Say by when {entry.label} is due, if a day is known."
        yield Problem(entry.section, place, sentence, blocks=False)
    elif entry.due <= period_end:
        yield Problem(
            entry.section,
            place,
            f"Give a due day after {day_label(period_end)} for {entry.label}: "
            f"{day_label(entry.due)} is not in the next period.",
        )
    elif entry.due.year - period_end.year > _MOST_YEARS:
        yield Problem(entry.section, place, f"Check the year {entry.due.year} of {entry.label}.")


def clashes(written: Written, snapshot: Snapshot) -> Iterator[Problem]:
    """Places where two people wrote at the same time and no text is chosen yet."""
    for clash in written.clashes:
        sentence = f"Choose which text to keep: two people wrote in {clash.label}."
        yield Problem(clash.section, clash.place, sentence)
