"""The trust executive's meeting: from where to look first to a report issued and corrected."""

import re
import shutil
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from playwright.sync_api import expect

from programmes.choices import Role, Section
from programmes.demonstration.written import write_report
from programmes.models import Report
from programmes.reports.verifying import verify
from tests.browser.checks import Watch, assert_for_everyone
from tests.browser.steps import JANUARY, button, downloaded, link, sign_in, text_of_pdf
from tests.demonstration import load_programme_6
from tests.factories import DecisionFactory, MembershipFactory, ProgrammeFactory
from tests.reports import submitted_report
from tests.services.worker import wait_until

PATIENCE = 60_000  # milliseconds for the documents of three reports
EARLY_HELP = "/programmes/P1/reports/2017-01-31/"
LEARNING = "Learning and achievement"
LEAD_OFFICERS = "Ask each agency to name a lead officer for children looked after."
COVER = "Fund temporary psychologist cover until the permanent posts are filled."
BUS = "Pay for a bus to the family centre."


@pytest.fixture(autouse=True)
def chair(transactional_db):
    """Three programmes that have submitted, and the chair of one of them, Programme 1."""
    whole = load_programme_6()
    write_report(whole)
    early = ProgrammeFactory(code="P1", number="1", title="Early help", area=whole.area)
    other = ProgrammeFactory(code="P3", number="3", title=LEARNING, area=whole.area)
    submitted_report(programme=other)
    report = submitted_report(programme=early)
    report.nil_returns.filter(section=Section.DECISIONS).delete()
    DecisionFactory(report=report, text=BUS)
    return MembershipFactory(programme=early, role=Role.CHAIR).user


@pytest.fixture
def blocked():
    """The folder of Programme 3's documents cannot be made: a file of its name is in the way."""
    path = Path(default_storage.path("P3"))
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not a folder")
    yield path
    if path.is_file():
        path.unlink()


class Window:
    """Somebody's browser. Where scripts run it is watched, and every page is checked with axe."""

    def __init__(self, page, home, scripted):
        self.page, self.scripted = page, scripted
        self._home = home
        self._watch = Watch(page, home)

    def check(self):
        """What each page on the way has to stand up to; axe is a script itself."""
        if self.scripted:
            self._watch.assert_quiet()
            assert_for_everyone(self.page)
            self._watch = Watch(self.page, self._home)

    def wait_for(self, shown, what):
        """Until that is on the page; without scripts somebody presses “Refresh”."""
        if self.scripted:
            return expect(shown).to_be_visible(timeout=PATIENCE)
        return wait_until(lambda: shown.count() or self._refresh(), PATIENCE / 1000, what)

    def _refresh(self):
        again = self.page.get_by_role("link", name="Refresh")
        if again.count():
            again.click()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def window(request, new_page, live_server):
    """Opens a window for each who takes part."""

    def open_window():
        page = new_page(java_script_enabled=request.param)
        return Window(page, live_server.url, request.param)

    return open_window


def test_the_meeting(window, let_in, chair, blocked, start_worker):
    executive, other = window(), window()
    sign_in(executive.page, "executive")
    look_where_it_says(executive, executive.page)
    return_early_help(executive, executive.page)
    let_in(other.page.context, chair.username)
    mend_and_submit(other.page)

    decide(executive, executive.page)
    start_worker()
    issue_all(executive, executive.page)
    blocked.unlink()
    try_again(executive, executive.page)
    read_what_was_issued(executive, executive.page)
    make_the_pack(executive, executive.page)
    open_a_correction(executive, executive.page)
    mend_and_submit_again(other.page)
    issue_the_correction(executive, executive.page)
    find_what_was_decided(executive, executive.page)

    states = Report.objects.frozen().order_by("programme__number", "version")
    assert [report.state for report in states] == ["superseded", "issued", "issued", "issued"]
    assert not [fault for found in verify() for fault in found.faults]


def look_where_it_says(window, page):
    """The home page leads to the review; that says what stands out, and leads to its place."""
    window.check()
    link(page, "Review the programmes").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("3 of 3 programmes have reported.")
    expect(main.get_by_role("listitem").first).to_contain_text("Programme 6 says Amber")
    window.check()
    page.get_by_role("link", name="Programme 6 says Amber").click()
    expect(page.locator("#summary")).to_be_in_viewport()

    page.go_back()
    page.get_by_label("Show").select_option("Decision wanted (2)")
    page.get_by_label("Sort by").select_option("Red figures")
    button(page, "Apply").click()
    expect(main.get_by_role("rowheader")).to_have_count(2)
    row = page.get_by_role("row", name="Multi-agency support")
    row.get_by_role("link", name="figures of Programme 6 are Red").click()
    expect(page.locator("#indicators")).to_be_in_viewport()


def return_early_help(window, page):
    """One report goes back, with what has to change as a whole and at a section."""
    page.goto("/review/")
    link(page, "Early help").click()
    window.check()
    link(page, "Return this report").click()
    page.get_by_label("What has to change").fill("Say what the centre costs.")
    page.get_by_text("Say it at a section").click()
    page.get_by_label("Achievements", exact=True).fill("Say how many families came.")
    window.check()
    button(page, "Return the report").click()
    expect(page.get_by_role("alert").first).to_contain_text("is open again")
    window.check()


def mend_and_submit(page):
    """The chair finds what was said at its place, and hands the report in again."""
    page.goto("/")
    button(page, "Fill in the report").click()
    expect(page.get_by_role("main")).to_contain_text("Say what the centre costs.")
    link(page, "Achievements").first.click()
    expect(page.get_by_role("main")).to_contain_text("Say how many families came.")
    page.get_by_label("Achievement 1").fill("The family centre saw 140 families in January.")
    hand_in(page)


def hand_in(page):
    """Save the page of the form, and submit the report."""
    button(page, "Save and go back to all sections").click()
    button(page, "Submit the report").click()
    button(page, "Submit to the executive").click()
    expect(page.get_by_role("alert").first).to_contain_text("The report is submitted")


def decide(window, page):
    """One decision agreed, one deferred; the third is left open."""
    page.goto("/review/")
    link(page, "2 wanted by Programme 6").click()
    window.check()
    choose(page, LEAD_OFFICERS, "Agreed", "By the end of March")
    choose(page, COVER, "Deferred", "Until the budget is known")
    button(page, "Record decisions").click()
    expect(page.get_by_role("alert")).to_contain_text("2 decisions are recorded.")
    expect(page.get_by_role("main")).to_contain_text("1 is waiting.")
    window.check()


def choose(page, text, outcome, note):
    """The outcome of one decision, with its note."""
    page.get_by_role("group", name=f"Outcome: {text}").get_by_label(outcome).check()
    page.get_by_label(f"Note: {text}").fill(note)


def issue_all(window, page):
    """Three at once: two are issued and the third says why it is not."""
    page.goto("/review/")
    for number in ("1", "3", "6"):
        page.get_by_label(f"Select Programme {number}").check()
    button(page, "Issue selected reports").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Issuing 3 reports")
    window.wait_for(page.get_by_text("2 issued, 1 not issued."), "all three")
    row = page.get_by_role("row", name=LEARNING)
    expect(row).to_contain_text("It could not be stored (Web page)")
    expect(row).to_contain_text("Nothing is lost and the report is still submitted.")
    window.check()
    row.get_by_role("link", name=LEARNING).click()
    expect(page.get_by_text("Not issued.")).to_be_visible()
    window.check()
    page.go_back()


def try_again(window, page):
    """What was in the way is gone."""
    page.get_by_role("button", name="Try again").click()
    window.wait_for(page.get_by_text("1 issued.", exact=True), "the third")
    window.check()


def read_what_was_issued(window, page):
    """The report says that it is issued, and its PDF is there."""
    page.goto(JANUARY)
    expect(page.get_by_text("Issued.", exact=True)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("The data has not changed since")
    text = text_of_pdf(downloaded(page, link(page, "PDF of this report").click))
    digest = Report.objects.get(programme__code="P6", state="issued").digest
    assert f"Record {digest[:4]} {digest[4:8]}" in text
    window.check()


def make_the_pack(window, page):
    """All three reports in one PDF and one spreadsheet."""
    page.goto("/packs/")
    window.check()
    button(page, "Make a meeting pack").click()
    window.wait_for(page.get_by_text("Made on"), "the pack")
    text = text_of_pdf(downloaded(page, page.get_by_role("link", name="PDF (").click))
    assert "Where to look" in text
    assert "140 families" in text
    sheet = downloaded(page, page.get_by_role("link", name="Spreadsheet (").click)
    assert sheet.read_bytes().startswith(b"PK")
    window.check()


def open_a_correction(window, page):
    """A new version with its reason; the old one stands."""
    page.goto(EARLY_HELP)
    link(page, "Correct this report").click()
    page.get_by_label("Why it is corrected").fill("The centre saw 104 families.")
    window.check()
    button(page, "Open a new version").click()
    expect(page.get_by_text("This version corrects version 1.")).to_be_visible()
    link(page, "Read version 1, which it corrects").click()
    expect(page.get_by_role("main")).to_contain_text("saw 140 families")
    expect(page.get_by_text("Version 2 is being made to correct it.")).to_be_visible()
    window.check()


def mend_and_submit_again(page):
    """The chair puts the number right in the new version."""
    page.goto(f"{EARLY_HELP}edit/progress/")
    expect(page.get_by_label("Achievement 1")).to_have_value(re.compile("140 families"))
    page.get_by_label("Achievement 1").fill("The family centre saw 104 families in January.")
    hand_in(page)


def issue_the_correction(window, page):
    """It takes the place of the old one, which can still be read and says so."""
    page.goto(EARLY_HELP)
    button(page, "Issue this report").click()
    window.wait_for(page.get_by_text("1 issued.", exact=True), "the correction")
    page.goto(f"{EARLY_HELP}?version=1")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Superseded.")
    expect(main).to_contain_text("Version 2 has taken its place. The centre saw 104 families.")
    expect(main).to_contain_text("saw 140 families")
    window.check()
    link(page, "Read version 2").click()
    expect(main).to_contain_text("saw 104 families")
    window.check()


def find_what_was_decided(window, page):
    """The ledger, filtered and as a file."""
    page.goto("/decisions/")
    page.get_by_label("Outcome", exact=True).select_option("Deferred")
    button(page, "Apply").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 decision found.")
    window.check()
    file = downloaded(page, main.get_by_role("link", name="Download").click)
    lines = file.read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Deferred" in lines[1]
    assert "Until the budget is known" in lines[1]
