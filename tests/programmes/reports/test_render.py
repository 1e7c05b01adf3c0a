"""The report's HTML, read as a document."""

import re
from datetime import date

import lxml.html
import pytest

from programmes.choices import WRITTEN_SECTIONS
from programmes.reports.render import (
    record_of,
    report_context,
    report_html,
    state_of,
    stylesheet,
    title_of,
)
from programmes.reports.schema import EntryText, SectionText, from_data
from tests.markup import pick, words
from tests.snapshot_figures import HOSTILE
from tests.snapshots import empty_snapshot, sample_snapshot

BLOCKS = ["summary", "progress", "milestones", "next", "risks", "variances", "indicators", "annex"]


def read(snapshot):
    return lxml.html.fromstring(report_html(snapshot))


def block(snapshot, name):
    return words(read(snapshot).get_element_by_id(name))


@pytest.fixture(scope="module")
def sample():
    return read(sample_snapshot())


def test_every_block_of_the_form_is_there_in_order(sample):
    assert [section.get("id") for section in sample.iter("section")] == BLOCKS


def test_every_block_is_there_when_nothing_is_entered():
    page = read(empty_snapshot())
    titles = [words(heading) for heading in page.xpath("//h3")]

    assert [section.get("id") for section in page.iter("section")] == BLOCKS
    assert words(page).count("Nothing entered yet.") == len(WRITTEN_SECTIONS) + 1  # and decisions
    assert {"Achievements", "Slippage", "What children and young people told us"} <= set(titles)


def test_the_head_says_which_report_it_is(sample):
    facts = words(pick(sample, ".report-masthead")[0])

    for said in (
        "Anyshire",
        "Programme 4",
        "Help before harm & after it",
        "Early help board",
        "Plan, 2016/17",
        "Period to31 January 2017",
        "Report date21 February 2017",
        "2, submitted; figures frozen 17 February 2017",
    ):
        assert said in facts


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_an_open_report_says_that_its_figures_may_change(state):
    snapshot = sample_snapshot(state=state)

    assert state_of(snapshot).endswith("figures may still change")


def test_reported_and_suggested_status_are_kept_apart(sample):
    reported, evidence, trend = pick(sample, ".report-status .report-third")

    assert "Amber" in words(reported)
    assert "Why it differs from the evidence. The late figures have a plan." in words(reported)
    assert "Red" in words(evidence)
    assert "1 of 4 rated indicators is red" in words(evidence)
    assert "Steady" in words(trend)
    assert "Amber for 3 reports running" in words(trend)


def test_a_status_that_is_not_set_says_so():
    assert "Not set yet" in block(empty_snapshot(), "summary")


def test_the_grid_links_each_indicator_to_its_rows(sample):
    links = {link.get("href") for link in pick(sample, ".report-grid a")}
    ids = {f"#{body.get('id')}" for body in pick(sample, ".report-indicator")}

    assert links == ids
    assert len(links) == 10


def test_a_decision_wanted_has_boxes_and_a_made_one_its_outcome(sample):
    wanted, made, _ = pick(sample, ".report-decisions tbody tr")

    assert [words(box) for box in pick(wanted, ".report-box")] == [
        "Agreed",
        "Declined",
        "Deferred",
        "Noted",
    ]
    assert pick(made, ".report-box") == []
    assert "Agreed" in words(made)


def test_an_entry_carried_forward_says_from_when(sample):
    assert "Training is paid for until June. Carried from December 2016" in words(
        sample.get_element_by_id("progress")
    )


def test_an_entry_keeps_its_line_breaks(sample):
    entry = pick(sample, "#progress li")[0]

    assert len(pick(entry, "br")) == 1


def test_a_nil_return_says_who_confirmed_it(sample):
    assert "Nil return Confirmed by Pat Lee, 16 February 2017." in words(
        sample.get_element_by_id("variances")
    )


def test_a_section_that_the_snapshot_lacks_is_still_a_section():
    sections = (SectionText("slippage", "Slippage", entries=(EntryText("Late."),)),)
    page = block(sample_snapshot(sections=sections), "next")

    assert "Nothing entered." in page


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Advertise again", "No new date +28 Redpast due, no new date"),
        ("Open in every district", "20 Feb 2017forecast +27 Amber28 days late or fewer"),
        ("Hand over the cases", "19 Jan 2017done −5 Complete"),
    ],
)
def test_a_milestone_gives_its_dates_slippage_and_rating(sample, title, said):
    row = next(row for row in pick(sample, ".report-milestones tr") if title in words(row))

    assert said in words(row)


def test_a_risk_gives_its_score_band_and_movement(sample):
    rows = [words(row) for row in pick(sample, ".report-risks tbody tr")]

    assert "4 × 4 16Very high UpUpwas 12" in rows[0]  # the arrow's title, then the word
    assert "Owner not named" in rows[1]
    assert "New" in rows[1]


def test_the_record_is_the_digest_of_the_snapshot(sample):
    snapshot = sample_snapshot()

    assert record_of(snapshot).replace(" ", "") == snapshot.digest[:16]
    assert record_of(snapshot) in words(sample)
    assert record_of(snapshot) != record_of(sample_snapshot(version=3))


def test_what_a_person_typed_is_text_and_never_markup(sample):
    assert sample.xpath("//script") == []
    assert sample.xpath("//img") == []
    assert words(sample).count(re.sub(r"\s+", " ", HOSTILE)) >= 8


def test_nothing_needs_an_exception_to_the_content_security_policy():
    html = report_html(sample_snapshot(), standalone=False)
    page = lxml.html.fromstring(html)

    assert page.xpath("//*[@style]") == []
    assert page.xpath("//style | //script | //link") == []
    assert page.xpath("//*[starts-with(name(@*), 'on')]") == []


def test_every_picture_has_words(sample):
    pictures = pick(sample, "svg")

    assert len(pictures) > 20
    assert all(picture.find("title").text for picture in pictures)


def test_every_id_is_there_once(sample):
    ids = sample.xpath("//@id")

    assert len(ids) == len(set(ids))


def test_a_table_that_stacks_on_a_phone_keeps_its_roles(sample):
    for table in pick(sample, ".report-stack, .report-indicators"):
        assert table.get("role") == "table"
        assert {row.get("role") for row in table.iter("tr")} == {"row"}


def test_the_file_holds_its_own_style_and_needs_no_other(sample):
    assert len(sample.xpath("//style")) == 1
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()
    assert sample.xpath("//@src | //link/@href") == []


def test_the_document_is_dated_by_the_report_and_not_by_the_clock(sample):
    assert sample.xpath("//meta[@name='dcterms.created']/@content") == ["2017-02-21"]
    assert sample.xpath("//head/title/text()") == [title_of(sample_snapshot())]
    assert sample.get("lang") == "en-GB"


def test_a_snapshot_that_came_back_from_json_reads_the_same():
    snapshot = sample_snapshot()

    assert report_html(from_data(snapshot.to_data())) == report_html(snapshot)


def test_a_programme_without_a_number_goes_by_its_code():
    snapshot = sample_snapshot()
    unnumbered = sample_snapshot(
        programme=type(snapshot.programme)(
            **{**snapshot.to_data()["programme"], "number": "", "plan": "", "year": ""}
        )
    )

    assert report_context(unnumbered)["programme_name"] == "Programme T4"


def test_dates_are_written_in_full(sample):
    assert report_context(sample_snapshot(period_end=date(2017, 3, 1)))["report_title"].endswith(
        "period to 1 March 2017"
    )
