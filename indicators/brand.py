"""The colours of a council, all of them derived from its main one. Plain values in and out.

Contrast is that of the Web Content Accessibility Guidelines 2.2, whose level AA asks for 4.5 to 1
between a text and its ground.
"""

import colorsys
import hashlib
import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

DEFAULT_COLOUR = "#5b2a86"
LEAST_CONTRAST = 4.5

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_STEP = 0.05  # by how much a colour is darkened until text on it can be read
_GREY = 0.25  # less saturated than this a colour has no name
_RATINGS = {"red": ((0, 15), (335, 360)), "amber": ((25, 55),), "green": ((90, 170),)}  # degrees


@dataclass(frozen=True)
class Colours:
    """A main colour and what is derived from it, each as “#5b2a86”.

    ``deep`` is for what is pressed or pointed at; the tints, from light to strong, for grounds
    and lines.
    """

    brand: str
    deep: str
    tint: str
    tint_2: str
    tint_3: str


def colours_of(brand: str) -> Colours:
    """The colours derived from a main one, which is written as “#5b2a86”."""
    return Colours(
        brand=brand,
        deep=_mixed(brand, _BLACK, 0.36),
        tint=_mixed(brand, _WHITE, 0.945),
        tint_2=_mixed(brand, _WHITE, 0.835),
        tint_3=_mixed(brand, _WHITE, 0.61),
    )


def stylesheet(brand: str) -> str:
    """The colours as the variables that the site's other stylesheets read."""
    colours = colours_of(brand)
    named = {
        "brand": colours.brand,
        "deep": colours.deep,
        "tint": colours.tint,
        "tint-2": colours.tint_2,
        "tint-3": colours.tint_3,
    }
    lines = "".join(f"  --{name}: {colour};\n" for name, colour in named.items())
    return f":root, html[data-theme] {{\n{lines}}}\n"


def digest_of(text: str) -> str:
    """What tells one stylesheet from another, in its address."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_colour(text: str) -> bool:
    """Whether a text is a colour as it is kept: “#” and six hexadecimal digits in small letters."""
    return bool(_COLOUR.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def least_contrast(brand: str) -> float:
    """The least contrast of any text in the colour or on it: that of a link on its tint."""
    return contrast(brand, colours_of(brand).tint_2)


def readable(brand: str) -> str:
    """The same colour, darkened where text in it or on it could not be read."""
    darkened, share = brand, 0.0
    while least_contrast(darkened) < LEAST_CONTRAST:
        share += _STEP
        darkened = _mixed(brand, _BLACK, share)
    return darkened


def colour_refusal(brand: str) -> str:
    """Why a colour cannot be the main one, with one that could; empty where it can."""
    if not is_colour(brand):
        return "Write the colour as “#” and six digits from 0 to f, for example #5b2a86."
    least = least_contrast(brand)
    if least >= LEAST_CONTRAST:
        return ""
    return (
        f"Text in this colour, or white text on it, would be hard to read: the contrast is "
        f"{_one_digit(least)} to 1 and has to be {LEAST_CONTRAST} to 1. Choose a darker colour, "
        f"for example {readable(brand)}."
    )


def rating_warning(brand: str) -> str:
    """What to think of where a colour looks like that of a rating; empty where it does not."""
    hue, _, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(brand)))
    for name, spans in _RATINGS.items():
        if saturation >= _GREY and any(first <= hue * 360 <= last for first, last in spans):
            return (
                f"This colour looks like the {name} of a rating. Headings, links and buttons in "
                "it may be taken for one. Another colour is safer."
            )
    return ""


def _mixed(colour, other, share):
    """``colour`` with that share of another in it."""
    parts = [
        round(mine + (theirs - mine) * share)
        for mine, theirs in zip(_parts(colour), other, strict=True)
    ]
    return "#{:02x}{:02x}{:02x}".format(*parts)


def _parts(colour):
    """Red, green and blue, each from 0 to 255."""
    return tuple(bytes.fromhex(colour[1:]))


def _luminance(colour):
    """Relative luminance, from 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _one_digit(number):
    """One digit after the point, never rounded up to what it falls short of."""
    return Decimal(str(number)).quantize(Decimal("0.1"), ROUND_DOWN)
