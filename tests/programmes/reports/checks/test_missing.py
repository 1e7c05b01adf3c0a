"""What is not there yet."""

from dataclasses import replace
from datetime import date

import pytest

from programmes.reports.checks import Piece, WrittenCommitment, WrittenEntry, find_problems
from tests.checked import WRITTEN, problems, snapshot_of


def said(found):
    return [(problem.place, problem.sentence) for problem in found]


def test_a_section_without_text_or_nil_return_is_empty():
    found = problems(nil=WRITTEN.nil - {"slippage"})

    assert said(found) == [("", "Write something under Slippage, or make it a nil return.")]
    assert found[0].section == "slippage"


def test_a_nil_return_beside_text_is_a_contradiction():
    found = problems(nil=WRITTEN.nil | {"achievements"})

    assert said(found) == [
        (
            "achievements-all-nil",
            "Achievements has 1 line, so it cannot also be a nil return. "
            "Untick the nil return, or remove what is there.",
        )
    ]


def test_decisions_are_asked_for_or_a_nil_return():
    found = problems(texts=())

    assert said(found) == [("", "Ask for a decision, or make Decisions wanted a nil return.")]
    assert problems(texts=(), nil=WRITTEN.nil | {"decisions"}) == []


@pytest.mark.parametrize(("section", "noun"), [("milestones", "milestone"), ("risks", "risk")])
def test_milestones_and_risks_may_be_left_alone_only_where_there_are_some(section, noun):
    bare = replace(snapshot_of(), **{section: ()})

    [found] = find_problems(WRITTEN, bare)

    assert found.sentence == f"Add a {noun}, or make {section.capitalize()} a nil return."
    assert find_problems(replace(WRITTEN, nil=WRITTEN.nil | {section}), bare) == []


def test_the_status_needs_a_colour_and_a_reason():
    assert said(problems(rag="", reason=" ")) == [
        ("status-report-rag", "Set the status: red, amber or green."),
        ("status-report-reason", "Give the reason for the status."),
    ]


def test_a_status_against_the_evidence_is_explained():
    assert said(problems(difference_reason="")) == [
        (
            "status-report-difference_reason",
            "Say why the status differs from the evidence, which suggests red.",
        )
    ]
    assert problems(rag="red", difference_reason="") == []


def test_where_nothing_is_rated_there_is_nothing_to_differ_from():
    snapshot = snapshot_of()
    unrated = replace(snapshot, status=replace(snapshot.status, evidence="not_rated"))

    assert find_problems(replace(WRITTEN, difference_reason=""), unrated) == []


def test_every_promise_is_answered():
    found = problems(commitments=(WrittenCommitment("12", "Open the team."),))

    assert said(found) == [
        (
            "commitments-12-outcome",
            "Say what became of “Open the team.”: done, slipped or carried to the next report.",
        )
    ]


def test_what_slipped_has_a_reason_and_a_remedial_action():
    slipped = WrittenCommitment("12", "Open the team.", "slipped")

    assert said(problems(commitments=(slipped,))) == [
        ("commitments-12-reason", "Say why “Open the team.” slipped, in a sentence."),
        ("commitments-12-remedy", "Say what is being done now that “Open the team.” has slipped."),
    ]
    mended = replace(slipped, reason="It rained.", remedy="Umbrellas.")
    assert problems(commitments=(mended,)) == []


def slippage(**columns):
    entry = WrittenEntry("slippage", "s1", text="The team is late.", **columns)
    return problems(entries=(*WRITTEN.entries, entry), nil=WRITTEN.nil - {"slippage"})


def test_slippage_has_a_reason_and_a_remedial_action():
    assert said(slippage()) == [
        ("slippage-s1-reason", "Say why slippage 1 happened, in a sentence."),
        ("slippage-s1-remedy", "Say what is being done about slippage 1."),
    ]
    assert slippage(reason="It rained.", remedy="Umbrellas.") == []
    assert slippage(promised=True) == []


def action(text="Open the team.", due=None):
    entry = WrittenEntry("next_actions", "n1", text=text, due=due)
    return problems(entries=(*WRITTEN.entries, entry), nil=WRITTEN.nil - {"next_actions"})


def test_an_action_without_a_due_day_is_worth_a_look():
    [found] = action()

    assert found.place == "next_actions-n1-due_on"
    assert not found.blocks


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2017, 1, 31), "Give a due day after 31 January 2017"),
        (date(1917, 2, 28), "Give a due day after 31 January 2017"),
        (date(2117, 2, 28), "Check the year 2117"),
    ],
)
def test_a_due_day_that_cannot_be_meant_is_refused(due, words):
    [found] = action(due=due)

    assert found.sentence.startswith(words)
    assert found.blocks


def test_a_due_day_in_the_next_period_is_right():
    assert action(due=date(2017, 2, 1)) == []


def test_a_line_without_text_is_filled_or_removed():
    [found] = action(text=" ", due=date(2017, 2, 28))

    assert found.sentence == "Say what action 1 of the next period is, or remove the line."


def test_two_texts_of_one_place_are_chosen_between():
    clash = Piece("slippage", "slippage-s1-text", "“Slippage 1”")

    [found] = problems(clashes=(clash,))

    assert (found.section, found.place) == ("slippage", "slippage-s1-text")
    assert found.sentence == "Choose which text to keep: two people wrote in “Slippage 1”."
