from datetime import date

import pytest

from programmes.reports import plain
from programmes.reports.schema import EntryText, PastStatus, SectionText
from tests.snapshots import sample_snapshot

ROWS = {row.code: row for row in sample_snapshot().indicators}


def test_a_stored_value_that_nobody_knows_is_printed_as_it_is():
    assert plain.label("purple", "rag") == "purple"


def test_text_loses_what_a_document_cannot_hold_and_keeps_its_lines():
    assert plain.printable("a\x00b\x0bc\r\nd\re\tf\ud800") == "ab\nc\nd\ne\tf"


@pytest.mark.parametrize(
    ("section", "state", "lines"),
    [
        (SectionText("voice", "Voice"), "draft", ["Nothing entered yet."]),
        (SectionText("voice", "Voice"), "issued", ["Nothing entered."]),
        (SectionText("voice", "Voice", nil=True), "draft", ["Nil return."]),
        (
            SectionText("voice", "Voice", nil=True, nil_by="Pat Lee, 1 May 2017"),
            "issued",
            ["Nil return. Confirmed by Pat Lee, 1 May 2017."],
        ),
        (
            SectionText("voice", "Voice", entries=(EntryText("Text", date(2016, 12, 31)),)),
            "issued",
            ["Text\nCarried from December 2016"],
        ),
    ],
)
def test_a_section_always_says_something(section, state, lines):
    assert plain.section_lines(section, state) == lines


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("T4-01", "Down, improving: down from 13.9% (71 of 510)"),
        ("T4-05", "No arrow: no earlier value"),
        ("T4-06", "No arrow: definition revised"),
        ("T4-07", "Up, not judged: up from £4,305,094"),
    ],
)
def test_a_direction_is_its_arrow_in_words_with_the_reason(code, words):
    assert plain.direction_words(ROWS[code]) == words


@pytest.mark.parametrize(
    ("code", "current", "detail", "target"),
    [
        ("T4-01", "12.9%", "69 of 535\nat 31 Jan 2017", "at most 20.7%"),
        ("T4-05", "Not supplied", "expected: January 2017", "no target"),
        ("T4-10", "4 categories", "at 31 Jan 2017", "by category"),
    ],
)
def test_a_value_that_is_missing_or_in_bands_says_so(code, current, detail, target):
    row = ROWS[code]

    assert plain.current_words(row) == current
    assert plain.current_detail(row) == detail
    assert plain.target_words(row) == target


def test_a_withheld_arrow_still_gives_the_previous_value():
    assert plain.previous_words(ROWS["T4-06"]) == "was 13.9% (71 of 510), at 31 Dec 2016"
    assert plain.previous_words(ROWS["T4-01"]) == "at 31 Dec 2016"
    assert plain.previous_words(ROWS["T4-10"]) == ""


def test_other_areas_notes_and_checks_are_lines():
    assert plain.note_lines(ROWS["T4-08"]) == [
        "Elsewhere: England 52.5, 2015/16; South West Suppressed, 2015/16"
    ]
    assert plain.note_lines(ROWS["T4-05"]) == ["Note, at 31 Dec 2016: Approximate."]
    assert plain.note_lines(ROWS["T4-03"])[:3] == [
        "Note: 46 cases of which 13 are left out.",
        "Change: beyond usual variation (p = 0.012, Fisher’s exact test).",
        "Check: A newer value was due and has not come.",
    ]


@pytest.mark.parametrize(("days", "text"), [(28, "+28"), (0, "0"), (-5, "−5"), (1200, "+1,200")])
def test_slippage_has_a_sign(days, text):
    assert plain.slippage(days) == text


def test_how_a_rating_was_reached_says_whether_the_change_was_tested():
    assert plain.reached_words(ROWS["T4-01"]).endswith("Change not tested: mostly the same people.")
    assert plain.reached_words(ROWS["T4-03"]).endswith(
        "Change: beyond usual variation (p = 0.012, Fisher’s exact test)."
    )


def test_an_earlier_report_without_a_status_says_so():
    past = PastStatus(date(2016, 12, 31), None, "amber")

    assert plain.past_words(past) == "reported not set, evidence amber"
