"""Ratings and direction of travel as every page shows them: a shape or arrow, and a word."""

from django import template

from indicators.choices import Meaning, Movement

register = template.Library()

# The word, the CSS class and the outline of each mark on a grid of 12 by 12.
_MARKS = {
    "red": ("Red", "red", "M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5z"),
    "amber": ("Amber", "amber", "M6 1 11.3 11H.7z"),
    "green": ("Green", "green", "M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0z"),
    "complete": ("Complete", "complete", "M4.3 11 0 6.7 1.7 5l2.6 2.5L10.3 1 12 2.6z"),
    "not_rated": ("Not rated", "none", "M0 5h12v2H0z"),
}
_ARROWS = {
    Movement.UP: ("Up", "M6 0l5.5 6H7.6v6H4.4V6H.5z"),
    Movement.DOWN: ("Down", "M6 12l5.5-6H7.6V0H4.4v6H.5z"),
    Movement.SAME: ("Level", "M12 6 6.5.5v3.9H0v3.2h6.5v3.9z"),
}


@register.inclusion_tag("components/rag.html")
def rag(value, solid=False, large=False):
    """A rating: ``{% rag report.rag %}`` in tables, ``solid=True`` for the one headline rating.

    Nothing, or a word that is no rating, is shown as “Not rated”.
    """
    word, css, path = _MARKS.get(value or "not_rated", _MARKS["not_rated"])
    return {"word": word, "css": css, "path": path, "solid": solid or large, "large": large}


@register.inclusion_tag("components/direction.html")
def direction(travel, change=""):
    """A direction of travel, from anything with ``movement``, ``meaning`` and ``reason``.

    ``change`` replaces the word of the movement: “Down 2.0 points”. Where two values may not
    be compared there is no arrow, and the reason stands in its place.
    """
    word, path = _ARROWS.get(travel.movement, ("", ""))
    meaning = travel.meaning
    return {
        "path": path,
        "words": change or word,
        "meaning": "" if meaning == Meaning.NO_CHANGE else Meaning(meaning).label.lower(),
        "strong": meaning == Meaning.WORSENING,
        "reason": travel.reason,
    }
