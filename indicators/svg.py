"""What the pictures of values share: their colours, their scales and the ``<svg>`` around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

INK, SOFT, FAINT = "#17242d", "#4d5b66", "#c9d1d6"
RED, GREEN, BAR, PAST = "#a4161a", "#17613a", "#6b8897", "#7b8b96"


class Point(Protocol):
    """A value at the end of its period; ``joined`` when it may be compared with the one before."""

    end: date
    value: Decimal | None
    joined: bool


@dataclass(frozen=True)
class Scale:
    """From values between ``low`` and ``high`` to positions between ``start`` and ``stop``."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float | Decimal) -> float:
        """The position of a value; the middle where all values are the same."""
        if self.high == self.low:
            return (self.start + self.stop) / 2
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.stop - self.start)


def picture(name: str, size: str, title: str, shapes: Iterable[SafeString]) -> SafeString:
    """An ``<svg>`` of class ``name``; ``size`` is its width and height, such as “67 22”.

    Its direct ``<title>`` is what a screen reader says, and what a PDF keeps as the figure's
    alternative text.
    """
    return format_html(
        '<svg class="{}" viewBox="0 0 {}" preserveAspectRatio="xMinYMid" role="img">'
        "<title>{}</title>{}</svg>",
        name,
        size,
        title,
        joined(shapes),
    )


def joined(shapes: Iterable[SafeString]) -> SafeString:
    """Shapes one after another."""
    return format_html_join("", "{}", ((shape,) for shape in shapes))


def comparable_pairs(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Neighbours that both have a value and may be compared: where a line may be drawn."""
    return [(a, b) for a, b in pairwise(points) if None not in (a.value, b.value) and b.joined]
