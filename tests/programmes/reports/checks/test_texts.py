"""Copies and unknown codes."""

import pytest

from programmes.reports.checks import Piece, WrittenEntry
from tests.checked import WRITTEN, blocking, problems

PARAGRAPH = "There are still too few permanent workers in two areas."


def twice(first, second):
    entries = (
        WrittenEntry("achievements", "a1", text=first),
        WrittenEntry("voice", "v1", text=second),
    )
    found = problems(entries=entries, nil=WRITTEN.nil - {"voice"})
    return [problem for problem in found if problem.blocks]


@pytest.mark.parametrize(
    "copy",
    [
        PARAGRAPH,
        f"  {PARAGRAPH.upper()} ",
        f"• {PARAGRAPH.removesuffix('.')}",
        PARAGRAPH.replace(" ", "  "),
        f"Another thing.\n- {PARAGRAPH}",
    ],
)
def test_the_same_paragraph_in_two_sections_is_found(copy):
    [found] = twice(PARAGRAPH, copy)

    assert (found.section, found.place) == ("voice", "voice-v1-text")
    assert found.sentence.startswith(
        "Say something else in entry 1 of what children told us, or remove it: "
        "the same paragraph is in achievement 1 (“"
    )


def test_the_reason_for_the_status_counts_too():
    found = problems(
        reason=f"Mostly good.\n{PARAGRAPH}",
        texts=(Piece("decisions", "decisions-d1-text", "decision 1", PARAGRAPH),),
    )

    assert [problem.place for problem in found if problem.blocks] == ["status-report-reason"]


def test_short_words_and_other_words_are_no_copies():
    assert twice("None this month.", "None this month.") == []
    assert twice(PARAGRAPH, PARAGRAPH.replace("two", "three")) == []


def test_a_code_that_the_report_does_not_have_is_refused():
    assert blocking("It is [[T4-01]] and [[T4-99]].") == [
        "Check the code in “[[T4-99]]” in achievement 1: this report has no such indicator."
    ]
