"""The pages of the admin that import and export: who may, step by step, and what they refuse."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.models import Target
from programmes.admin.importing import holding
from tests.factories import IndicatorFactory, ProgrammeFactory, TargetFactory, UserFactory
from tests.importing import TARGET, TARGETS
from tests.people import executive, lead_of, performance

pytestmark = pytest.mark.django_db

PAGES = ["import", "process_import", "import_changes", "export"]
MODELS = [
    "indicators_indicator",
    "indicators_target",
    "programmes_programmeindicator",
    "programmes_milestone",
    "programmes_risk",
]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where files wait."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "imports"


@pytest.fixture
def keeper(client):
    """The performance team, signed in, with an indicator."""
    client.user = performance()
    client.force_login(client.user)
    IndicatorFactory(code="HI-1")
    return client


def url(page, model="indicators_target"):
    return reverse(f"admin:{model}_{page}")


def a_file(text, name="targets.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def upload(client, *lines, **kwargs):
    """Upload lines below the headings of targets, and look at the changes."""
    file = a_file("\n".join([TARGETS, *lines]))
    return client.post(url("import"), {"file": file}, follow=True, **kwargs)


def agreed(response):
    """What the button of the page sends."""
    return response.context["confirm"].initial


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_file_is_looked_at_and_then_imported(keeper, folder):
    response = upload(keeper, TARGET)

    assert response.redirect_chain == [(url("process_import"), 302)]
    assert "targets.csv has 1 new row, 0 changed and 0 unchanged. Nothing is saved" in text_of(
        response
    )
    assert not Target.objects.exists()
    [waiting] = folder.glob("*/*")
    assert waiting.parent.stat().st_mode & 0o777 == 0o700

    done = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "Imported targets.csv: 1 new, 0 changed, 0 unchanged." in text_of(done)
    assert Target.objects.get().value == 80
    assert not list(folder.iterdir())
    [entry] = LogEntry.objects.all()
    assert entry.change_message == "Imported targets.csv: 1 new, 0 changed, 0 unchanged."
    assert (entry.user, entry.object_repr) == (keeper.user, "targets")


def test_wrong_rows_are_told_and_nothing_can_be_confirmed(keeper):
    response = upload(keeper, TARGET, TARGET.replace("80", "many"))

    page = text_of(response)
    assert "Nothing can be imported yet: 1 thing in targets.csv is wrong." in page
    assert "“many” is not a number. Write digits only." in page
    assert "targets.csv line 3" in page
    assert ">Import</button>" not in page

    again = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "so nothing was imported" in text_of(again)
    assert not Target.objects.exists()


def test_headings_that_do_not_fit_keep_nothing(keeper, folder):
    file = a_file("cod,value\nHI-1,2")

    response = keeper.post(url("import"), {"file": file})

    assert "No column is called cod. Did you mean code?" in text_of(response)
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (a_file("", "a.csv"), "The file is empty. Choose another one."),
        (a_file("a", "a.pdf"), "“a.pdf” is neither a CSV file nor an .xlsx workbook."),
        (a_file(b"PK\x03\x04", "a.csv"), "The file is not text, whatever its name says."),
        (a_file(b"\xd0\xcf\x11\xe0", "a.xlsx"), "The file is an old workbook (.xls)"),
        (None, "Choose the file to import."),
    ],
)
def test_a_file_that_is_no_table_is_refused(keeper, folder, file, message):
    if file:
        file.seek(0)

    response = keeper.post(url("import"), {"file": file} if file else {})

    assert message in text_of(response)
    assert not folder.exists()


def test_a_file_that_is_too_large_is_refused(keeper, monkeypatch):
    monkeypatch.setattr(holding, "MAX_BYTES", 1_000_000)

    response = keeper.post(url("import"), {"file": a_file("x" * 1_000_001)})

    assert "The file is larger than 1 MB. Split it." in text_of(response)


def test_a_bomb_is_refused(keeper, folder):
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 9_000_000)

    response = keeper.post(url("import"), {"file": a_file(bomb.getvalue(), "a.xlsx")})

    assert "The workbook unpacks to far more than it should. Save it afresh." in text_of(response)
    assert not list(folder.iterdir())


def test_a_list_of_children_is_refused_and_not_kept(keeper, folder):
    file = a_file(f"{TARGETS},date of birth\n{TARGET},2012-05-06")

    response = keeper.post(url("import"), {"file": file})

    assert "seems to hold dates of birth. Nothing was read" in text_of(response)
    assert "2012-05-06" not in text_of(response)
    assert not list(folder.iterdir())


def test_a_column_of_their_own_is_named_as_passed_over(keeper):
    file = a_file(f"{TARGETS},remark\n{TARGET},ours")

    response = keeper.post(url("import"), {"file": file}, follow=True)

    assert "Not read, as no column is called so: remark." in text_of(response)


def test_a_file_can_be_given_up(keeper, folder):
    upload(keeper, TARGET)

    response = keeper.post(url("process_import"), {"_cancel": ""})

    assert response.url == url("changelist")
    assert not list(folder.iterdir())
    assert keeper.get(url("process_import")).url == url("import")


def test_only_the_file_that_was_seen_is_imported(keeper):
    first = upload(keeper, TARGET)
    upload(keeper, TARGET.replace("80", "90"))

    response = keeper.post(url("process_import"), agreed(first), follow=True)

    assert "Another file was uploaded meanwhile. This is that file." in text_of(response)
    assert not Target.objects.exists()


def test_only_the_changes_that_were_seen_are_imported(keeper):
    TargetFactory(indicator__code="HI-2", effective_from=date(2026, 4, 1))
    response = upload(keeper, TARGET.replace("HI-1", "HI-2"))
    Target.objects.update(value=3)

    again = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "Somebody changed the same rows meanwhile, so nothing was imported." in text_of(again)
    assert Target.objects.get().value == 3


def test_a_file_that_was_changed_on_the_server_is_gone(keeper, folder):
    response = upload(keeper, TARGET)
    next(iter(folder.glob("*/*"))).write_text(f"{TARGETS}\n{TARGET.replace('80', '81')}")

    again = keeper.post(url("process_import"), agreed(response), follow=True)

    assert "The file is no longer here. Upload it again." in text_of(again)
    assert not Target.objects.exists()


def test_nobody_confirms_what_another_uploaded(keeper):
    response = upload(keeper, TARGET)
    keeper.force_login(performance())

    again = keeper.post(url("process_import"), agreed(response))

    assert again.url == url("import")
    assert not Target.objects.exists()


def test_all_changes_and_all_problems_can_be_downloaded(keeper):
    upload(keeper, TARGET.replace("internal", "=1"))
    changes = keeper.get(url("import_changes")).content.decode("utf-8-sig").splitlines()
    upload(keeper, TARGET.replace("80", "many"))
    problems = keeper.get(url("import_changes")).content.decode("utf-8-sig").splitlines()

    assert changes[0] == "place,row,change,column,before,after"
    assert 'targets.csv line 2,"HI-1, 2026-04-01",new,origin,,\'=1' in changes
    assert problems == [
        "place,column,cell,what is wrong",
        "targets.csv line 2,value,many,“many” is not a number. Write digits only.",
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("person", [executive, lambda: lead_of(ProgrammeFactory()), UserFactory])
def test_outsiders_never_import_nor_export(client, person, model, page):
    client.force_login(person())

    response = client.get(url(page, model), follow=True)

    assert response.status_code == 403


@pytest.mark.parametrize("codename", ["view_target", "add_target", "change_target"])
def test_one_permission_is_not_enough_to_import(client, codename):
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)

    for page in ("import", "process_import", "import_changes"):
        assert client.get(url(page)).status_code == 403


def test_a_list_is_exported_as_it_is_filtered_and_searched(keeper):
    TargetFactory(indicator__code="HI-2", origin="=1")
    TargetFactory(indicator__code="HI-3")

    page = keeper.get(url("export"), {"q": "HI-2"})
    response = keeper.post(f"{url('export')}?q=HI-2", {"format": "csv"})

    assert "1 target, filtered and searched as the list was." in text_of(page)
    lines = response.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["code", "HI-2"]
    assert "'=1" in lines[1]
    assert response["Content-Disposition"].startswith('attachment; filename="targets-20')
    assert keeper.get(url("export"), {"no_such_filter": 1}).url == url("export")


@pytest.mark.parametrize("model", MODELS)
def test_every_list_leads_to_its_import_and_export(keeper, model):
    page = keeper.get(url("changelist", model))

    assert url("import", model) in text_of(page)
    assert url("export", model) in text_of(page)
    assert keeper.get(url("import", model)).status_code == 200
    assert keeper.post(url("export", model), {"format": "xlsx"}).content.startswith(b"PK")


def test_files_nobody_confirmed_are_forgotten_after_a_day(keeper, folder, monkeypatch):
    upload(keeper, TARGET)
    keeper.session.flush()
    [old] = folder.iterdir()
    monkeypatch.setattr(holding, "KEPT", holding.KEPT * -1)
    keeper.force_login(keeper.user)

    upload(keeper, TARGET)

    assert not Path(old).exists()


def test_no_page_takes_more_queries_than_the_others(keeper, django_assert_max_num_queries):
    upload(
        keeper,
        *(TARGET.replace("2026", str(2026 - y)).replace("2027", str(2027 - y)) for y in range(9)),
    )

    for page in PAGES:
        with django_assert_max_num_queries(12):
            assert keeper.get(url(page)).status_code == 200
