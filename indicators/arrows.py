"""The arrow of a direction of travel, as SVG."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.choices import Meaning, Movement
from indicators.svg import GREEN, INK, RED, SOFT, picture

_SHAFTS = {
    Movement.UP: "M6 9.6V2.6M2.9 5.5 6 2.4l3.1 3.1",
    Movement.DOWN: "M6 2.4v7M2.9 6.5 6 9.6l3.1-3.1",
    Movement.SAME: "M2.2 6h7.2M6.5 2.9 9.6 6 6.5 9.1",
}


@cache
def arrow(movement: str, meaning: str = "") -> SafeString:
    """Where the number went. A disc repeats “worsening”, a ring “improving”; words say it."""
    movement = Movement(movement)
    return picture("chart-arrow", "12 12", movement.label, _arrow_shapes(movement, meaning))


def _arrow_shapes(movement, meaning):
    shaft = '<path d="{}" fill="none" stroke="{}" stroke-width="1.5"/>'
    inner = (
        '<path d="{}" transform="translate(1.5 1.5) scale(.75)" fill="none" stroke="{}" '
        'stroke-width="2"/>'
    )
    if movement == Movement.NONE:
        dashes = '<path d="M2.5 6h7" stroke="{}" stroke-width="1.2" stroke-dasharray="1.6 1.1"/>'
        return [format_html(dashes, SOFT)]
    path = _SHAFTS[movement]
    if meaning == Meaning.WORSENING:
        disc = format_html('<circle cx="6" cy="6" r="6" fill="{}"/>', RED)
        return [disc, format_html(inner, path, "#fff")]
    if meaning == Meaning.IMPROVING:
        ring = format_html('<circle cx="6" cy="6" r="5.5" fill="#fff" stroke="{}"/>', GREEN)
        return [ring, format_html(inner, path, GREEN)]
    return [format_html(shaft, path, INK)]
