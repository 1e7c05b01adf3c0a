"""The background papers: each pull that a figure of the report came from, once."""

from dataclasses import replace
from datetime import date

from lxml import html

from indicators.disclosure import PUBLIC
from programmes.choices import Section
from programmes.reports.background import background_papers, none_words, paper_line
from programmes.reports.disclosure import copy_for
from programmes.reports.render import report_html
from programmes.reports.schema import ExemptSection
from programmes.reports.written_sheets import papers
from tests.disclosed import figure, row, snapshot_with
from tests.markup import pick, words

NOW = replace(figure(40, 80), source="Case system", pull=12, pulled=date(2017, 2, 9))
BEFORE = replace(
    figure(30, 80), source="Board papers, loaded by hand", pull=3, pulled=date(2017, 1, 10)
)
SNAPSHOT = snapshot_with(
    row(replace(NOW, taken=date(2017, 2, 3)), BEFORE),
    replace(row(replace(NOW, taken=date(2017, 2, 8)), None), code="T4-02"),
)


def test_each_pull_is_listed_once_with_when_it_was_taken():
    found = [(paper.source, paper.pull, paper.figures, paper.when) for paper in papers_of()]

    assert found == [
        ("Board papers, loaded by hand", 3, 1, "pulled 10 January 2017"),
        ("Case system", 12, 2, "3 February 2017 to 8 February 2017, pulled 9 February 2017"),
    ]


def papers_of(snapshot=SNAPSHOT):
    return background_papers(snapshot)


def test_they_stand_at_the_end_of_the_report():
    page = html.document_fromstring(report_html(SNAPSHOT, standalone=False))

    cells = [words(cell) for cell in pick(page, "#annex .report-papers tbody tr:first-child *")]
    assert cells == ["Board papers, loaded by hand", "pulled 10 January 2017", "3", "1"]
    assert papers(SNAPSHOT)[1][0] == (
        "Board papers, loaded by hand", "pulled 10 January 2017", 3, 1,
    )  # fmt: skip


def test_one_line_says_it_all():
    assert paper_line(papers_of()[0]) == (
        "Board papers, loaded by hand, pull 3: pulled 10 January 2017 (1 value)"
    )


def test_a_report_without_sources_says_so():
    bare = snapshot_with(row(figure(40, 80), None))

    assert papers_of(bare) == []
    assert none_words(bare) in report_html(bare)


def test_what_is_exempt_is_not_listed():
    marked = replace(SNAPSHOT, exempt=(ExemptSection(Section.COMMENTS, 3, "A tender."),))
    copy = copy_for(marked, PUBLIC)

    assert papers_of(copy) == []
    assert "What is exempt need not be listed." in none_words(copy)


def test_a_suppressed_figure_names_its_source_still():
    copy = copy_for(snapshot_with(row(replace(NOW, numerator=2), None)), PUBLIC)

    assert [paper.source for paper in papers_of(copy)] == ["Case system"]
