"""Five thousand targets go in and out through the admin, as the performance team moves them."""

import pytest
from playwright.sync_api import expect

from indicators.models import Indicator, Target
from tests.browser.checks import assert_for_everyone
from tests.browser.imports import LIST, PATIENCE, make_indicators, upload
from tests.browser.steps import button, downloaded, link
from tests.factories import TargetFactory
from tests.importing import TARGET, TARGETS
from tests.people import performance


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request, transactional_db, new_page, let_in):
    """The performance team, signed in."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, performance().username)
    return page


def targets_file(folder, *lines):
    path = folder / "targets.csv"
    path.write_text("\n".join([TARGETS, *lines]))
    return path


def test_five_thousand_targets_come_in_and_go_out_again(page, tmp_path):
    page.set_default_timeout(PATIENCE)
    make_indicators(1000)
    years = [f"{year}-04-01,{year + 1}-03-31" for year in range(2021, 2026)]
    lines = [f"HI-{each},,80,{year},internal," for each in range(1000) for year in years]

    upload(page, targets_file(tmp_path, *lines))
    expect(page.get_by_text("targets.csv has 5,000 new rows, 0 changed")).to_be_visible()
    everything = downloaded(page, link(page, "Download all changes").click)
    assert len(everything.read_text().splitlines()) > 5000
    button(page, "Import").click()
    expect(page.get_by_text("Imported targets.csv: 5,000 new")).to_be_visible()
    assert Target.objects.count() == 5000

    link(page, "Export").click()
    first = downloaded(page, button(page, "Export CSV").click).read_bytes()
    again = tmp_path / "again.csv"
    again.write_bytes(first)
    upload(page, again)
    expect(page.get_by_text("0 changed and 5,000 unchanged. There is nothing")).to_be_visible()


@pytest.mark.parametrize("page", [False], indirect=True, ids=["without"])
def test_five_thousand_wrong_rows_are_still_a_page(page, tmp_path):
    page.set_default_timeout(PATIENCE)

    upload(page, targets_file(tmp_path, *[TARGET] * 5000))

    expect(page.get_by_text("5,000 things in targets.csv are wrong.")).to_be_visible()
    expect(page.get_by_text("The first 200 are below.")).to_be_visible()


@pytest.mark.parametrize("page", [True], indirect=True, ids=["with JavaScript"])
def test_every_page_is_fit_for_everyone(page, tmp_path, live_server):
    make_indicators(2)
    TargetFactory(indicator=Indicator.objects.first(), effective_from="2026-04-01")
    page.goto(f"{LIST}import/")
    assert_for_everyone(page)
    page.goto(f"{LIST}export/")
    assert_for_everyone(page)
    upload(
        page,
        targets_file(tmp_path, "HI-0,,80,2026-04-01,,internal,agreed", "HI-1,,1,2026-04-01,,x,"),
    )
    expect(page.get_by_role("region", name="Changes")).to_contain_text("Improvement plan")
    assert_for_everyone(page)
    upload(page, targets_file(tmp_path, TARGET.replace("80", "many")))
    expect(page.get_by_role("region", name="What is wrong")).to_contain_text("is not a number")
    assert_for_everyone(page)
