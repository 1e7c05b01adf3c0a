"""How milestones, risks and a whole programme stand."""

from datetime import date

import pytest

from programmes.status import (
    MilestoneFacts,
    evidence,
    milestone_standing,
    risk_band,
    risk_movement,
    trend,
)

REPORT_DATE = date(2017, 2, 21)


@pytest.mark.parametrize(
    ("baseline", "forecast", "completed", "started", "rag", "days"),
    [
        ((2017, 1, 24), None, None, True, "red", 28),
        ((2017, 2, 1), (2017, 2, 28), None, True, "amber", 27),
        ((2017, 1, 1), (2017, 2, 1), None, True, "red", 31),
        ((2016, 12, 31), None, (2016, 12, 31), True, "complete", 0),
        ((2016, 12, 31), None, (2017, 1, 10), True, "complete", 10),
        ((2017, 2, 24), (2017, 3, 24), None, True, "amber", 28),
        ((2017, 2, 24), (2017, 3, 25), None, True, "red", 29),
        ((2017, 2, 1), (2017, 2, 10), None, True, "red", 9),
        ((2017, 3, 31), (2017, 3, 31), None, False, "green", 0),
        ((2017, 3, 31), (2017, 3, 1), None, True, "green", -30),
        ((2017, 3, 31), None, None, True, "green", 0),
        ((2017, 3, 1), None, None, False, "amber", 0),
        ((2017, 3, 31), None, None, False, "not_rated", 0),
        ((2017, 2, 21), None, None, True, "green", 0),
    ],
)
def test_a_milestone_is_rated_by_its_slippage(baseline, forecast, completed, started, rag, days):
    facts = MilestoneFacts(
        date(*baseline), forecast and date(*forecast), completed and date(*completed), started
    )

    standing = milestone_standing(facts, REPORT_DATE)

    assert (standing.rag, standing.slippage_days) == (rag, days)
    assert standing.reason


@pytest.mark.parametrize(
    ("score", "band"),
    [(1, "Low"), (4, "Low"), (5, "Medium"), (9, "Medium"), (10, "High"), (14, "High"),
     (15, "Very high"), (25, "Very high")],
)  # fmt: skip
def test_a_risk_score_has_a_word(score, band):
    assert risk_band(score) == band


def test_a_risk_moves_against_the_last_report():
    assert risk_movement(16, 12, had_report=True) == "up"
    assert risk_movement(12, 16, had_report=True) == "down"
    assert risk_movement(12, 12, had_report=True) == "same"
    assert risk_movement(12, None, had_report=True) == "new"
    assert risk_movement(12, None, had_report=False) == "not_known"


def test_the_trend_compares_two_reported_statuses():
    assert trend("amber", "amber") == "steady"
    assert trend("red", "amber") == "worsening"
    assert trend("green", "amber") == "improving"
    assert trend("amber", "") == "not_known"
    assert trend("", "amber") == "not_known"


@pytest.mark.parametrize(
    ("ratings", "milestones", "scores", "rag"),
    [
        (["red", "green", "green"], [], [], "red"),
        (["red", "green", "green", "green"], [], [], "amber"),
        (["red", "green", "green", "not_rated", "not_rated"], [], [], "red"),
        (["green"], ["red"], [], "red"),
        (["green"], [], [15], "red"),
        (["amber", "green"], [], [], "amber"),
        (["green"], ["amber"], [], "amber"),
        (["green"], ["complete"], [10], "amber"),
        (["green"], ["green", "complete", "not_rated"], [9], "green"),
        (["not_rated"], [], [], "not_rated"),
        (["not_rated"], ["complete"], [], "green"),
    ],
)
def test_evidence_weighs_indicators_milestones_and_risks(ratings, milestones, scores, rag):
    assert evidence(ratings, milestones, scores).rag == rag


def test_evidence_lists_its_counts():
    found = evidence(["red", "amber", "green"], ["red", "complete"], [16, 12, 3])

    assert found.reason == (
        "1 of 3 rated indicators is red and 1 amber. 1 of 2 milestones is red and 0 amber. "
        "1 of 3 open risks is very high and 1 high."
    )


def test_evidence_leaves_out_what_the_programme_does_not_have():
    assert evidence(["green"], [], []).reason == "0 of 1 rated indicator is red and 0 amber."
