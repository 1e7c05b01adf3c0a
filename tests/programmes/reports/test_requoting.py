"""Copies do not tell in words what they leave out of their tables."""

from dataclasses import replace

from indicators.disclosure import PUBLIC
from programmes.reports.disclosure import COMMENT_LEFT_OUT, copy_for
from programmes.reports.quoting import quoted
from programmes.reports.schema import CommitmentRow, EntryText, SectionText
from tests.disclosed import figure, row, snapshot_with


def _copy(text, *rows):
    entries = (EntryText(text, reason=text),)
    snapshot = replace(
        snapshot_with(*rows),
        sections=(SectionText("slippage", "Slippage", entries=entries),),
        commitments=(CommitmentRow(text, None, "done"),),
    )
    return copy_for(quoted(snapshot), PUBLIC)


def test_a_figure_that_is_left_out_is_left_out_of_the_texts_that_quote_it():
    hidden = row(figure(2, 378), figure(30, 384))

    copy = _copy("Now [[T4-01]] are late.", hidden)

    [entry] = copy.sections[0].entries
    assert entry.text == entry.reason == "Now c (January 2017) are late."
    assert copy.commitments[0].text == "Now c (January 2017) are late."


def test_a_figure_that_is_shown_stays_in_the_text():
    copy = _copy("Now [[T4-01]] are late.", row(figure(40, 400), figure(41, 400)))

    assert copy.sections[0].entries[0].text == "Now 10% (January 2017) are late."


def test_only_the_whole_quotation_is_taken_for_it():
    typed = "Now 10.5% (January 2017) and [[T4-01]]."

    copy = _copy(typed, row(figure(2, 400), None))

    assert copy.sections[0].entries[0].text == "Now 10.5% (January 2017) and c (January 2017)."


def test_where_two_figures_read_alike_and_one_is_hidden_both_are():
    shown = replace(row(figure(40, 8000), None), code="T4-02")

    copy = _copy("Now [[T4-02]].", row(figure(2, 400), None), shown)

    assert copy.indicators[1].current.label == "0.5%"
    assert copy.sections[0].entries[0].text == "Now c (January 2017)."


def test_the_comment_beside_a_hidden_figure_is_left_out():
    hidden = replace(row(figure(2, 378), None), comment="Both are siblings.")
    shown = replace(row(figure(40, 400), None), comment="All are known.")

    copy = _copy("Nothing.", hidden, shown)

    assert [one.comment for one in copy.indicators] == [COMMENT_LEFT_OUT, "All are known."]
