"""The words and levels by which risks are scored. Plain values; a council may have its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from programmes.choices import RiskWeight

MOST = 25  # likelihood 5 times impact 5
SHADES = 4
_HEAVIER = (RiskWeight.NONE, RiskWeight.HIGH, RiskWeight.VERY_HIGH)


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


def scheme_problems(scheme: RiskScheme) -> list[str]:
    """Why a scheme makes no sense, a sentence for each reason; its levels come in any order."""
    levels = sorted(scheme.levels, key=lambda level: level.least)
    axes = (("likelihood", scheme.likelihoods), ("impact", scheme.impacts))
    return [
        *_level_problems(levels),
        *(
            f"“{word}” is the word for two numbers of {axis}. Give each number a word of its own."
            for axis, words in axes
            for word in _twice(words)
        ),
    ]


def _level_problems(levels):
    if not levels:
        return ["There is no level. Give one at least, which begins at 1."]
    problems = [
        *(f"Two levels are called “{name}”." for name in _twice(level.name for level in levels)),
        *(f"Two levels begin at {least}." for least in _twice(level.least for level in levels)),
    ]
    if levels[0].least != 1:
        problems.append(
            f"No level begins at 1, so scores from 1 to {levels[0].least - 1} have none. Let the "
            "lowest begin at 1."
        )
    for lower, higher in pairwise(levels):
        if _HEAVIER.index(higher.weight) < _HEAVIER.index(lower.weight):
            problems.append(
                f"“{higher.name}” is above “{lower.name}” and counts as less. Let it count as much "
                "at least."
            )
    return problems


def _twice(values):
    """What stands there more than once; capitals count for nothing."""
    seen = Counter(str(value).casefold() for value in values)
    return [value for value, number in seen.items() if number > 1]


def shade_of(score: int, levels: Sequence[Level] = DEFAULT_LEVELS) -> int:
    """How dark a square is drawn, 1 to 4, however many levels there are."""
    place = levels.index(level_of(score, levels))
    return 1 + round(place * (SHADES - 1) / max(len(levels) - 1, 1))
