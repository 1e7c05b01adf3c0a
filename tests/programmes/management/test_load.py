import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from indicators.models import Indicator
from tests.files import copy_programme_6, replace_line, workbook_of

pytestmark = pytest.mark.django_db


def test_counts_are_printed_and_a_second_run_changes_nothing(tmp_path, capsys):
    folder = copy_programme_6(tmp_path / "programme_6")

    call_command("load", str(folder))
    assert capsys.readouterr().out == (
        "areas: 1 new, 0 changed, 0 unchanged\n"
        "programme: 1 new, 0 changed, 0 unchanged\n"
        "priorities: 6 new, 0 changed, 0 unchanged\n"
        "indicators: 34 new, 0 changed, 0 unchanged\n"
        "placements: 34 new, 0 changed, 0 unchanged\n"
        "targets: 32 new, 0 changed, 0 unchanged\n"
        "milestones: 4 new, 0 changed, 0 unchanged\n"
        "risks: 3 new, 0 changed, 0 unchanged\n"
        "observations: 122 new, 0 revised, 0 unchanged\n"
    )

    call_command("load", str(folder))
    assert capsys.readouterr().out == (
        "areas: 0 new, 0 changed, 1 unchanged\n"
        "programme: 0 new, 0 changed, 1 unchanged\n"
        "priorities: 0 new, 0 changed, 6 unchanged\n"
        "indicators: 0 new, 0 changed, 34 unchanged\n"
        "placements: 0 new, 0 changed, 34 unchanged\n"
        "targets: 0 new, 0 changed, 32 unchanged\n"
        "milestones: 0 new, 0 changed, 4 unchanged\n"
        "risks: 0 new, 0 changed, 3 unchanged\n"
        "observations: 0 new, 0 revised, 122 unchanged\n"
    )


def test_every_wrong_row_is_a_line_and_nothing_is_saved(tmp_path, capsys):
    folder = copy_programme_6(tmp_path / "programme_6")
    replace_line(
        folder / "observations.csv",
        "P6-01,Somerset,,2016-02-01",
        "P6-01,Somerset,,2016-02-01,2017-01-31,abc,69,535,,",
    )
    replace_line(folder / "risks.csv", "Quality", "Quality,9,4,Quality assurance,Audits")

    with pytest.raises(SystemExit) as end:
        call_command("load", str(folder))

    assert end.value.code == 1
    assert capsys.readouterr() == (
        "",
        "risks.csv line 4, column likelihood: Likelihood and impact are each from 1 to 5.\n"
        "observations.csv line 3, column value: “abc” is not a number. Write digits only.\n",
    )
    assert not Indicator.objects.exists()


def test_each_fault_is_marked_in_a_copy_of_the_workbook(tmp_path, capsys):
    folder = copy_programme_6(tmp_path / "programme_6")
    replace_line(folder / "risks.csv", "Quality", "Quality,9,4,Quality assurance,Audits")
    path, copy = workbook_of(folder, tmp_path / "p6.xlsx"), tmp_path / "mend.xlsx"

    with pytest.raises(SystemExit):
        call_command("load", str(path), marked=copy)

    assert capsys.readouterr().err == (
        "p6.xlsx sheet risks row 4, column likelihood: "
        "Likelihood and impact are each from 1 to 5.\n"
        f"Each fault is marked in {copy}.\n"
    )
    assert load_workbook(copy)["risks"]["B4"].comment.text.startswith("Likelihood and impact")


def test_a_workbook_that_loads_has_no_marked_copy(tmp_path):
    folder = copy_programme_6(tmp_path / "programme_6")
    path, copy = workbook_of(folder, tmp_path / "p6.xlsx"), tmp_path / "mend.xlsx"

    call_command("load", str(path), f"--marked={copy}")

    assert not copy.exists()


@pytest.mark.parametrize(("path", "copy"), [("folder", "copy.xlsx"), ("p6.xlsx", "copy.csv")])
def test_only_a_workbook_is_marked(path, copy):
    with pytest.raises(CommandError, match="--marked marks a copy of an .xlsx workbook"):
        call_command("load", path, f"--marked={copy}")
