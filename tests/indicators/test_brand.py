"""The colours of a council: derived from one, and refused where text could not be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.brand import (
    DEFAULT_COLOUR,
    LEAST_CONTRAST,
    colour_refusal,
    colours_of,
    contrast,
    digest_of,
    rating_warning,
    readable,
    stylesheet,
)

INK = "#0b0c0c"
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_the_shades_follow_from_the_main_colour():
    shades = colours_of("#5b2a86")

    assert (shades.brand, shades.deep) == ("#5b2a86", "#3a1b56")
    assert (shades.tint, shades.tint_2, shades.tint_3) == ("#f6f3f8", "#e4dceb", "#bfacd0")


def test_the_first_colour_can_be_had_and_is_taken_for_no_rating():
    assert colour_refusal(DEFAULT_COLOUR) == ""
    assert rating_warning(DEFAULT_COLOUR) == ""


@given(colours)
def test_whatever_is_accepted_leaves_every_text_readable(colour):
    if colour_refusal(colour):
        return
    shades = colours_of(colour)

    assert contrast("#ffffff", shades.brand) >= LEAST_CONTRAST
    assert contrast("#ffffff", shades.deep) >= LEAST_CONTRAST
    for ground in (shades.tint, shades.tint_2):
        assert contrast(shades.brand, ground) >= LEAST_CONTRAST
    for ground in (shades.tint, shades.tint_2, shades.tint_3):
        assert contrast(INK, ground) >= LEAST_CONTRAST


@given(colours)
def test_the_colour_that_a_refusal_proposes_is_accepted(colour):
    assert colour_refusal(readable(colour)) == ""


def test_a_refusal_says_how_far_off_it_is_and_what_would_do():
    assert colour_refusal("#ffb81c") == (
        "Text in this colour, or white text on it, would be hard to read: the contrast is 1.5 to 1 "
        "and has to be 4.5 to 1. Choose a darker colour, for example #805c0e."
    )


@pytest.mark.parametrize("text", ["", "purple", "#5B2A86", "#5b2a8", "5b2a86", "#5b2a86;"])
def test_what_is_no_colour_is_refused(text):
    assert colour_refusal(text).startswith("Write the colour as “#” and six digits")


@pytest.mark.parametrize(
    ("colour", "named"),
    [("#b32010", "red"), ("#8a1538", "red"), ("#8a5a00", "amber"), ("#00703c", "green")],
)
def test_a_colour_like_that_of_a_rating_is_warned_of(colour, named):
    assert f"looks like the {named} of a rating" in rating_warning(colour)


@pytest.mark.parametrize("colour", ["#1a5a9c", "#5b2a86", "#333333", "#0b4f63"])
def test_other_colours_are_not(colour):
    assert rating_warning(colour) == ""


def test_the_stylesheet_names_the_five_colours_and_its_digest_tells_it_from_others():
    sheet = stylesheet("#004d40")

    assert sheet.startswith(":root, html[data-theme] {\n  --brand: #004d40;\n  --deep: #00312")
    assert sheet.count("--") == 5
    assert digest_of(sheet) == digest_of(stylesheet("#004d40"))
    assert digest_of(sheet) != digest_of(stylesheet("#004d41"))
