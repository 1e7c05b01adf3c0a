"""Milestones and risks as the report's form lists them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

from indicators.choices import Meaning, Movement
from indicators.periods import MONTHS
from programmes.choices import MilestoneRag, RiskMovement
from programmes.models import Milestone, Report, Risk
from programmes.risk_scheme import Level, level_of
from programmes.status import MilestoneFacts, MilestoneStanding, milestone_standing, risk_movement

_MOVEMENTS = {
    RiskMovement.UP: (Movement.UP, Meaning.WORSENING, "Up from {}"),
    RiskMovement.DOWN: (Movement.DOWN, Meaning.IMPROVING, "Down from {}"),
    RiskMovement.SAME: (Movement.SAME, Meaning.NO_CHANGE, "Same score"),
}


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone with how it stands on the day of the report."""

    milestone: Milestone
    standing: MilestoneStanding

    @classmethod
    def of(cls, milestone: Milestone, report_date: date) -> "MilestoneLine":
        """How this one stands."""
        facts = MilestoneFacts(
            milestone.baseline_on,
            milestone.forecast_on,
            milestone.completed_on,
            started=bool(milestone.progress),
        )
        return cls(milestone, milestone_standing(facts, report_date))

    @property
    def is_late(self) -> bool:
        """Whether it has slipped and is not done."""
        return self.standing.slippage_days > 0 and not self.milestone.completed_on

    @property
    def slippage(self) -> str:
        """“31 days”, “7 days so far”, “3 days early”."""
        days = abs(self.standing.slippage_days)
        words = f"{days:,} day{'' if days == 1 else 's'}"
        if self.standing.slippage_days < 0:
            return f"{words} early"
        dated = self.milestone.forecast_on or self.milestone.completed_on
        return words if dated or not days else f"{words} so far"

    @property
    def agreed_on(self) -> date | None:
        """The newest date agreed, where there was a new one."""
        agreed = list(self.milestone.rebaselines.all())
        return agreed[-1].after if agreed else None


def milestone_lines(report: Report, as_at: date) -> list[MilestoneLine]:
    """Every milestone of the report's programme, in two queries."""
    milestones = report.programme.milestones.prefetch_related("rebaselines")
    return [MilestoneLine.of(row, report.report_date or as_at) for row in milestones]


def milestone_counts(lines: Sequence[MilestoneLine]) -> str:
    """“4 milestones: 1 complete, 3 late.”"""
    complete = sum(line.standing.rag == MilestoneRag.COMPLETE for line in lines)
    late = sum(line.is_late for line in lines)
    counts = {"complete": complete, "late": late, "on time": len(lines) - complete - late}
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f"{len(lines)} milestone{'' if len(lines) == 1 else 's'}: {said}."


@dataclass(frozen=True)
class LastScores:
    """Likelihood and impact of each risk in the last report; no ``period_end``: there is none."""

    period_end: date | None
    squares: dict[int, tuple[int, int]]

    def name(self, period_end: date) -> str:
        """The month that report ended in, for readers of the one to ``period_end``."""
        if self.period_end is None:
            return ""
        month = MONTHS[self.period_end.month - 1]
        recent = (period_end - self.period_end).days < 365
        return month if recent else f"{month} {self.period_end.year}"


def last_scores(report: Report, risks: Iterable[Risk]) -> LastScores:
    """How those risks were scored in the last report; they come from ``with_last_scores``."""
    squares = {risk.pk: (risk.previous_likelihood, risk.previous_impact) for risk in risks}
    return LastScores(
        report.earlier[0].period_end if report.earlier else None,
        {key: square for key, square in squares.items() if None not in square},
    )


@dataclass(frozen=True)
class RiskLine:
    """A risk with its level and how it moved; ``was`` is its square in the last report."""

    risk: Risk
    level: str
    moved: RiskMovement
    was: tuple[int, int] | None = None

    reason = ""  # a score is always comparable

    @property
    def movement(self) -> Movement:
        """Where the score went."""
        return _MOVEMENTS[self.moved][0]

    @property
    def meaning(self) -> Meaning:
        """A higher score is worse."""
        return _MOVEMENTS[self.moved][1]

    @property
    def change(self) -> str:
        """“Up from 12”, or nothing where there is no last score."""
        return _MOVEMENTS[self.moved][2].format(prod(self.was)) if self.was else ""

    @property
    def now(self) -> str:
        """“now 3 × 4”, where the same score is made in another way."""
        square = (self.risk.likelihood, self.risk.impact)
        same = self.moved == RiskMovement.SAME and square != self.was
        return "now {} × {}".format(*square) if same else ""


def risk_line(risk: Risk, levels: Sequence[Level], last: LastScores) -> RiskLine:
    """How one risk stands."""
    was = last.squares.get(risk.pk)
    moved = risk_movement(risk.score, was and prod(was), had_report=bool(last.period_end))
    return RiskLine(risk, level_of(risk.score, levels).name, moved, was)


def by_score(lines: Iterable[RiskLine]) -> list[RiskLine]:
    """The most serious first; those of one score in the programme's order."""
    return sorted(lines, key=lambda line: -line.risk.score)


def risk_counts(lines: Sequence[RiskLine], levels: Sequence[Level], since: str) -> str:
    """“3 open risks: 2 very high, 1 high. 1 has grown since December.”"""
    names = [line.level for line in lines]
    said = ", ".join(
        f"{names.count(level.name)} {level.name.lower()}"
        for level in reversed(levels)
        if level.name in names
    )
    counts = f"{len(lines)} open risk{'' if len(lines) == 1 else 's'}: {said}."
    grown = sum(line.moved == RiskMovement.UP for line in lines)
    if not grown:
        return counts
    return f"{counts} {grown} {'has' if grown == 1 else 'have'} grown since {since}."
