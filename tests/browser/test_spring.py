"""A spring of the performance team: thousands of targets come in, go on a year, and go out."""

from datetime import date

from django.utils import timezone
from playwright.sync_api import expect

from indicators.models import Target
from indicators.roll_over import financial_years
from tests.browser.imports import LIST, PATIENCE, make_indicators, upload
from tests.browser.steps import button, downloaded, link
from tests.importing import TARGETS
from tests.people import performance

NUMBER = 5000


def test_five_thousand_targets_are_imported_rolled_over_and_exported(
    transactional_db, new_page, let_in, tmp_path
):
    page = new_page()
    let_in(page.context, performance().username)
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    this_year, next_year = financial_years(timezone.localdate())[:2]
    make_indicators(NUMBER)

    upload(page, _file(tmp_path / "targets.csv", this_year))
    expect(page.get_by_text("5,000 new rows")).to_be_visible()
    button(page, "Import").click()
    expect(page.get_by_text("Imported targets.csv: 5,000 new")).to_be_visible()

    _roll_over(page, next_year)
    assert Target.objects.filter(value=84, effective_from=next_year).count() == NUMBER

    exported = _export(page)
    assert len(exported.splitlines()) == 2 * NUMBER + 1
    again = tmp_path / "again.csv"
    again.write_bytes(exported)
    upload(page, again)
    expect(page.get_by_text("0 changed and 10,000 unchanged. There is nothing")).to_be_visible()
    assert _export(page) == exported

    page.goto("/indicators/HI-77/history/")
    history = page.get_by_role("main")
    expect(history).to_contain_text("Imported from targets.csv")
    expect(history).to_contain_text("Agreed for the new year")


def _file(path, starts: date):
    dates = f"{starts},{starts.replace(year=starts.year + 1, month=3, day=31)}"
    lines = [f"HI-{each},,80,{dates},internal," for each in range(NUMBER)]
    path.write_text("\n".join([TARGETS, *lines]))
    return path


def _roll_over(page, year: date):
    page.goto(LIST)
    link(page, "Copy targets to another year").click()
    page.get_by_label("Their values").select_option(label="Change them by this many per cent")
    page.get_by_label("By how much").fill("5")
    button(page, "Continue").click()
    expect(page.get_by_label("HI-0: Target", exact=True)).to_have_value("84")
    button(page, "Save and see every change").click()
    page.get_by_label("Why they are set").fill("Agreed for the new year.")
    button(page, f"Save all {NUMBER}").click()
    expect(page.get_by_text(f"{NUMBER:,} targets start on 1 April {year.year}.")).to_be_visible()


def _export(page) -> bytes:
    page.goto(LIST)
    link(page, "Export").click()
    return downloaded(page, button(page, "Export CSV").click).read_bytes()
