import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from programmes.exchange import load
from tests.files import copy_programme_6

pytestmark = pytest.mark.django_db


def test_the_empty_workbook_is_written(tmp_path, capsys):
    path = tmp_path / "empty.xlsx"

    call_command("template", output=path)

    assert load_workbook(path)["risks"].max_row == 1
    assert capsys.readouterr().out == (
        f"{path} is written. Fill it in, then run: manage.py load {path}\n"
    )


def test_a_programme_is_written_as_it_can_be_loaded_again(tmp_path, capsys):
    load(copy_programme_6(tmp_path / "programme_6"))
    path = tmp_path / "p6.xlsx"

    call_command("template", output=path, programme="P6")
    call_command("load", str(path))

    assert "observations: 0 new, 0 revised, 122 unchanged" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"output": "x.csv"}, r"Give the output a name that ends in \.xlsx\."),
        ({"output": "x.xlsx", "programme": "P9"}, "There is no programme with the code P9."),
        ({"output": "nowhere/x.xlsx"}, "cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path, monkeypatch, options, refusal):
    monkeypatch.chdir(tmp_path)
    arguments = [f"--{name}={value}" for name, value in options.items()]

    with pytest.raises(CommandError, match=refusal):
        call_command("template", *arguments)
