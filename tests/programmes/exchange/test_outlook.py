"""What a load would do, found out without storing any of it."""

import pytest
from openpyxl import load_workbook

from indicators.models import Area, Indicator, Observation, Pull, Revision, Target
from programmes.exchange import ChildrenListed, ExchangeError, check, load
from programmes.exchange.saving import Change, Edit
from programmes.models import Programme
from tests.files import copy_programme_6, replace_line, workbook_of, write_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """All of Programme 6, to be changed."""
    return copy_programme_6(tmp_path / "programme_6")


@pytest.fixture
def workbook(folder, tmp_path):
    return workbook_of(folder, tmp_path / "p6.xlsx")


def table(outlook, name):
    return next(found for found in outlook.tables if found.name == name)


def nothing_is_stored():
    models = (Area, Programme, Indicator, Target, Observation, Pull)
    return not any(model.objects.exists() for model in models)


def test_everything_new_is_counted_and_nothing_is_stored(workbook):
    outlook = check(workbook)

    assert (outlook.code, outlook.changes_nothing) == ("P6", False)
    indicators = table(outlook, "indicators")
    assert (indicators.counts.new, len(indicators.new), indicators.more_new) == (34, 20, 14)
    assert table(outlook, "observations").counts.new == 122
    assert nothing_is_stored()


def test_what_is_stored_already_changes_nothing(folder, workbook):
    load(folder)

    assert check(workbook).changes_nothing


def test_each_change_says_from_what_to_what(folder):
    load(folder)
    replace_line(folder / "programme.csv", "P6", "P6,6,A new title,Somerset,,,2016/17")
    replace_line(
        folder / "targets.csv", "P6-02", "P6-02,,95.5,2016-04-01,2017-03-31,internal,Raised"
    )
    replace_line(
        folder / "observations.csv",
        "P6-02,Somerset,,2016-02-01",
        "P6-02,Somerset,,2016-02-01,2017-01-31,92.4,,,,",
    )
    before = Programme.objects.get()

    outlook = check(folder)

    [target] = table(outlook, "targets").changed
    assert target.edits == (Edit("value", "95", "95.5"), Edit("note", "–", "Raised"))
    [value] = table(outlook, "observations").changed
    assert value == Change(
        "observations",
        "P6-02, Somerset, 1 Feb 2016 to 31 Jan 2017",
        (Edit("value", "92.3", "92.4"),),
    )
    edits = {
        edit.field: (edit.before, edit.after)
        for edit in table(outlook, "programme").changed[0].edits
    }
    assert edits["title"] == (before.title, "A new title")
    assert edits["plan"][1] == "–"
    before.refresh_from_db()
    assert before.title != "A new title"
    assert not Revision.objects.exists()


def test_what_is_worth_a_look_is_said(folder, tmp_path):
    load(folder)
    path = workbook_of(folder, tmp_path / "p6.xlsx")
    book = load_workbook(path)
    book.create_sheet("Minutes")["A1"] = "Whatever"
    book["risks"]["F1"] = "remark"
    book["observations"]["B3"] = "Somerst"
    book["indicators"].append(["P6-90", 6, "New", "count", 0, "lower", "monthly", "month", ""])
    book.save(path)

    assert check(path).warnings == [
        "“Somerst” would be a new area to compare with. Did you mean Somerset?",
        "There is no value for Somerset yet, so the report has nothing to show for P6-90.",
        "There is no target, so nothing rates P6-90.",
        "The sheet “Minutes” is passed over: it is empty, or none of the format.",
        "In risks, the column “remark” is passed over.",
    ]


def test_too_many_rows_name_the_command(workbook):
    with pytest.raises(ExchangeError) as refusal:
        check(workbook, most_rows=100)

    assert str(refusal.value) == (
        "p6.xlsx sheet observations: It has more than 100 rows, which is more than this page "
        "takes. Have whoever runs the server load the file with manage.py load."
    )


CHILDREN = [["Surname", "DOB"], ["Smith", "2010-01-31"]]


def test_a_list_of_children_is_refused_on_a_sheet_of_the_format_and_on_any_other(folder, tmp_path):
    book = load_workbook(workbook_of(folder, tmp_path / "p6.xlsx"))
    book["risks"]["F1"] = "Surname"
    book.save(tmp_path / "risks.xlsx")
    other = write_workbook(tmp_path / "other.xlsx", {"Children": CHILDREN})

    for path, sheet in ((tmp_path / "risks.xlsx", "risks"), (other, "Children")):
        with pytest.raises(ChildrenListed) as refusal:
            check(path)
        assert f"{path.name} sheet {sheet} row 1, column surname" in str(refusal.value)
        assert "seems to hold names of people" in str(refusal.value)


def test_the_owner_of_a_risk_may_be_named_surname_first(folder):
    (folder / "risks.csv").write_text(
        "title,likelihood,impact,owner,mitigation\n"
        'One,3,3,"Smith, Jane",\nTwo,3,3,"Jones, Ann",\nThree,3,3,"Patel, Raj",\n'
    )

    assert table(check(folder), "risks").counts.new == 3
