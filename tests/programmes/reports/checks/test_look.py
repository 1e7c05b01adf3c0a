"""What is only worth a look."""

from programmes.reports.checks import Piece, WrittenEntry
from tests.checked import WRITTEN, looks, problems
from tests.snapshot_figures import indicator

RED = indicator("T4-02", name="Visits made on time", rag="red")
MISSING = indicator("T4-03", name="Placements made", current=None)
COMMENT = Piece("comments", "comments-T4-02-text", "the comment on T4-02", "Vacancies.")


def test_a_percentage_that_is_no_figure_of_the_indicator_is_pointed_out():
    assert looks("T4-01 is at 12.9%.") == []
    assert looks("T4-01 is at 13%.") == [
        "Check 13% in achievement 1: it is no figure of T4-01. Type [[T4-01]] for the current one."
    ]


def test_quoting_a_figure_that_has_not_come_is_pointed_out():
    entry = WrittenEntry("achievements", "a1", text="It is [[T4-03]].")

    found = problems(rows=(MISSING,), entries=(entry,))

    assert [problem.sentence for problem in found] == [
        "Leave T4-03 out of achievement 1: there is no value for January 2017.",
        "Ask the performance team for T4-03: it has no value for January 2017.",
    ]


def test_small_numbers_are_listed_once_a_text():
    assert looks("Two of 56, 2 of 9 and 4 again; [[T4-01]].") == [
        "Check the small numbers in achievement 1 (2, 4): nobody may be recognised by them."
    ]


def test_figures_that_have_not_come_are_named_together():
    found = problems(rows=(MISSING, indicator("T4-04", current=None)))

    assert [problem.sentence for problem in found] == [
        "Ask the performance team for T4-03, T4-04: these 2 have no value for January 2017."
    ]


def test_the_title_of_a_risk_is_no_news():
    title = Piece("risks", "risks-1-title", "the risk “Two posts”", "Two posts")

    assert problems(texts=(title, *WRITTEN.texts)) == []


def test_text_that_stays_the_same_is_marked():
    entry = WrittenEntry("achievements", "a1", text="All is well here.", stood=3)

    [found] = problems(entries=(entry,))

    assert found.sentence == (
        "Bring achievement 1 up to date, or remove it: it has been the same for 3 reports."
    )
    assert not found.blocks


def test_a_red_figure_wants_a_comment():
    [found] = problems(rows=(RED,))

    assert found.place == "comments-T4-02-text"
    assert found.sentence == ("Say why T4-02 is red and what is being done (Visits made on time).")
    assert not found.blocks


def test_a_comment_answers_it():
    found = problems(
        rows=(RED,),
        texts=(COMMENT, Piece("decisions", "decisions-d1-text", "decision 1", "Name an officer.")),
    )

    assert found == []
