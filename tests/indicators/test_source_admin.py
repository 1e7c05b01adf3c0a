import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from indicators.admin.source_form import SourceForm
from indicators.admin.source_forms import form_for
from indicators.models import Source
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory, UserFactory
from tests.files import write_observations
from tests.markup import pick, words
from tests.pages import text_of

pytestmark = pytest.mark.django_db
MAPPED = {
    "folder": "monthly",
    "columns": {"code": "KPI ref", "value": "Out-turn"},
    "fixed": {"area": "Somerset"},
    "period": {"column": "Month", "notation": "12_months"},
    "missing": {"<5": "c", "*": "c", "TBC": "", "": "x"},
    "percent_as": "number",
}


@pytest.fixture
def files(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01", name="Re-referrals", basis="rolling_12_months")
    return tmp_path / "monthly"


def change_url(source):
    return reverse("admin:indicators_source_change", args=[source.pk])


def parsed(response):
    return html.document_fromstring(response.content.decode())


def answers_on(page):
    """What a browser would send back: every box of the source's form as it is drawn."""
    [form] = pick(page, "#source_form")
    answers = {}
    for box in pick(form, "input[name], textarea[name], select[name]"):
        if box.tag == "select":
            chosen = [option.get("value") for option in pick(box, "option[selected]")]
            answers[box.get("name")] = chosen[0] if chosen else pick(box, "option")[0].get("value")
        elif box.tag == "textarea":
            answers[box.get("name")] = box.text_content().removeprefix("\n")
        elif box.get("type") == "checkbox":
            answers |= {box.get("name"): "on"} if box.get("checked") is not None else {}
        elif box.get("type") not in ("submit", "file"):
            answers[box.get("name")] = box.get("value", "")
    return answers


def sent(client, source, **changes):
    """The source's page sent back with some boxes changed."""
    page = parsed(client.get(change_url(source)))
    return client.post(change_url(source), answers_on(page) | changes)


def test_a_new_source_goes_on_to_the_settings_of_its_kind(keeper):
    response = keeper.post(
        reverse("admin:indicators_source_add"),
        {
            "name": "Monthly spreadsheets",
            "kind": "folder",
            "enabled": "on",
            "time_of_day": "06:00",
            "grace_days": "2",
            "rejected_limit": "20",
        },
        follow=True,
    )

    source = Source.objects.get()
    assert response.redirect_chain == [(change_url(source), 302)]
    assert "Now say where it reads, below." in text_of(response)
    assert "Its name inside the folder for sources." in text_of(response)


@pytest.mark.parametrize(
    "settings",
    [
        MAPPED,
        {"folder": "monthly"},
        {"folder": "monthly", "encoding": "cp1252", "separator": "tab", "sheet": "KPI"},
        {"folder": "monthly", "thousands": True, "percent_as": "fraction", "missing": {"": ""}},
    ],
)
def test_a_page_that_is_saved_as_it_was_changes_no_setting(keeper, settings):
    source = SourceFactory(settings=settings)

    assert sent(keeper, source).status_code == 302

    source.refresh_from_db()
    assert source.settings == settings


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (
            "http",
            {
                "url": "https://example.gov.uk/kpi.json",
                "records": "rows",
                "headers": {"Authorization": {"env": "KPI_TOKEN"}},
                "timeout": 30,
                "columns": {"value": "Out-turn"},
            },
        ),
        ("sql", {"url": {"env": "WAREHOUSE_URL"}, "query": "SELECT 1\nFROM kpi", "months": 3}),
        ("dfe", {"folder": "dfe", "areas": {"933": "Somerset"}, "indicators": [{"code": "A"}]}),
    ],
)
def test_the_settings_of_every_kind_come_back_as_they_were(keeper, kind, settings):
    source = SourceFactory(kind=kind, settings=settings)

    assert sent(keeper, source).status_code == 302

    source.refresh_from_db()
    assert source.settings == settings


def test_plain_fields_become_settings(keeper):
    source = SourceFactory(settings={})

    sent(
        keeper,
        source,
        **{
            "folder": "monthly",
            "columns_code-columns": "KPI ref",
            "columns_value-columns": " Out-turn ",
            "columns_area-fixed": "Somerset",
            "period_column": "Month",
            "notation": "12_months",
            "missing_c-texts": "<5, *",
            "missing_pass_over-texts": "TBC",
            "empty": "x",
            "percent_as": "number",
        },
    )

    source.refresh_from_db()
    assert source.settings == MAPPED


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"folder": ""}, "Name the folder."),
        (
            {"columns_area-columns": "Area"},
            "The column area has both a heading and one text. Take one away.",
        ),
        (
            {"columns_period_end-columns": "To"},
            "The settings give both a period column and period_end. Take one of them away.",
        ),
        (
            {"missing_z-texts": "n/a, *"},
            "“*” stands for two things. Take it away from one of them.",
        ),
        ({"further": "{"}, "This is not JSON. Check the quotation marks, the commas and the"),
        ({"further": "[1]"}, "Write names and values in braces."),
        ({"columns_code-columns": "x" * 201}, "code: shorten the text to 200 characters."),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_and_kept_in_the_form(keeper, changes, error):
    source = SourceFactory(settings=MAPPED)

    response = sent(keeper, source, **changes)

    assert response.status_code == 200
    assert error in text_of(response)
    assert 'value="KPI ref"' in text_of(response) or "columns_code-columns" in changes
    source.refresh_from_db()
    assert source.settings == MAPPED


def test_settings_out_of_order_are_shown_as_json_so_that_they_can_be_mended(keeper):
    source = SourceFactory(settings={"folder": "monthly", "columns": ["value"]})

    assert form_for(source) is SourceForm
    assert "&quot;columns&quot;" in text_of(keeper.get(change_url(source)))


def test_a_check_says_whether_the_source_as_typed_can_be_read_and_saves_nothing(keeper, files):
    write_observations(files / "a.csv", "P6-01,Jan-17,12.9", headings="KPI ref,Month,Out turn")
    source = SourceFactory(settings={"folder": "elsewhere"})
    typed = {
        "folder": "monthly",
        "columns_code-columns": "KPI ref",
        "columns_value-columns": "Out-turn",
        "columns_area-fixed": "Somerset",
        "period_column": "Month",
    }

    page = text_of(sent(keeper, source, _try="check", **typed))

    assert "It can be read" in page
    assert "a.csv: The columns fit, and the first row can be read. Nothing is saved yet." in page
    assert 'value="KPI ref"' in page
    source.refresh_from_db()
    assert source.settings == {"folder": "elsewhere"}

    page = text_of(sent(keeper, source, _try="check"))
    assert "It cannot be read" in page
    assert "There is no folder “elsewhere” in the folder for sources." in page


def test_a_preview_shows_the_first_rows_as_they_would_be_understood(keeper, files):
    write_observations(
        files / "a.csv",
        "P6-01,Jan-17,12.9%",
        "P6-01,Dec-16,<5",
        "P6-1,Dec-16,1",
        headings="KPI ref,Month,Out turn",
    )
    source = SourceFactory(settings=MAPPED)

    page = sent(keeper, source, _try="preview")

    [problems, lines] = pick(parsed(page), ".tried table")
    assert "2 rows can be taken, 1 cannot. Nothing is saved yet." in text_of(page)
    assert [words(row) for row in pick(lines, "tbody tr")] == [
        "P6-01 Re-referrals 12.9% 12 months to January 2017 Somerset – – a.csv line 2",
        "P6-01 Re-referrals Suppressed 12 months to December 2016 Somerset – – a.csv line 3",
    ]
    assert "No indicator has the code “P6-1”. Did you mean P6-01?" in words(problems)


def test_a_list_of_children_is_never_shown(keeper, files):
    write_observations(files / "a.csv", "Jane Smith", headings="Child name")

    page = text_of(sent(keeper, SourceFactory(settings=MAPPED), _try="preview"))

    assert "seems to hold names of people" in page
    assert "Jane Smith" not in page


def test_a_try_of_answers_that_are_wrong_shows_what_is_wrong(keeper):
    response = sent(keeper, SourceFactory(settings=MAPPED), _try="check", folder="")

    assert "Name the folder." in text_of(response)
    assert "It can" not in text_of(response)


def test_sources_can_be_checked_from_their_list(keeper, files):
    write_observations(files / "a.csv")
    good = SourceFactory(name="Good", settings={"folder": "monthly"})
    gone = SourceFactory(name="Gone", settings={"folder": "gone"})

    page = text_of(
        keeper.post(
            reverse("admin:indicators_source_changelist"),
            {"action": "check_sources", "_selected_action": [good.pk, gone.pk]},
            follow=True,
        )
    )

    assert "Good: a.csv: The columns fit. There are no rows yet." in page
    assert "Gone: There is no folder “gone” in the folder for sources." in page


def test_somebody_who_may_only_look_sees_the_settings(client):
    looker = UserFactory(is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(looker)
    source = SourceFactory(settings=MAPPED)

    page = text_of(client.get(change_url(source)))

    assert "Out-turn" in page
    assert "Check that it can be read" not in page
    assert client.post(change_url(source), {"_try": "check"}).status_code == 403
