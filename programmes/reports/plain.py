"""A report in plain words, for documents without pictures. Text out of the snapshot, no rule."""

import re

from indicators.choices import (
    Basis,
    Frequency,
    Meaning,
    Movement,
    ObservationStatus,
    Polarity,
    Unit,
)
from indicators.periods import day_label
from programmes.choices import (
    OPEN_STATES,
    CommitmentOutcome,
    DecisionOutcome,
    MilestoneRag,
    RiskMovement,
    Trend,
    VarianceKind,
)
from programmes.reports.round_words import history_words, risk_before
from programmes.reports.schema import (
    BenchmarkValue,
    CategoryRow,
    IndicatorRow,
    PastStatus,
    RiskRow,
    SectionText,
    ValueFacts,
)

_LABELS = {
    "rag": {**dict(MilestoneRag.choices), "nil": "Nil return"},
    "frequency": dict(Frequency.choices),
    "polarity": dict(Polarity.choices),
    "unit": dict(Unit.choices),
    "basis": dict(Basis.choices),
    "status": dict(ObservationStatus.choices),
    "movement": dict(Movement.choices),
    "meaning": dict(Meaning.choices),
    "trend": dict(Trend.choices),
    "risk_movement": dict(RiskMovement.choices),
    "outcome": dict(DecisionOutcome.choices),
    "commitment": dict(CommitmentOutcome.choices),
    "variance": dict(VarianceKind.choices),
}
_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c]")


def label(value: str, kind: str) -> str:
    """The word for a stored value; ``kind`` names the choices it is of."""
    return _LABELS[kind].get(value, value)


def printable(text: str) -> str:
    """Text without the control characters that a Word document or spreadsheet cannot hold.

    Word's own line break, often pasted into a form, becomes an ordinary one.
    """
    return _NOT_IN_XML.sub("", _LINE_BREAKS.sub("\n", text))


def section_lines(section: SectionText, state: str) -> list[str]:
    """What a written section says, a line an entry; a nil or empty one says so."""
    if section.entries:
        return [_entry(entry) for entry in section.entries]
    if section.nil:
        return [f"Nil return. Confirmed by {section.nil_by}." if section.nil_by else "Nil return."]
    return ["Nothing entered yet." if state in OPEN_STATES else "Nothing entered."]


def _entry(entry):
    kind = f"{label(entry.variance, 'variance')}: " if entry.variance else ""
    lines = [f"{kind}{entry.text}"]
    if entry.reason:
        lines.append(f"Why: {entry.reason}")
    if entry.remedy:
        lines.append(f"Remedial action: {entry.remedy}")
    if entry.due:
        lines.append(f"Due {day_label(entry.due)}")
    return "\n".join([*lines, *filter(None, [history_words(entry)])])


def period_of(value: ValueFacts | None) -> str:
    """The period of a value, as short as it was given."""
    return (value.period_short or value.period) if value else ""


def target_words(row: IndicatorRow) -> str:
    """“at most 20.7%”, “by category” or “no target”."""
    if row.target:
        return row.target.label
    return "by category" if any(band.target for band in row.categories) else "no target"


def origin_words(row: IndicatorRow) -> str:
    """Where the target comes from: “statistical neighbour average 2015/16”."""
    if row.target is None:
        return ""
    return f"{row.target.origin} {row.target.vintage}".strip()


def current_words(row: IndicatorRow | CategoryRow) -> str:
    """“12.9%”, “7 categories” or “Not supplied”."""
    if row.current:
        return row.current.label
    bands = getattr(row, "categories", ())
    return f"{len(bands)} categories" if any(b.current for b in bands) else "Not supplied"


def direction_words(row: IndicatorRow | CategoryRow) -> str:
    """“Down, improving: down from 13.9% (71 of 510)”, or “No arrow: ” and the reason."""
    arrow, reason = label(row.direction.movement, "movement"), row.direction.reason
    if row.direction.movement == Movement.NONE:
        return f"{arrow}: {reason}"
    meaning = label(row.direction.meaning, "meaning").lower()
    return f"{arrow}, {meaning}: {getattr(row, 'change', '') or reason}"


def benchmark_words(value: BenchmarkValue) -> str:
    """“England 24%, financial year 2015/16 (ours is better)”."""
    standing = f" ({value.standing})" if value.standing else ""
    return f"{value.area} {value.label}, {value.period}{standing}"


def notes(row: IndicatorRow) -> list[tuple[str, str]]:
    """What stands under an indicator, each with its head: comment, other areas, notes, checks."""
    said = []
    if row.comment:
        said.append(("Comment", row.comment))
    if row.benchmarks:
        said.append(("Elsewhere", "; ".join(benchmark_words(value) for value in row.benchmarks)))
    if row.note:
        said.append(("Note", row.note))
    if row.previous and row.previous.note:
        said.append((f"Note, {period_of(row.previous)}", row.previous.note))
    if tested(row.direction.signal):
        said.append(("Change", f"{row.direction.signal}."))
    return said + [("Check", warning) for warning in row.warnings]


def note_lines(row: IndicatorRow) -> list[str]:
    """The same in plain text: “Note: …”."""
    return [f"{head}: {text}" for head, text in notes(row)]


def reached_words(row: IndicatorRow) -> str:
    """How a rating was reached, and whether the change was tested against usual variation."""
    signal = row.direction.signal
    return f"{row.rag_reason} Change{':' if tested(signal) else ''} {signal}."


def tested(signal: str) -> bool:
    """Whether a change was tested against usual variation."""
    return not signal.startswith("not tested")


def past_words(past: PastStatus) -> str:
    """“reported amber, evidence green” of an earlier report."""
    reported = label(past.reported, "rag").lower() if past.reported else "not set"
    return f"reported {reported}, evidence {label(past.evidence, 'rag').lower()}"


def risk_words(row: RiskRow) -> str:
    """“Up, was 12”, or “Same, was 3 × 4” where only likelihood and impact changed."""
    movement = label(row.movement, "risk_movement")
    before = risk_before(row)
    return f"{movement}, {before}" if before else movement


def current_detail(row: IndicatorRow) -> str:
    """Counts and period under a current value, or the period that was expected."""
    if row.current:
        return "\n".join(filter(None, (row.current.counts, period_of(row.current))))
    band = next((band.current for band in row.categories if band.current), None)
    return period_of(band) if band else f"expected: {row.expected_period}"


def previous_words(row: IndicatorRow) -> str:
    """The period of the previous value; with the value where no arrow compares the two."""
    if row.previous is None:
        return ""
    if row.direction.movement != Movement.NONE:
        return period_of(row.previous)
    counts = f" ({row.previous.counts})" if row.previous.counts else ""
    return f"was {row.previous.label}{counts}, {period_of(row.previous)}"


def slippage(days: int) -> str:
    """“+28”, “0” or “−5”, with a true minus sign."""
    return f"{days:+,}".replace("-", "−") if days else "0"
