"""The matrix of 25 squares in which the score of a risk is chosen."""

from dataclasses import dataclass

from django.forms import BoundField

from programmes.risk_scheme import RiskScheme, level_of, shade_of


@dataclass(frozen=True)
class Square:
    """One square: a radio button that says its score, and in words what it means."""

    id: str
    value: str
    score: int
    words: str
    shade: int
    checked: bool
    was: bool


@dataclass(frozen=True)
class MatrixRow:
    """The squares of one likelihood, from the least impact to the greatest."""

    word: str
    squares: tuple[Square, ...]


def matrix_of(
    field: BoundField, scheme: RiskScheme, *, was: tuple[int, int] | None = None, since: str = ""
) -> list[MatrixRow]:
    """The rows of the matrix from the greatest likelihood down.

    ``was`` is the square of the last report, which ended in the month ``since``.
    """

    def square(place, likelihood, impact):
        score = likelihood * impact
        words = f"{scheme.words(likelihood, impact)}, {level_of(score, scheme.levels).name.lower()}"
        stood = (likelihood, impact) == was
        return Square(
            id=f"{field.auto_id}_{place}",
            value=f"{likelihood}x{impact}",
            score=score,
            words=f"{words}, where it stood in {since}" if stood else words,
            shade=shade_of(score, scheme.levels),
            checked=field.value() == f"{likelihood}x{impact}",
            was=stood,
        )

    return [
        MatrixRow(
            scheme.likelihoods[likelihood - 1],
            tuple(
                square((5 - likelihood) * 5 + impact - 1, likelihood, impact)
                for impact in range(1, 6)
            ),
        )
        for likelihood in range(5, 0, -1)
    ]
