import pytest

from programmes.exchange import ExchangeError, read
from tests.files import copy_programme_6, open_files, workbook_of


@pytest.fixture
def folder(tmp_path):
    return copy_programme_6(tmp_path / "programme_6")


def refusals(path):
    with pytest.raises(ExchangeError) as refusal:
        read(path)
    return str(refusal.value).splitlines()


def test_a_folder_and_a_workbook_give_the_same_tables(folder, tmp_path):
    from_folder = read(folder)
    from_workbook = read(workbook_of(folder, tmp_path / "p6.xlsx"))

    assert from_folder.keys() == from_workbook.keys()
    for name, table in from_folder.items():
        assert table.headings == from_workbook[name].headings
        cells = [cells for _, cells in table.rows]
        assert cells == [cells for _, cells in from_workbook[name].rows]


def test_other_files_and_sheets_are_passed_over(folder):
    (folder / "minutes.csv").write_text("who,what\n")
    (folder / "README.txt").write_text("hello")

    assert "minutes" not in read(folder)


def test_a_path_to_nothing_is_refused(tmp_path):
    assert refusals(tmp_path / "none") == [
        f"{tmp_path / 'none'}: There is no folder and no .xlsx workbook of this name. "
        "Check the path."
    ]


def test_another_sort_of_file_is_refused(tmp_path):
    (tmp_path / "figures.ods").write_text("")

    assert "There is no folder and no .xlsx workbook" in refusals(tmp_path / "figures.ods")[0]


def test_a_missing_table_is_named(folder, tmp_path):
    (folder / "priorities.csv").unlink()

    assert refusals(folder) == ["programme_6: The file priorities.csv is missing. Add it."]
    assert refusals(workbook_of(folder, tmp_path / "p6.xlsx")) == [
        "p6.xlsx: The sheet priorities is missing. Add it."
    ]


def test_a_name_that_is_nearly_right_is_not_passed_over(folder):
    (folder / "targets.csv").rename(folder / "target.csv")

    assert refusals(folder) == [
        "programme_6: The file target.csv is none of the format. Did you mean targets?"
    ]


def test_an_empty_file_is_refused(folder):
    (folder / "risks.csv").write_text("")

    assert refusals(folder) == [
        "risks.csv: There is nothing in it. It needs headings in its first row."
    ]


def test_a_folder_that_is_refused_leaves_no_file_open(folder):
    (folder / "risks.csv").write_text("")

    with pytest.raises(ExchangeError) as refusal:
        read(folder)

    assert refusal.tb is not None  # it keeps what the reading had in hand
    assert open_files(folder) == []


def test_a_damaged_workbook_is_refused(tmp_path):
    (tmp_path / "p6.xlsx").write_text("not a workbook")

    assert "This is not a readable .xlsx workbook" in refusals(tmp_path / "p6.xlsx")[0]
