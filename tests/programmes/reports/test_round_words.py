"""The words of a reporting round."""

from dataclasses import replace
from datetime import date

import pytest

from programmes.reports import round_words
from programmes.reports.schema import CommitmentRow, DecisionRow, EntryText, PastStatus, Status
from tests.snapshots import sample_snapshot

DECEMBER = date(2016, 12, 31)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (EntryText("New."), ""),
        (EntryText("Old.", DECEMBER), "Carried from December 2016"),
        (
            EntryText("Old.", DECEMBER, stood=3),
            "Carried from December 2016, unchanged for 3 reports",
        ),
        (EntryText("Old.", stood=2), "Unchanged for 2 reports"),
        (EntryText("Old.", DECEMBER, from_commitment=True), "From the last report’s actions"),
    ],
)
def test_a_text_says_where_it_comes_from(entry, words):
    assert round_words.history_words(entry) == words


@pytest.mark.parametrize(
    ("reported", "before", "words"),
    [
        ("amber", ["amber", "red", "amber", "amber"], "Amber for 3 reports running"),
        ("red", ["amber"], ""),
        ("amber", [], ""),
        (None, [None, None], ""),
    ],
)
def test_a_status_that_stays_says_for_how_long(reported, before, words):
    history = tuple(
        PastStatus(date(2016, month, 28), rag, "green") for month, rag in enumerate(before, 1)
    )
    status = Status(reported, "green", "", "steady", "", history=history)

    assert round_words.status_run(status) == words


def test_a_count_that_was_kept_goes_further_back_than_the_history():
    status = replace(sample_snapshot().status, stood=14)

    assert round_words.status_run(status) == "Amber for 14 reports running"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("done", "Done"),
        ("slipped", "Slipped"),
        ("carried", "Carried to the next report"),
        ("", "Not answered yet"),
    ],
)
def test_a_promise_says_what_became_of_it(outcome, words):
    assert round_words.commitment_words(CommitmentRow("Open.", None, outcome)) == words


def test_a_decision_says_how_often_it_was_asked_and_when_it_was_taken():
    assert round_words.asked_words(DecisionRow("Fund.")) == ""
    assert round_words.asked_words(DecisionRow("Fund.", asked=3)) == (
        "Asked for in 3 reports running"
    )
    assert round_words.outcome_words(DecisionRow("Fund.")) == "Waiting"
    decided = DecisionRow("Fund.", "agreed", decided=date(2017, 3, 7))
    assert round_words.outcome_words(decided) == "Agreed on 7 March 2017"


def test_a_new_date_says_who_agreed_to_it_and_why():
    milestone = sample_snapshot().milestones[0]
    moved = replace(milestone, agreed=date(2017, 5, 31), agreed_reason="The supplier changed.")

    assert round_words.agreed_words(milestone) == ""
    assert round_words.agreed_words(moved) == (
        "New date agreed: 31 May 2017. The supplier changed."
    )
    assert round_words.agreed_words(replace(moved, agreed_by="Trust executive")) == (
        "New date agreed: 31 May 2017, by the trust executive. The supplier changed."
    )


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ((None, None, None), ""),
        ((12, None, None), "was 12"),
        ((12, 3, 4), "was 12"),
        ((12, 4, 3), "was 4 × 3"),
        ((16, 4, 4), "was 16"),
    ],
)
def test_a_risk_of_the_same_score_says_what_changed_in_it(before, words):
    score, likelihood, impact = before
    row = replace(
        sample_snapshot().risks[2],
        likelihood=3,
        impact=4,
        score=12,
        previous_score=score,
        previous_likelihood=likelihood,
        previous_impact=impact,
    )

    assert round_words.risk_before(row) == words


@pytest.mark.parametrize(
    ("reported", "before", "words"),
    [
        ("", [], ""),
        ("", [None], ""),
        ("", ["green"], "January 2017 was Green."),
        ("", ["red", "amber", "amber"], "March 2017 was Amber. It has been Amber for 2 reports."),
        ("red", ["amber"], "January 2017 was Amber. This report says Red: worsening."),
    ],
)
def test_the_last_status_says_for_how_long_and_where_it_goes(reported, before, words):
    history = tuple(
        PastStatus(date(2017, month, 28), rag, "green") for month, rag in enumerate(before, 1)
    )
    status = Status(reported or None, "green", "", "worsening", "", history=history)

    assert round_words.last_status(status) == words
