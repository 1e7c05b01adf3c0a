import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.models import Pull
from indicators.uploads import waiting_for
from tests.factories import AreaFactory, IndicatorFactory, ProgrammeFactory, SourceFactory
from tests.files import HEADINGS, JANUARY
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path / "sources"
    return settings.SOURCES_DIR / "monthly"


@pytest.fixture
def source(folder):
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01", name="Re-referrals")
    return SourceFactory(name="Monthly spreadsheets", settings={"folder": "monthly"})


def a_file(*lines, headings=HEADINGS, name="January.csv"):
    return SimpleUploadedFile(name, "\n".join([headings, *lines, ""]).encode())


def send(client, source, upload):
    answers = {"source": source.pk, "file": upload}
    return client.post(reverse("upload"), answers, follow=True)


@pytest.mark.parametrize("person", [executive, lead_of, chair_of])
def test_only_the_performance_team_uploads(client, source, person):
    client.force_login(person() if person is executive else person(ProgrammeFactory()))

    for url in (reverse("upload"), reverse("uploaded", args=[source.pk])):
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403


def test_an_upload_is_shown_as_it_would_be_understood_before_anything_is_stored(
    keeper, source, folder
):
    response = send(
        keeper,
        source,
        a_file(JANUARY.format("12.9"), "P6-9,Somerset,,2017-01-01,2017-01-31,<5,,,,"),
    )

    page = text_of(response)
    assert response.redirect_chain == [(reverse("uploaded", args=[source.pk]), 302)]
    assert "1 row can be taken, 1 cannot. Nothing is stored yet." in page
    assert "P6-01 Re-referrals" in page
    assert "January 2017" in page
    assert "“&lt;5” stands for a number that is withheld." in page
    assert "<code>&lt;5</code>" in page
    assert "It goes into the folder “monthly”." in page
    assert not list(folder.iterdir())
    assert not Pull.objects.exists()


def test_pull_now_puts_the_file_into_the_folder_and_queues_a_pull(
    keeper, source, folder, django_capture_on_commit_callbacks
):
    page = send(keeper, source, a_file(JANUARY.format("12.9")))
    digest = page.context["waiting"].digest

    with django_capture_on_commit_callbacks() as queued:
        response = keeper.post(
            reverse("uploaded", args=[source.pk]), {"action": "pull", "digest": digest}, follow=True
        )

    assert [path.name for path in folder.iterdir()] == ["january.csv"]
    assert Pull.objects.get().source == source
    assert len(queued) == 1
    assert "Monthly spreadsheets is being pulled." in text_of(response)


def test_a_file_that_was_not_the_one_looked_at_is_not_pulled(keeper, source, folder):
    send(keeper, source, a_file(JANUARY.format("12.9")))

    response = keeper.post(
        reverse("uploaded", args=[source.pk]), {"action": "pull", "digest": "older"}, follow=True
    )

    assert "Somebody has uploaded another file meanwhile." in text_of(response)
    assert not list(folder.iterdir())
    assert not Pull.objects.exists()


def test_a_file_can_be_thrown_away(keeper, source):
    send(keeper, source, a_file(JANUARY.format("12.9")))

    response = keeper.post(reverse("uploaded", args=[source.pk]), {"action": "drop"}, follow=True)

    assert "The file is thrown away. Nothing of it was stored." in text_of(response)
    assert waiting_for(source) is None


def test_a_file_of_the_same_name_is_pointed_out(keeper, source, folder):
    folder.mkdir(parents=True)
    (folder / "january.csv").write_text("older")

    page = text_of(send(keeper, source, a_file(JANUARY.format("12.9"))))

    assert "It takes the place of the file of that name in the folder “monthly”." in page


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({}, "Choose the file to upload"),
        ({"source": ""}, "Choose the source that the file is for"),
        ({"source": "999999"}, "That source is not there any more. Choose another one"),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty. Choose another one"),
        (
            {"file": SimpleUploadedFile("a.doc", b"x")},
            "“a.doc” is neither a CSV file nor an .xlsx workbook. Save it as one of them.",
        ),
        (
            {"file": a_file(headings=f"{HEADINGS},Surname")},
            "a.csv line 1, column surname: The column “surname” seems to hold names of people.",
        ),
    ],
)
def test_an_upload_that_cannot_be_says_what_to_do(keeper, source, answers, error):
    answers = {"source": source.pk} | answers
    if "file" in answers:
        answers["file"].seek(0)
        answers["file"].name = answers["file"].name.replace("January", "a")

    response = keeper.post(reverse("upload"), answers)

    assert response.status_code == 422
    assert error in text_of(response)
    assert "<title>Error: Upload a file" in text_of(response)
    assert waiting_for(source) is None


def test_a_page_for_a_file_that_is_gone_leads_back(keeper, source):
    response = keeper.get(reverse("uploaded", args=[source.pk]), follow=True)

    assert "No file waits for Monthly spreadsheets. Upload one." in text_of(response)


def test_settings_that_were_broken_meanwhile_are_told(keeper, source):
    send(keeper, source, a_file(JANUARY.format("12.9")))
    source.settings = {"folder": "../elsewhere"}
    source.save()

    page = text_of(keeper.get(reverse("uploaded", args=[source.pk])))

    assert "The folder “../elsewhere” is not inside the folder for sources." in page
    assert "Pull now" not in page


def test_without_a_source_that_reads_files_the_page_says_what_is_needed(keeper):
    assert "Add one in Admin, then come back." in text_of(keeper.get(reverse("upload")))


def test_a_link_can_name_the_source(keeper, source):
    page = text_of(keeper.get(reverse("upload"), {"source": source.pk}))

    assert f'<option value="{source.pk}" selected>Monthly spreadsheets</option>' in page
