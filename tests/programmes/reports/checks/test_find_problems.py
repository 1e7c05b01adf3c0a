"""All checks of a report together."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from programmes.choices import CommitmentOutcome, Section
from programmes.reports.checks import (
    Piece,
    Written,
    WrittenCommitment,
    WrittenEntry,
    find_problems,
)
from tests.checked import WRITTEN, problems, snapshot_of
from tests.snapshots import empty_snapshot

SNAPSHOT = snapshot_of()
TEXTS = st.text(max_size=40) | st.sampled_from(
    ["TBC", "[[T4-01]] is 5%", "31 February", "[insert", "a\n\nb", "1/1/0001", "0 May 9999", "²³"]
)
SECTIONS = st.sampled_from(Section.values)
KEYS = st.text(alphabet="ab1", min_size=1, max_size=3)
ENTRIES = st.builds(
    WrittenEntry,
    section=SECTIONS,
    key=KEYS,
    text=TEXTS,
    reason=TEXTS,
    remedy=TEXTS,
    due=st.none() | st.dates(),
    stood=st.integers(1, 40),
    promised=st.booleans(),
)
COMMITMENTS = st.builds(
    WrittenCommitment,
    key=KEYS,
    action=TEXTS,
    outcome=st.sampled_from(CommitmentOutcome.values),
    reason=TEXTS,
    remedy=TEXTS,
)
PIECES = st.builds(Piece, section=SECTIONS, place=KEYS, label=TEXTS, text=TEXTS)
ANYTHING = st.builds(
    Written,
    rag=st.sampled_from(["", "red", "amber", "green"]),
    reason=TEXTS,
    difference_reason=TEXTS,
    entries=st.lists(ENTRIES, max_size=4).map(tuple),
    commitments=st.lists(COMMITMENTS, max_size=3).map(tuple),
    texts=st.lists(PIECES, max_size=3).map(tuple),
    nil=st.frozensets(SECTIONS, max_size=4),
    clashes=st.lists(PIECES, max_size=2).map(tuple),
)
PLAIN_WORDS = st.sampled_from(
    ["the", "team", "families", "met", "and", "agreed", "a", "plan", "for", "each", "home", "well"]
)
PLAIN_TEXTS = st.lists(PLAIN_WORDS, min_size=1, max_size=30).map(
    lambda words: f"{' '.join(words).capitalize()}."
)


def test_a_clean_report_has_no_problem():
    assert problems() == []


@given(ANYTHING)
def test_no_text_breaks_the_checks(written):
    for snapshot in (SNAPSHOT, empty_snapshot()):
        for problem in find_problems(written, snapshot):
            assert problem.sentence.endswith(".")
            assert problem.section == "" or problem.section in Section.values


@given(PLAIN_TEXTS)
def test_plain_text_has_no_problem(text):
    assert problems(entries=(WrittenEntry("achievements", "a1", text=text),)) == []


def test_what_blocks_comes_first_and_each_part_in_the_order_of_the_form():
    found = problems(
        rag="",
        entries=(
            WrittenEntry("variances", "v1", text="TBC"),
            WrittenEntry("achievements", "a1", text="TBC for two children."),
        ),
        nil=frozenset({"voice", "slippage", "next_actions"}),
    )

    assert [(row.section, row.blocks) for row in found] == [
        ("achievements", True),
        ("variances", True),
        ("status", True),
        ("achievements", False),
    ]


def test_a_problem_is_said_once():
    entry = WrittenEntry("achievements", "a1", text="TBC and TBC and TBC")

    assert len(problems(entries=(entry,))) == 1


def test_a_report_with_nothing_in_it_says_what_each_section_needs():
    blank = replace(WRITTEN, rag="", reason="", entries=(), texts=(), nil=frozenset())

    found = find_problems(blank, empty_snapshot(period_end=date(2017, 1, 31)))

    assert [row.section for row in found] == [
        "achievements",
        "voice",
        "slippage",
        "milestones",
        "next_actions",
        "risks",
        "variances",
        "decisions",
        "status",
        "status",
    ]
    assert all(row.blocks for row in found)
