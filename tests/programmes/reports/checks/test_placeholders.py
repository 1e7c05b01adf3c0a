"""What a draft should have lost. The patterns are those of published reports."""

import pytest

from programmes.reports.checks.placeholders import left_over
from tests.checked import blocking


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amber (delete as appropriate)", "(delete as appropriate)"),
        ("Improving / steady – Delete if applicable", "Delete if applicable"),
        ("It has met TBC families.", "TBC"),
        ("The date is tbd", "tbd"),
        ("Cost: T.B.C.", "T.B.C"),
        ("The start date is to be confirmed.", "to be confirmed"),
        ("We saw XX children.", "XX"),
        ("It cost £XXX,XXX this year.", "XXX"),
        ("About xxx% of visits", "xxx"),
        ("It opens in ??", "??"),
        ("Story of the figures – Sam to provide", "Sam to provide"),
        ("Story of the figures – Sam Jones to provide", "Sam Jones to provide"),
        ("Story of the figures - Data team to supply.", "Data team to supply"),
        ("(Finance to update figures)", "Finance to update figures"),
        ("Head of service to add commentary.", "service to add commentary"),
        ("It has met [insert number] families.", "[insert number]"),
        ("[Date TBC] is when it opens.", "[Date TBC]"),
        ("It has met [ ] families.", "[ ]"),
        ("It has met [...] families.", "[...]"),
        ("It has met (insert figure) families.", "(insert figure)"),
        ("It has met <number> families.", "<number>"),
        ("Status: <i>amber</i>", "<i>"),
        ("It has met {{ number }} families.", "{{"),
        ("It stands at [[P6-09 today.", "[["),
        ("It stands at P6-09]] today.", "]]"),
    ],
)
def test_a_placeholder_is_found(text, found):
    assert found in list(left_over("achievements", text))


@pytest.mark.parametrize(
    "text",
    [
        "The team is able to provide a nurse for every home.",
        "Partners continue to provide. Carers failed to supply.",
        "Unable to provide",
        "Health to provide a named nurse in each district by 30 April.",
        "Of the cohort [6 of 44] most improved.",
        "Families (add-on visits included) were seen.",
        "Fewer than 5 (<5) and > 3.",
        "The Roman numeral X, the letter x, 2 x 3, Xbox.",
        "Is it enough? Yes!",
        "It stands at [[P6-09]] today, above [[ P6-10 ]].",
        "It has to be agreed with carers.",
    ],
)
def test_ordinary_text_is_no_placeholder(text):
    assert list(left_over("achievements", text)) == []


@pytest.mark.parametrize("section", ["next_actions", "decisions"])
def test_who_is_to_provide_what_is_an_ordinary_action(section):
    assert list(left_over(section, "Health to provide data.")) == []
    assert list(left_over(section, "Data – Sam to provide")) == ["Sam to provide"]


def test_a_placeholder_inside_another_is_said_once():
    assert list(left_over("voice", "See [insert TBC].")) == ["[insert TBC]"]


def test_a_placeholder_says_where_it_is_and_what_to_do():
    assert blocking("It has met TBC families.") == ["Replace “TBC” in achievement 1, or remove it."]
