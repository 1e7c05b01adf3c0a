"""The performance team: a spreadsheet of the council's own, mapped, tried, uploaded and pulled."""

import pytest
from playwright.sync_api import expect

from indicators.models import Source
from tests.browser.checks import assert_for_everyone
from tests.browser.steps import button, link
from tests.demonstration import load_programme_6
from tests.factories import SourceFactory

SHEET = (
    "Scorecard for January;;\nKPI ref;Month;Out-turn\n"
    "P6-01;Jan-17;12.9%\nP6-02;Jan-17;<5\nP6-2;Jan-17;many\n"
)


@pytest.fixture(autouse=True)
def programme(transactional_db, settings, tmp_path):
    """Programme 6, and a folder for sources with one file of the council's own."""
    settings.SOURCES_DIR = tmp_path
    (tmp_path / "monthly").mkdir()
    (tmp_path / "monthly" / "january.csv").write_text(SHEET)
    return load_programme_6()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request, new_page, let_in):
    """The performance team, signed in."""
    page = new_page(java_script_enabled=request.param)
    let_in(page.context, "performance")
    return page


def test_a_source_is_mapped_tried_and_saved(page):
    source = SourceFactory(name="Scorecard", settings={"folder": "monthly"})
    page.goto(f"/admin/indicators/source/{source.pk}/change/")

    page.get_by_label("code: Their heading").fill("KPI ref")
    page.get_by_label("value: Their heading").fill("Out-turn")
    page.get_by_label("area: Or the same in every row").fill("Somerset")
    page.get_by_label("Period column").fill("Month")
    page.get_by_label("It holds").select_option("12_months")
    page.get_by_label("Suppressed: What stands there").fill("<5, *")
    page.get_by_label("Percentages").select_option("number")
    button(page, "Show the first rows").click()

    tried = page.get_by_role("region", name="How the first rows would be understood").first
    expect(tried).to_contain_text("2 rows can be taken, 1 cannot.")
    expect(tried).to_contain_text("12 months to January 2017")
    assert Source.objects.get(pk=source.pk).settings == {"folder": "monthly"}

    button(page, "Save").click()
    assert Source.objects.get(pk=source.pk).settings["missing"] == {"<5": "c", "*": "c"}


def test_a_file_is_uploaded_looked_at_and_pulled(page, tmp_path):
    SourceFactory(name="Exports", settings={"folder": "exports"})
    page.goto("/pulls/upload/")

    page.get_by_label("Source").select_option(label="Exports")
    page.get_by_label("File").set_input_files(_exported(tmp_path))
    button(page, "Upload and look at it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("february.csv")
    expect(page.get_by_role("table").last).to_contain_text("12.9% (69 of 535)")
    button(page, "Pull now").click()
    expect(page.get_by_role("alert")).to_contain_text("Exports is being pulled.")
    assert (tmp_path / "exports" / "february.csv").exists()


def test_the_pages_are_for_everyone(new_page, let_in, tmp_path):
    page = new_page()
    let_in(page.context, "performance")
    source = SourceFactory(name="Scorecard", settings={"folder": "monthly"})
    for path in (
        "/admin/indicators/source/",
        "/admin/indicators/source/add/",
        f"/admin/indicators/source/{source.pk}/change/",
        "/pulls/upload/",
    ):
        page.goto(path)
        assert_for_everyone(page)

    page.goto("/pulls/upload/")
    button(page, "Upload and look at it").click()
    link(page, "Choose the file to upload").click()
    assert_for_everyone(page)
    page.get_by_label("Source").select_option(label="Scorecard")
    page.get_by_label("File").set_input_files(_exported(tmp_path))
    button(page, "Upload and look at it").click()
    assert_for_everyone(page)


def test_the_page_of_a_source_that_was_tried_is_for_everyone(new_page, let_in):
    page = new_page()
    let_in(page.context, "performance")
    source = SourceFactory(
        settings={
            "folder": "monthly",
            "columns": {"code": "KPI ref", "value": "Out-turn"},
            "fixed": {"area": "Somerset"},
            "period": {"column": "Month"},
        }
    )
    page.goto(f"/admin/indicators/source/{source.pk}/change/")
    button(page, "Show the first rows").click()
    expect(page.get_by_role("heading", name="How the first rows would be")).to_be_visible()
    assert_for_everyone(page)

    page.get_by_label("Period column").fill("Quarter")
    button(page, "Check that it can be read").click()
    expect(page.get_by_role("heading", name="It cannot be read")).to_be_visible()
    assert_for_everyone(page)


def _exported(folder):
    path = folder / "February.csv"
    path.write_text(
        "code,area,category,period_start,period_end,value,numerator,denominator,flag,note\n"
        "P6-01,Somerset,,2016-03-01,2017-02-28,12.9,69,535,,\n"
        "P6-01,Nowhere,,2016-03-01,2017-02-28,12.9,69,535,,\n"
    )
    return path
