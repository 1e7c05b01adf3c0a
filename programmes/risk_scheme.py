"""The words and levels by which risks are scored. Plain values; a council may have its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from programmes.choices import RiskWeight

MOST = 25  # likelihood 5 times impact 5
SHADES = 4


@dataclass(frozen=True)
class Level:
    """A span of scores from ``least`` up to the next level, and what it weighs as evidence."""

    name: str
    least: int
    weight: RiskWeight = RiskWeight.NONE


DEFAULT_LEVELS = (
    Level("Low", 1),
    Level("Medium", 5),
    Level("High", 10, RiskWeight.HIGH),
    Level("Very high", 15, RiskWeight.VERY_HIGH),
)


@dataclass(frozen=True)
class RiskScheme:
    """What the numbers 1 to 5 of likelihood and impact are called, and the levels of scores."""

    likelihoods: tuple[str, ...] = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
    impacts: tuple[str, ...] = ("Minor", "Low", "Fair", "Major", "Severe")
    levels: tuple[Level, ...] = DEFAULT_LEVELS

    def words(self, likelihood: int, impact: int) -> str:
        """A square of the matrix in words: “likely, major impact”."""
        chance, effect = self.likelihoods[likelihood - 1], self.impacts[impact - 1]
        return f"{chance.lower()}, {effect.lower()} impact"


DEFAULT_SCHEME = RiskScheme()


def level_of(score: int, levels: Sequence[Level] = DEFAULT_LEVELS) -> Level:
    """The level of a score of 1 to 25. The lowest level holds whatever lies beneath it."""
    return next((level for level in reversed(levels) if score >= level.least), levels[0])


def level_ranges(levels: Sequence[Level] = DEFAULT_LEVELS) -> list[tuple[str, int, int]]:
    """Each level with its first and last score, the lowest first."""
    firsts = [1, *(level.least for level in levels[1:])]
    lasts = [*(first - 1 for first in firsts[1:]), MOST]
    return [(level.name, *span) for level, *span in zip(levels, firsts, lasts, strict=True)]


def shade_of(score: int, levels: Sequence[Level] = DEFAULT_LEVELS) -> int:
    """How dark a square is drawn, 1 to 4, however many levels there are."""
    place = levels.index(level_of(score, levels))
    return 1 + round(place * (SHADES - 1) / max(len(levels) - 1, 1))
