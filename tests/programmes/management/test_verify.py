"""`manage.py verify` finds every byte that is not as it was issued."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from programmes.models import Report
from programmes.reports import packs
from tests.factories import UserFactory
from tests.reports import issued_report, submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return issued_report()


@pytest.fixture
def run(capsys):
    """Run the command; its exit code, and the lines of its output and of its errors."""

    def run():
        code = 0
        try:
            call_command("verify")
        except SystemExit as end:
            code = end.code
        captured = capsys.readouterr()
        return code, captured.out.splitlines(), captured.err.splitlines()

    return run


@pytest.fixture
def pack(report):
    """A meeting pack of that report, made."""
    pack = packs.request_pack([report], by=UserFactory())
    packs.run_pack(pack.pk)
    pack.refresh_from_db()
    return pack


def change_a_byte(name):
    """Turn one bit of the first byte of a stored file."""
    with open(default_storage.path(name), "r+b") as file:  # noqa: PTH123 - to change a byte
        first = file.read(1)
        file.seek(0)
        file.write(bytes([first[0] ^ 1]))


def test_what_is_as_it_was_passes(run, report):
    submitted_report()

    assert run() == (
        0,
        [
            "2 reports, 0 meeting packs and 5 documents: "
            "every one is as it was frozen, made or issued."
        ],
        [],
    )


@pytest.mark.parametrize("format", ["html", "pdf", "docx", "xlsx", "json"])
def test_one_changed_byte_is_found_and_the_file_named(run, report, format):
    name = report.documents.get(format=format).file.name
    change_a_byte(name)

    code, said, errors = run()

    assert (code, said) == (1, [])
    assert [name in line for line in errors] == [True]
    assert "is not as it was stored" in errors[0]


def test_a_meeting_pack_counts_with_both_its_files(run, pack):
    code, [said], _ = run()

    assert code == 0
    assert said.startswith("1 report, 1 meeting pack and 7 documents: ")


@pytest.mark.parametrize("format", ["pdf", "xlsx"])
def test_one_changed_byte_of_a_pack_is_found_and_the_file_named(run, pack, format):
    name = getattr(pack, format).name
    change_a_byte(name)

    code, said, errors = run()

    assert (code, said) == (1, [])
    assert errors == [f"{pack.title}, number {pack.pk}: The file {name} is not as it was stored."]


def test_a_pack_that_was_not_made_has_no_files_to_verify(run, report):
    packs.request_pack([report], by=UserFactory())

    code, [said], _ = run()

    assert (code, "0 meeting packs" in said) == (0, True)


def test_a_missing_file_is_named(run, report):
    name = report.documents.get(format="pdf").file.name
    default_storage.delete(name)

    code, _, [error] = run()

    assert code == 1
    assert error.endswith(f"The file {name} is missing.")


def test_a_document_without_its_row_is_named(run, report):
    report.documents.filter(format="docx").delete()

    code, _, [error] = run()

    assert code == 1
    assert error.endswith("its document “Word” is missing.")


def test_a_frozen_figure_that_was_changed_is_found(run, report):
    report.snapshot["version"] = 7
    Report.objects.filter(pk=report.pk).update(snapshot=report.snapshot)

    code, _, [error] = run()

    assert code == 1
    assert error.endswith("its stored figures are not the ones that were frozen.")
