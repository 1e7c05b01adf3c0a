"""How milestones, risks and a whole programme stand. Plain values in, plain values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.choices import Rag
from programmes.choices import MilestoneRag, RiskMovement, RiskWeight, Trend
from programmes.risk_scheme import DEFAULT_LEVELS, Level, level_of

AMBER_SLIPPAGE_DAYS = 28
DUE_SOON_DAYS = 14
_SEVERITY = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


@dataclass(frozen=True)
class MilestoneStanding:
    """A milestone's rating, why, and its slippage in days from the baseline."""

    rag: MilestoneRag
    reason: str
    slippage_days: int


@dataclass(frozen=True)
class MilestoneFacts:
    """The dates of a milestone, and whether any progress is written down."""

    baseline: date
    forecast: date | None
    completed: date | None
    started: bool


def milestone_standing(facts: MilestoneFacts, report_date: date) -> MilestoneStanding:
    """Rate a milestone. Days count to completion or forecast, or else to the report date."""
    if facts.completed:
        days = (facts.completed - facts.baseline).days
        return MilestoneStanding(MilestoneRag.COMPLETE, "completed", days)
    if facts.forecast is None:
        return _undated(facts, report_date)
    days = (facts.forecast - facts.baseline).days
    if facts.forecast < report_date and days <= AMBER_SLIPPAGE_DAYS:
        return MilestoneStanding(MilestoneRag.RED, "its forecast has passed", days)
    if days > AMBER_SLIPPAGE_DAYS:
        return MilestoneStanding(MilestoneRag.RED, f"over {AMBER_SLIPPAGE_DAYS} days late", days)
    if days > 0:
        return MilestoneStanding(
            MilestoneRag.AMBER, f"{AMBER_SLIPPAGE_DAYS} days late or fewer", days
        )
    return MilestoneStanding(MilestoneRag.GREEN, "on time", days)


def _undated(facts, report_date):
    overdue = (report_date - facts.baseline).days
    if overdue > 0:
        return MilestoneStanding(MilestoneRag.RED, "past due, no new date", overdue)
    if facts.started:
        return MilestoneStanding(MilestoneRag.GREEN, "under way, not yet due", 0)
    if -overdue <= DUE_SOON_DAYS:
        return MilestoneStanding(
            MilestoneRag.AMBER, f"due within {DUE_SOON_DAYS} days, not started", 0
        )
    return MilestoneStanding(MilestoneRag.NOT_RATED, "not started, not yet due", 0)


def risk_band(score: int, levels: Sequence[Level] = DEFAULT_LEVELS) -> str:
    """The word for a score of 1 to 25."""
    return level_of(score, levels).name


def is_very_high(score: int, levels: Sequence[Level] = DEFAULT_LEVELS) -> bool:
    """Whether an open risk of that score makes the evidence red."""
    return level_of(score, levels).weight == RiskWeight.VERY_HIGH


def risk_movement(score: int, previous: int | None, *, had_report: bool) -> RiskMovement:
    """A score against the last report's; new when that report did not have the risk."""
    if previous is None:
        return RiskMovement.NEW if had_report else RiskMovement.NOT_KNOWN
    if score == previous:
        return RiskMovement.SAME
    return RiskMovement.UP if score > previous else RiskMovement.DOWN


def trend(reported: str, previous: str) -> Trend:
    """The reported status against the last report's."""
    if not reported or not previous:
        return Trend.NOT_KNOWN
    change = _SEVERITY[Rag(reported)] - _SEVERITY[Rag(previous)]
    if change == 0:
        return Trend.STEADY
    return Trend.WORSENING if change > 0 else Trend.IMPROVING


@dataclass(frozen=True)
class Evidence:
    """What indicators, milestones and risks suggest together, and the counts behind it."""

    rag: Rag
    reason: str


def evidence(
    ratings: list[str],
    milestones: list[str],
    scores: list[int],
    levels: Sequence[Level] = DEFAULT_LEVELS,
) -> Evidence:
    """Red when a third or more of the rated indicators are red, a milestone is red, or an
    open risk is very high; amber when any indicator is red, or anything is amber or high.
    """
    rated = [rag for rag in ratings if rag != Rag.NOT_RATED]
    if not (rated or milestones or scores):
        return Evidence(Rag.NOT_RATED, "Nothing is rated yet.")
    red, amber = rated.count(Rag.RED), rated.count(Rag.AMBER)
    red_milestones = milestones.count(MilestoneRag.RED)
    amber_milestones = milestones.count(MilestoneRag.AMBER)
    weights = [level_of(score, levels).weight for score in scores]
    very_high, high = weights.count(RiskWeight.VERY_HIGH), weights.count(RiskWeight.HIGH)
    reason = _reason(
        (red, len(rated), "rated indicator", "red", amber, "amber"),
        (red_milestones, len(milestones), "milestone", "red", amber_milestones, "amber"),
        (very_high, len(scores), "open risk", "very high", high, "high"),
    )
    if (red and red * 3 >= len(rated)) or red_milestones or very_high:
        return Evidence(Rag.RED, reason)
    if red or amber or amber_milestones or high:
        return Evidence(Rag.AMBER, reason)
    return Evidence(Rag.GREEN, reason)


def _reason(*counted):
    return " ".join(
        f"{_of(worse, total, noun)} {word} and {less} {other}."
        for worse, total, noun, word, less, other in counted
        if total
    )


def _of(count, total, noun):
    verb = "is" if 1 in (count, total) else "are"
    return f"{count} of {total} {noun}{'' if total == 1 else 's'} {verb}"
