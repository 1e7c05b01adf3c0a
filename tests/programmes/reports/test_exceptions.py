"""The sentences that say where to look first."""

from dataclasses import replace

import pytest

from programmes.reports.exceptions import Case, headline_of, is_exception
from programmes.reports.standing import Moved, Share, Standing, TopRisk
from tests.review_reports import JANUARY

CALM = Standing(
    period_end=JANUARY,
    reported="green",
    evidence="green",
    was="green",
    stood=2,
    had_stood=1,
    differed=0,
    explained=False,
    red=Share(0, 9),
    red_change=0,
    moved=Moved(),
    slipped=Share(0, 4),
    late=Share(0, 3),
    unchanged=0,
    unchanged_for=0,
    risk=None,
)


def said(case=None, **changes):
    """The sentences about a programme; all is calm but for the changes."""
    found = headline_of(case or Case("Programme 4", replace(CALM, **changes)))
    return f"{found.claim} {found.detail}".strip() if found else ""


def test_nothing_is_said_where_all_is_calm():
    assert said() == ""
    assert not is_exception(Case("Programme 4", CALM))


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        (
            {"reported": "red", "was": "amber", "had_stood": 5, "red_change": 2}
            | {"slipped": Share(3, 5)},
            "Programme 4 turned Red. It was Amber for 5 reports. "
            "2 more figures went Red and 3 of 5 commitments slipped.",
        ),
        (
            {"reported": "amber", "was": "green"},
            "Programme 4 turned Amber. It was Green.",
        ),
        (
            {"reported": "amber", "was": "amber", "evidence": "red", "differed": 2}
            | {"explained": True},
            "Programme 4 says Amber, the evidence suggests Red. "
            "They have differed for 2 reports. The chair says why.",
        ),
        (
            {"evidence": "amber", "differed": 1},
            "Programme 4 says Green, the evidence suggests Amber. The chair does not say why.",
        ),
        (
            {"reported": "red", "was": "red", "evidence": "red", "stood": 3, "red_change": 1},
            "Programme 4 is Red. It has been Red for 3 reports. 1 more figure went Red.",
        ),
        (
            {"evidence": "amber", "stood": 7, "unchanged": 4, "unchanged_for": 5},
            "Programme 4 may be standing still. Green for 7 reports, "
            "4 lines of text unchanged for up to 5 and the evidence suggests Amber.",
        ),
        (
            {"stood": 3, "unchanged": 1, "unchanged_for": 3},
            "Programme 4 may be standing still. "
            "Green for 3 reports and 1 line of text unchanged for 3.",
        ),
        ({"red_change": 1}, "Programme 4 has 1 more Red figure."),
        (
            {"moved": Moved(missed=("A", "B")), "slipped": Share(1, 4)},
            "Programme 4 misses 2 targets that it met. 1 of 4 commitments slipped.",
        ),
        ({"slipped": Share(2, 4)}, "Programme 4 let 2 of 4 commitments slip."),
        (
            {"risk": TopRisk("Posts stay empty", 20, "up", True)},
            "Programme 4 has a very high risk. It scores 20 and has risen: Posts stay empty.",
        ),
    ],
)
def test_what_stands_out_is_said(changes, sentences):
    assert said(**changes) == sentences


@pytest.mark.parametrize(
    "changes",
    [
        {"reported": "amber", "was": "red"},
        {"reported": "red", "was": "red", "evidence": "not_rated", "stood": 0, "had_stood": 0},
        {"slipped": Share(1, 4)},
        {"stood": 2, "unchanged": 4, "unchanged_for": 5},
        {"risk": TopRisk("Old", 20, "same", True)},
        {"risk": TopRisk("New", 12, "new", False)},
        {"red_change": None},
    ],
)
def test_what_is_good_or_small_is_not_looked_at_first(changes):
    assert said(**changes) in ("", "Programme 4 is Red.")


def test_a_late_report_is_said_to_be_missing_and_its_old_figures_are_not_held_against_it():
    case = Case(
        "Programme 7", replace(CALM, reported="red", was="amber"), True, True, "2 days late", "Once"
    )

    assert said(case) == "Programme 7 has not reported. 2 days late, reminded once."


def test_a_report_that_is_not_due_yet_is_an_exception_but_not_looked_at_first():
    case = Case("Programme 7", None, missing=True, lateness="Due tomorrow")

    assert said(case) == ""
    assert is_exception(case)


def test_the_worst_of_several_things_is_said():
    assert said(reported="amber", was="green", evidence="red", red_change=3).startswith(
        "Programme 4 says Amber, the evidence suggests Red."
    )


@pytest.mark.parametrize(
    "changes", [{"was": "red"}, {"evidence": "amber"}, {"moved": Moved(unusual=("A",))}]
)
def test_what_only_changed_is_an_exception(changes):
    assert is_exception(Case("Programme 4", replace(CALM, **changes)))


@pytest.mark.parametrize("changes", [{"decisions": 1}, {"late": True}, {"missing": True}])
def test_what_waits_or_came_late_is_an_exception(changes):
    assert is_exception(Case("Programme 4", CALM, **changes))
