"""Names of persons, as far as a pattern can tell."""

import pytest

from programmes.reports.checks.names import known_words, names_in
from tests.checked import looks

KNOWN = known_words(["Somerset", "Taunton Hub", "Anyshire Children’s Trust"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plan was led by Josh Smithson.", ["Josh Smithson"]),
        ("We thank Sally O’Brien-Jones and Ann McDonald.", ["Sally O’Brien-Jones", "Ann McDonald"]),
        ("Mr Patel and Dr. Osei came.", ["Mr Patel", "Dr. Osei"]),
        ("Thanks to Josh Smithson and again Josh Smithson.", ["Josh Smithson"]),
    ],
)
def test_a_name_is_found(text, found):
    assert names_in(text, KNOWN) == found


@pytest.mark.parametrize(
    "text",
    [
        "Josh Smithson led it.",
        "It rained. Family Support came: Adult Services too.",
        "The Strategic Manager and the Assistant Director met Ofsted Monitoring staff.",
        "Staff in South Somerset and Taunton Deane moved.",
        "In January February and March Monday meetings were held.",
        "The Family Group Conferencing service and the Chamber of Commerce.",
        "Working Together 2015 and Key Stage results.",
        "The UASC Team and NHS England.",
        "The figure [[Abc Def]] stands.",
        "• Emotional Health and Well-Being",
    ],
)
def test_ordinary_words_of_the_field_are_no_names(text):
    assert names_in(text, KNOWN) == []


def test_a_name_is_worth_a_look_and_no_more():
    assert looks("It was led by Josh Smithson.") == [
        "Use a role in place of “Josh Smithson” in achievement 1, if that is a person."
    ]


def test_the_words_of_the_report_itself_are_known():
    assert looks("It was opened by Anyshire Smithson.") == []
