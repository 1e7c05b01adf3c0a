"""New definitions in the exchange format."""

from datetime import date

import pytest

from indicators.models import DefinitionChange
from programmes.exchange import Counts, ExchangeError, load
from tests.files import copy_programme_6, workbook_of

pytestmark = pytest.mark.django_db
HEADINGS = "code,effective_from,sentence"


@pytest.fixture
def folder(tmp_path):
    return copy_programme_6(tmp_path / "programme_6")


def write(folder, *lines):
    path = folder / "definition_changes.csv"
    path.write_text("\n".join([HEADINGS, *lines, ""]), encoding="utf-8")


def test_they_are_loaded_once_and_changed_after(folder, tmp_path):
    write(folder, "P6-01,2016-10-01,Plans of other  councils count too.")

    assert load(folder)["definition_changes"] == Counts(new=1)
    assert load(folder)["definition_changes"] == Counts(unchanged=1)
    assert load(workbook_of(folder, tmp_path / "six.xlsx"))["definition_changes"] == Counts(
        unchanged=1
    )
    change = DefinitionChange.objects.select_related("indicator").get()
    assert (change.indicator.code, change.effective_from) == ("P6-01", date(2016, 10, 1))
    assert change.sentence == "Plans of other councils count too."
    assert change.history.get().history_change_reason == "Loaded from programme_6"

    write(folder, "P6-01,2016-10-01,Only our own plans count.")
    assert load(folder)["definition_changes"] == Counts(changed=1)


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        (["P6-99,2016-10-01,So."], "line 2, column code: No indicator has the code “P6-99”."),
        (["P6-01,soon,So."], "line 2, column effective_from: “soon” is not a date."),
        (["P6-01,2016-10-01,"], "line 2, column sentence: This cell is empty. Fill it in."),
        (
            [f"P6-01,2016-10-01,{'x' * 301}"],
            "line 2, column sentence: This is longer than 300 characters. Shorten it.",
        ),
        (
            ["P6-01,2016-10-01,So.", "P6-01,2016-10-01,Or so."],
            "line 3, column code: This stands in definition_changes.csv line 2 too. Take one of "
            "them away.",
        ),
    ],
)
def test_a_wrong_row_is_refused(folder, lines, refusal):
    write(folder, *lines)

    with pytest.raises(ExchangeError) as refused:
        load(folder)

    assert str(refused.value).startswith(f"definition_changes.csv {refusal}")
    assert not DefinitionChange.objects.exists()
