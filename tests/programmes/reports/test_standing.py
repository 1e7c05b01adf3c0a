"""How a programme stands, by its newest report and the one before."""

import json

import pytest

from programmes.reports.glance import read_glance
from programmes.reports.standing import Share, standing_of
from tests.review_reports import (
    UNUSUAL,
    commitments,
    figure,
    figures,
    lines,
    risk,
    snapshot,
    status,
)
from tests.round_snapshots import round_snapshot
from tests.snapshots import sample_snapshot


def glance(said):
    return read_glance(json.dumps(said.to_data()))


def standing(now, before=None):
    return standing_of(glance(now), before and glance(before))


@pytest.mark.parametrize("make", [sample_snapshot, round_snapshot])
def test_a_glance_reads_any_report(make):
    said = make()

    assert glance(said).status == said.status
    assert [row.code for row in glance(said).figures] == [row.code for row in said.indicators]


def test_a_first_report_has_nothing_to_be_compared_with():
    row = standing(snapshot(figures(2, 3)))

    assert (row.red, row.red_change, row.was, row.turned) == (Share(2, 5), None, None, False)
    assert not any(row.moved)


def test_a_colour_that_turned_says_how_long_it_stood_before():
    row = standing(
        snapshot(status=status("red", "red")), snapshot(status=status("amber", "amber", stood=5))
    )

    assert (row.turned, row.was, row.had_stood, row.stood) == (True, "amber", 5, 1)


def test_a_run_is_counted_back_where_a_report_did_not_count_it():
    past = [("red", "red"), ("amber", "amber"), ("amber", "amber")]

    assert standing(snapshot(status=status("amber", "amber", stood=0, past=past))).stood == 3


@pytest.mark.parametrize(
    ("past", "now", "differed"),
    [
        ([], ("amber", "amber"), 0),
        ([("amber", "red")], ("amber", "red"), 2),
        ([("amber", "red"), ("red", "red")], ("amber", "red"), 1),
        ([(None, "red")], ("amber", "red"), 1),
        ([], ("amber", "not_rated"), 0),
    ],
)
def test_judgement_and_evidence_differ_for_so_many_reports(past, now, differed):
    row = standing(snapshot(status=status(*now, past=past)))

    assert (row.differed, row.differs) == (differed, bool(differed))


def test_targets_crossed_and_arrows_reversed_are_named():
    before = [
        figure("missed", "green", "improving"),
        figure("met", "red", "worsening"),
        figure("still", "amber", "improving"),
        figure("quiet", "green", "no_change"),
    ]
    now = [
        figure("missed", "amber", "worsening"),
        figure("met", "green", "improving"),
        figure("still", "red", "improving", UNUSUAL),
        figure("quiet", "green", "worsening"),
        figure("new", "red", "worsening"),
    ]

    row = standing(snapshot(now), snapshot(before))

    assert row.moved._asdict() == {
        "missed": ("missed",),
        "met": ("met",),
        "worse": ("missed",),
        "better": ("met",),
        "unusual": ("still",),
    }
    assert row.red_change == 1


def test_commitments_milestones_and_old_words_are_counted():
    row = standing(
        snapshot(
            commitments=commitments("slipped", "done", ""),
            milestones=sample_snapshot().milestones,
            sections=lines(1, 3, 5),
        )
    )

    assert (row.slipped, row.late) == (Share(1, 3), Share(2, 5))
    assert (row.unchanged, row.unchanged_for) == (2, 5)


def test_of_two_risks_alike_the_one_that_rose_is_the_top():
    risks = (risk((4, 4), "same", "Old"), risk((4, 4), "up", "Rising"), risk((1, 2)))

    assert standing(snapshot(risks=risks)).risk == ("Rising", 16, "up", True)
    assert standing(snapshot()).risk is None


def test_nothing_out_of_nothing_is_a_dash():
    assert str(Share(0, 0)) == "–"
    assert str(Share(2, 9)) == "2 of 9"
