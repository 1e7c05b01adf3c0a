"""Chromium, driven by Playwright, on a live server."""

import os
import shutil
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.browser.addresses import url_of
from tests.browser.checks import DESKTOP, Watch, assert_for_everyone
from tests.browser.council import make_council
from tests.services.worker import WorkerProcess

HERE = Path(__file__).parent
PATIENCE = 10_000  # milliseconds for whatever a page does at once
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no test reaches the internet
]


def pytest_collection_modifyitems(items):
    """Everything in this folder is a browser test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Chromium as Debian ships it, one for all tests."""
    program = shutil.which("chromium")
    if program is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("Chromium is not installed; `make test-browser` installs it.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """A council loaded once for a module whose tests change nothing of it.

    Such a module overrides ``transactional_db`` with it, for that empties the database after
    each test.
    """
    with django_db_blocker.unblock():
        yield make_council()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def new_context(browser, live_server):
    """Opens what keeps cookies and files: in its windows `page.goto("/")` opens the site."""

    def open_context(**options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport=DESKTOP,
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        return context

    return open_context


@pytest.fixture
def new_page(new_context):
    """Opens a window of desktop size that shares nothing with any other."""
    opened = []

    def open_page(**options):
        opened.append(new_context(**options))
        return opened[-1].new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def page(new_page):
    """A window of desktop size."""
    return new_page()


@pytest.fixture
def watch(page, live_server):
    """What goes wrong in the window."""
    return Watch(page, live_server.url)


@pytest.fixture(scope="session")
def let_in(live_server):
    """Signs somebody in, by user name, without the page for it."""

    def sign_in(context, username):
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])

    return sign_in


@pytest.fixture
def start_worker(transactional_db, tmp_path):
    """Starts a real worker; the queue is empty at first, and it is killed after the test."""
    current_app.control.purge()
    started = []

    def start():
        started.append(WorkerProcess(tmp_path))
        started[-1].wait_until_ready()

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture(scope="module")
def window_of(new_context, let_in, council):
    """The window of a person; one each, so that style and scripts are fetched once."""
    opened = {}

    def find(username):
        if username not in opened:
            context = new_context()
            if username:
                let_in(context, username)
            opened[username] = context.new_page()
        return opened[username]

    yield find
    for page in opened.values():
        page.context.close()


@pytest.fixture
def look_at(window_of, live_server):
    """Opens a page as somebody and looks at it from all sides."""

    def look(username, url, status=200):
        page = window_of(username)
        page.set_viewport_size(DESKTOP)
        watch = Watch(page, live_server.url)
        assert page.goto(url_of(url)).status == status
        watch.assert_quiet()
        assert_for_everyone(page)

    return look
