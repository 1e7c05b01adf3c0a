"""The upload page: nothing is stored before somebody says so, and every refusal helps."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from indicators.aside import folder_of
from indicators.models import Observation
from programmes.exchange import template
from programmes.exchange.uploads import MAX_BYTES, MAX_ROWS
from programmes.models import Programme
from tests.factories import ProgrammeFactory
from tests.files import copy_programme_6, replace_line, workbook_of, write_workbook
from tests.people import chair_of, executive, lead_of, performance

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sources(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path / "sources"
    return settings.SOURCES_DIR


@pytest.fixture
def folder(tmp_path):
    return copy_programme_6(tmp_path / "programme_6")


def workbook(folder):
    return workbook_of(folder, folder.parent / "p6.xlsx").read_bytes()


def send(client, content, name="Programme 6.xlsx"):
    upload = SimpleUploadedFile(name, content)
    return client.post(reverse("load"), {"file": upload}, follow=True)


def words(response):
    return " ".join(response.content.decode().split())


def load_it(client, page):
    """Press the button of a page that tells what would become of a workbook."""
    answers = {"action": "load", "seen": page.context["outlook"].digest}
    return client.post(page.request["PATH_INFO"], answers, follow=True)


def waits():
    return [path.name for path in folder_of("").rglob("*.xlsx")]


def test_a_workbook_is_looked_at_then_loaded(keeper, folder):
    page = send(keeper, workbook(folder))

    assert "This is what loading the workbook would do. Nothing is stored yet." in words(page)
    assert "Indicators: 34 new" in words(page)
    assert not Programme.objects.exists()

    done = load_it(keeper, page)

    assert "The workbook is loaded: 237 new, 0 changed." in words(done)
    assert "Say who leads and who chairs it" in words(done)
    assert reverse("report-open", args=["P6"]) in words(done)
    assert Observation.objects.count() == 122
    assert waits() == []


def test_what_is_stored_already_is_said_and_cannot_be_loaded_again(keeper, folder):
    load_it(keeper, send(keeper, workbook(folder)))

    again = words(send(keeper, workbook(folder)))

    assert "Loading it would change nothing." in again
    assert 'value="load"' not in again


def test_what_was_not_looked_at_is_not_loaded(keeper, folder):
    page = send(keeper, workbook(folder))
    ProgrammeFactory(code="P6", title="Another title")

    again = load_it(keeper, page)

    assert "something has changed since you looked" in words(again)
    assert "title: Another title becomes" in words(again)
    assert Programme.objects.get().title == "Another title"
    assert "The workbook is loaded" in words(load_it(keeper, again))


def test_a_workbook_is_thrown_away(keeper, folder):
    page = send(keeper, workbook(folder))

    gone = keeper.post(page.request["PATH_INFO"], {"action": "drop"}, follow=True)

    assert "Nothing of it was stored." in words(gone)
    assert (waits(), Programme.objects.count()) == ([], 0)
    lost = keeper.get(page.request["PATH_INFO"], follow=True)
    assert "No workbook waits here any more. Upload it again." in words(lost)


def test_faults_are_listed_and_marked_in_a_copy(keeper, folder):
    replace_line(folder / "risks.csv", "Quality", "Quality,often,4,,")
    replace_line(folder / "targets.csv", "P6-05", "P6-05,,0,2017-03-31,2016-04-01,internal,")

    page = send(keeper, workbook(folder))

    assert "2 things to mend</h1>" in words(page)
    assert "“often” is not a whole number. Write digits only." in words(page)
    assert "The last day in force is before the first." in words(page)
    copy = keeper.get(f"{page.request['PATH_INFO']}marked.xlsx")
    assert copy["Content-Disposition"] == 'attachment; filename="programme-6-to-mend.xlsx"'
    sheet = load_workbook(BytesIO(copy.content))["risks"]
    assert [cell.comment.text for row in sheet for cell in row if cell.comment] == [
        "“often” is not a whole number. Write digits only."
    ]


def test_faults_stop_a_load_that_is_asked_for_all_the_same(keeper, folder):
    replace_line(folder / "risks.csv", "Quality", "Quality,often,4,,")
    page = send(keeper, workbook(folder))

    again = keeper.post(page.request["PATH_INFO"], {"action": "load"}, follow=True)

    assert "1 thing to mend</h1>" in words(again)
    assert not Programme.objects.exists()


def test_more_faults_than_a_page_shows_are_counted(keeper, folder):
    lines = [f"Risk {number},9,9,," for number in range(60)]
    (folder / "risks.csv").write_text(
        "\n".join(["title,likelihood,impact,owner,mitigation", *lines, ""])
    )

    page = words(send(keeper, workbook(folder)))

    assert "120 things to mend</h1>" in page
    assert "20 more are marked in the copy." in page


def test_a_workbook_without_faults_has_no_marked_copy(keeper, folder):
    page = send(keeper, workbook(folder))

    assert keeper.get(f"{page.request['PATH_INFO']}marked.xlsx").status_code == 404


def bomb():
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    return content.getvalue()


def of_children(tmp_path):
    rows = [["Forename", "Surname"], ["Ann", "Smith"]]
    return write_workbook(tmp_path / "c.xlsx", {"Children": rows}).read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0", "is an old workbook. In your spreadsheet, choose Save as"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0", "an old workbook (.xls), or one with a password."),
        ("one.csv", b"code\n", "holds one table only, and a programme has several."),
        ("all.zip", b"PK\x03\x04", "is an archive. Put each table on a sheet of one workbook"),
        ("macro.xlsm", b"PK\x03\x04", "may hold macros."),
        ("letter.docx", b"PK\x03\x04", "is no .xlsx workbook."),
        ("text.xlsx", b"hello", "The file is no workbook, whatever its name says."),
        ("broken.xlsx", b"PK\x03\x04hello", "This is not a readable .xlsx workbook"),
        ("bomb.xlsx", bomb(), "The workbook unpacks to far more than it should."),
        ("empty.xlsx", b"", "The file is empty. Choose another one"),
    ],
)
def test_what_is_no_such_workbook_is_refused_and_not_kept(keeper, name, content, refusal):
    page = send(keeper, content, name)

    assert page.status_code == 422
    assert refusal in words(page)
    assert waits() == []


def test_a_file_that_is_too_large_names_the_command(keeper):
    page = send(keeper, b"PK\x03\x04" + bytes(MAX_BYTES))

    assert "The file is larger than 10 MB. Whoever runs the server can load it with" in words(page)
    assert waits() == []


def test_a_sheet_that_is_too_long_names_the_command(keeper, tmp_path):
    sheets = {"programme": [["code"]], "priorities": [["number"]], "indicators": [["code"]]}
    headings = ("title", "likelihood", "impact", "owner", "mitigation")
    long = [headings, *[["Risk"]] * (MAX_ROWS + 1)]
    path = write_workbook(tmp_path / "long.xlsx", sheets | {"risks": long})

    page = send(keeper, path.read_bytes())

    assert page.status_code == 422
    assert "programme-6.xlsx sheet risks: It has more than 20,000 rows" in words(page)
    assert waits() == []


def test_a_list_of_children_is_refused_and_not_kept(keeper, tmp_path):
    page = send(keeper, of_children(tmp_path))

    assert page.status_code == 422
    assert "seems to hold names of people. Nothing was read" in words(page)
    assert "Smith" not in words(page)
    assert waits() == []


def test_a_workbook_without_our_sheets_says_which_are_missing(keeper):
    book, content = Workbook(), BytesIO()
    book.active["A1"] = "Hello"
    book.save(content)

    page = words(send(keeper, content.getvalue()))

    for name in ("programme", "priorities", "indicators"):
        assert f"The sheet {name} is missing. Add it." in page


def test_two_people_do_not_disturb_each_other(client, folder):
    content = workbook(folder)
    client.force_login(performance())
    first = send(client, content)
    client.force_login(performance())
    second = send(client, content)

    client.post(second.request["PATH_INFO"], {"action": "drop"})
    assert len(waits()) == 1
    stranger = client.post(first.request["PATH_INFO"], {"action": "load"}, follow=True)
    assert "No workbook waits here any more." in words(stranger)
    assert not Programme.objects.exists()


def test_the_empty_workbook_and_that_of_a_programme_are_downloaded(keeper, folder):
    empty = keeper.get(reverse("load-template"))
    assert empty["Content-Disposition"] == 'attachment; filename="programme-to-fill-in.xlsx"'
    assert "Guidance" in load_workbook(BytesIO(empty.content)).sheetnames
    load_it(keeper, send(keeper, workbook(folder)))

    full = keeper.get(reverse("load-template"), {"programme": "P6"})

    assert load_workbook(BytesIO(full.content))["programme"]["A2"].value == "P6"
    assert keeper.get(reverse("load-template"), {"programme": "P7"}).status_code == 404


def test_the_empty_workbook_is_told_where_to_begin(keeper):
    assert "Nothing is filled in yet. Begin with programme" in words(send(keeper, template()))


@pytest.mark.parametrize("person", [executive, lead_of, chair_of])
def test_others_may_not_load(client, folder, person):
    programme = ProgrammeFactory()
    client.force_login(person() if person is executive else person(programme))
    addresses = [
        reverse("load"),
        reverse("load-template"),
        reverse("loaded", args=[programme.code]),
        reverse("load-check", args=["0" * 64]),
        reverse("load-marked", args=["0" * 64]),
        reverse("report-open", args=[programme.code]),
    ]

    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Only the performance team can" in words(answer)
    assert reverse("load") not in words(client.get(reverse("programmes")))
