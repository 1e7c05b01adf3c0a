"""Small numbers that people wrote, listed for somebody to look at."""

from dataclasses import replace

import pytest

from indicators.disclosure import PARTNERSHIP, Profile
from programmes.reports.schema import (
    CategoryRow,
    CommitmentRow,
    DecisionRow,
    EntryText,
    SectionText,
    Status,
)
from programmes.reports.small_numbers import Look, integers_for_a_look, small_integers
from tests.disclosed import NO_ARROW, figure, row, snapshot_with
from tests.snapshot_figures import target
from tests.snapshots import empty_snapshot


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 care leavers of 56 moved.", [2]),
        ("Only 2/11 attended.", [2]),
        ("Ages 17: 3/5", [3, 5]),
        ("Two care leavers and three carers", [2, 3]),
        ("between 4 and 5, or 4–5", [4, 5, 4, 5]),
        ("a family of 5.", [5]),
        ("(3)", [3]),
        ("3-year-olds", [3]),
        ("One child moved.", []),
        ("6 children, sixty carers, 12 homes", []),
        ("12,345 contacts, 1,200 calls", []),
        ("5% or 3.5 points, 2 per cent, 4 %", []),
        ("£3 or £2.50", []),
        ("the 2nd of 3rd", []),
        ("from 1 February to 2 Mar 2017", []),
        ("at 4:30", []),
        ("KS-2, P6-03, Q2, A1", []),
        ("twofold", []),
        ("0 cases", []),
    ],
)
def test_a_whole_number_standing_alone_is_found(text, found):
    assert small_integers(text) == found


def test_what_is_small_is_for_the_profile_to_say():
    seven = Profile("health", "health partners", suppress_to=7)

    assert small_integers("seven of 8", seven) == [7]
    assert small_integers("seven of 8", PARTNERSHIP) == []


def written_everywhere():
    """A snapshot with a small number in every text."""
    noted = replace(figure(30, 378), note="3 were siblings.")
    band = CategoryRow(
        "17", target("5", "5%", note="Set for 4 homes."), noted, figure(9, 40), NO_ARROW
    )
    indicator = replace(
        row(replace(figure(40, 400), note="2 late."), replace(figure(41, 400), note="5 late.")),
        note="2 late. A target for 4 homes.",
        comment="3 left.",
        categories=(band,),
    )
    entry = EntryText("Good.\n4 spoke. All sang.", reason="2 were ill.", remedy="Hire 3.")
    plain = snapshot_with(indicator)
    return replace(
        plain,
        status=Status("red", "red", "2 of 3 are red.", "steady", "Two left.", "Three came."),
        sections=(SectionText("voice", "Voice", entries=(entry,)),),
        commitments=(CommitmentRow("Open 2.", None, "slipped", "4 ill.", "Ask 5."),),
        decisions=(DecisionRow("Fund 5 posts.", note="Fund 4."),),
        outcomes=(DecisionRow("Fund 3 posts.", "agreed", note="Fund 2."),),
        milestones=(
            replace(
                plain.milestones[0],
                title="Open 2 homes",
                progress="3 found",
                remedy="Ask 4",
                agreed_reason="5 fell through",
            ),
        ),
        risks=(replace(plain.risks[0], title="4 posts empty", mitigation="2 adverts"),),
    )


def test_every_place_where_people_write_is_read():
    assert integers_for_a_look(written_everywhere()) == [
        Look("Status, reason", "Two left.", 2),
        Look("Status, why it differs from the evidence", "Three came.", 3),
        Look("Voice, entry 1", "4 spoke.", 4),
        Look("Voice, entry 1, why it slipped", "2 were ill.", 2),
        Look("Voice, entry 1, remedial action", "Hire 3.", 3),
        Look("Commitment 1", "Open 2.", 2),
        Look("Commitment 1, why it slipped", "4 ill.", 4),
        Look("Commitment 1, remedial action", "Ask 5.", 5),
        Look("Decision 1", "Fund 5 posts.", 5),
        Look("Decision 1, note", "Fund 4.", 4),
        Look("Earlier decision 1", "Fund 3 posts.", 3),
        Look("Earlier decision 1, note", "Fund 2.", 2),
        Look("Milestone 1", "Open 2 homes", 2),
        Look("Milestone 1, progress", "3 found", 3),
        Look("Milestone 1, remedial action", "Ask 4", 4),
        Look("Milestone 1, reason for its new date", "5 fell through", 5),
        Look("Risk 1", "4 posts empty", 4),
        Look("Risk 1, what is being done", "2 adverts", 2),
        Look("T4-01, comment", "3 left.", 3),
        Look("T4-01, note", "2 late.", 2),
        Look("T4-01, note", "A target for 4 homes.", 4),
        Look("T4-01, note, January 2017", "5 late.", 5),
        Look("T4-01, 17, note, January 2017", "3 were siblings.", 3),
        Look("T4-01, 17, note on the target", "Set for 4 homes.", 4),
    ]


def test_an_empty_report_has_nothing_to_look_at():
    assert integers_for_a_look(empty_snapshot()) == []
