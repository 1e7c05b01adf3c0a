"""The site is killed while it saves, and the text is there when it is back."""

import socket
import time
from contextlib import suppress

import pytest
from django.db import transaction
from playwright.sync_api import expect

from programmes.choices import Section
from programmes.demonstration.written import write_report
from programmes.models import Entry, Report
from tests.browser.steps import FEBRUARY, button
from tests.demonstration import load_programme_6
from tests.services.worker import Process, wait_until

PROGRESS = f"{FEBRUARY}edit/progress/"
WORDS = "Written while the server died."


class Site:
    """The site as it is served, on a port of its own."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "site.log"

    def start(self):
        """Return once it answers."""
        command = ["gunicorn", "config.wsgi", f"--bind=127.0.0.1:{self.port}", "--threads=4"]
        command += ["--no-control-socket", "--access-logfile=-"]
        self.process = Process(command, self.log)
        wait_until(self._answers, 30, "the site to start")

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        wait_until(lambda: not self._answers(), 10, "the port to be free")

    def _answers(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False


@pytest.fixture
def site(transactional_db, tmp_path):
    write_report(load_programme_6())
    site = Site(tmp_path)
    site.start()
    yield site
    site.kill()


def kill_while_it_saves(site, press):
    """The save waits for the row that this test holds; the site dies with the text in its hands."""
    with transaction.atomic():
        Report.objects.select_for_update().get(period_end="2017-02-28")
        with press() as sending:
            pass
        assert sending.value.method == "POST"
        time.sleep(0.5)  # it has arrived and waits
        site.kill()


def achievements():
    rows = Entry.objects.filter(report__period_end="2017-02-28", section=Section.ACHIEVEMENTS)
    return list(rows.values_list("text", flat=True))


def test_the_script_sends_the_text_again_when_the_site_is_back(site, new_page, let_in):
    page = new_page()
    let_in(page.context, "lead")
    page.goto(f"{site.url}{PROGRESS}")
    page.get_by_label("Achievement 1").fill(WORDS)

    kill_while_it_saves(site, lambda: page.expect_request(f"{site.url}{PROGRESS}"))
    expect(page.locator("[data-saving]")).to_contain_text("the site does not answer")
    assert achievements() == []
    site.start()

    expect(page.locator("[data-saving]")).to_contain_text("Saved at", timeout=30_000)
    assert achievements() == [WORDS]
    page.reload()
    expect(page.get_by_label("Achievement 1")).to_have_value(WORDS)


def test_the_text_is_there_when_the_page_is_opened_again(site, new_page, let_in):
    page = new_page()
    let_in(page.context, "lead")
    page.goto(f"{site.url}{PROGRESS}")
    page.get_by_label("Achievement 1").fill(WORDS)

    kill_while_it_saves(site, lambda: page.expect_request(f"{site.url}{PROGRESS}"))
    page.close()
    site.start()

    again = page.context.new_page()
    again.goto(f"{site.url}{PROGRESS}")
    expect(again.get_by_label("Achievement 1")).to_have_value(WORDS)
    expect(again.locator("[data-saving]")).to_contain_text("Saved at")
    assert achievements() == [WORDS]


def test_without_the_script_the_browser_sends_the_form_again(site, new_page, let_in):
    page = new_page(java_script_enabled=False)
    let_in(page.context, "lead")
    page.goto(f"{site.url}{PROGRESS}")
    page.get_by_label("Achievement 1").fill(WORDS)
    save = button(page, "Save and go back to all sections")
    with page.expect_event("requestfailed"), transaction.atomic():
        Report.objects.select_for_update().get(period_end="2017-02-28")
        save.click(no_wait_after=True)
        time.sleep(0.5)  # it has arrived and waits
        site.kill()
    assert achievements() == []
    site.start()

    page.reload()

    expect(page.get_by_role("alert")).to_contain_text("your text is saved")
    assert achievements() == [WORDS]
