"""What a load refuses, with its place and reason; nothing is saved then."""

from datetime import date
from pathlib import Path

import pytest

from indicators.models import Area, Indicator, Observation, Pull, Target
from programmes.exchange import ExchangeError, load
from programmes.models import Programme
from tests.factories import TargetFactory
from tests.files import copy_programme_6, replace_line, workbook_of

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def folder(tmp_path):
    """All of Programme 6, to be spoilt."""
    return copy_programme_6(tmp_path / "programme_6")


def refusals(path):
    """The lines of the error; nothing may have been saved."""
    with pytest.raises(ExchangeError) as refusal:
        load(path)
    for model in (Area, Programme, Indicator, Observation, Pull):
        assert not model.objects.exists()
    return str(refusal.value).splitlines()


def test_a_workbook_names_sheet_and_row(folder, tmp_path):
    replace_line(
        folder / "observations.csv",
        "P6-01,Somerset,,2016-02-01",
        "P6-01,Somerset,,2016-02-01,2017-01-31,abc,69,535,,",
    )

    assert refusals(workbook_of(folder, tmp_path / "programme_6.xlsx")) == [
        "programme_6.xlsx sheet observations row 3, column value: "
        "“abc” is not a number. Write digits only."
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "refusal"),
    [
        (
            "observations.csv",
            "P6-05,Somerset,,2017",
            "P6-05,Somerset,,2017-01-31,2017-01-31,33 cases,,,,",
            "column value: “33 cases” is not a number. Write digits only.",
        ),
        (
            "observations.csv",
            "P6-05,Somerset,,2017",
            "P6-50,Somerset,,2017-01-31,2017-01-31,33,,,,",
            "column code: No indicator has the code “P6-50”. "
            "Add it to the indicators, or mend the code.",
        ),
        (
            "observations.csv",
            "P6-05,Somerset,,2017",
            "P6-05,Somerset,,2017-01-31,2016-12-31,33,,,,",
            "column period_end: The period ends before it starts, on 2017-01-31.",
        ),
        (
            "observations.csv",
            "P6-05,Somerset,,2017",
            "P6-05,Somerset,,2017-01-31,2017-01-31,33,33,0,,",
            "column denominator: A denominator of 0 divides nothing. "
            "Mend it, or leave the cell empty.",
        ),
        (
            "observations.csv",
            "P6-05,Somerset,,2017",
            "P6-05,Somerset,,2017-01-31,2017-01-31,33,,,guess,",
            "column flag: “guess” is not a flag. "
            "Write one or more of: provisional, revised, not_comparable.",
        ),
        (
            "observations.csv",
            "P6-05,Somerset,,2017",
            "P6-05,Somerset,,2016-12-31,2016-12-31,33,,,,",
            "The same indicator, area, category and period stand in "
            "observations.csv line 18 too. Take one of them away.",
        ),
        (
            "indicators.csv",
            "P6-05",
            "P6-05,1,Cases,number,0,lower,monthly,snapshot,",
            "column unit: “number” is not a word this column knows. "
            "Write one of: percent, count, rate_per_10000, pounds, days, ratio.",
        ),
        (
            "indicators.csv",
            "P6-05",
            "P6-05,1,Cases,count,0,lower,monthy,snapshot,",
            "column frequency: “monthy” is not a word this column knows. Did you mean monthly?",
        ),
        (
            "indicators.csv",
            "P6-05",
            "P6-05,1,Cases,count,5,lower,monthly,snapshot,",
            "column decimals: At most 4 digits are kept after the point.",
        ),
        (
            "indicators.csv",
            "P6-05",
            "P6-05,7,Cases,count,0,lower,monthly,snapshot,",
            "column priority: There is no priority of this number. "
            "Add it to the priorities, or mend it.",
        ),
        (
            "indicators.csv",
            "P6-05",
            "P6-04,1,Cases,count,0,lower,monthly,snapshot,",
            "column code: This stands in indicators.csv line 5 too. Take one of them away.",
        ),
        (
            "indicators.csv",
            "P6-34",
            f"P6-34,5,{'x' * 201},count,0,lower,monthly,snapshot,",
            "column name: This is longer than 200 characters. Shorten it.",
        ),
        (
            "targets.csv",
            "P6-05",
            "P6-5,,0,2016-04-01,2017-03-31,internal,",
            "column code: No indicator has the code “P6-5”. Did you mean P6-05?",
        ),
        (
            "targets.csv",
            "P6-05",
            "P6-05,,none,2016-04-01,2017-03-31,internal,",
            "column value: “none” is not a number. Write digits only.",
        ),
        (
            "targets.csv",
            "P6-05",
            "P6-05,,0,2017-03-31,2016-04-01,internal,",
            "The last day in force is before the first.",
        ),
        (
            "targets.csv",
            "P6-05",
            "P6-05,,,2016-04-01,2017-03-31,internal,",
            "Give one value, or a lower and an upper value with the lower first.",
        ),
        (
            "targets.csv",
            "P6-05",
            "P6-05,,0,2016-04-01,2017-03-31,internal,,perhaps",
            "column indicative: “perhaps” is neither yes nor no. Write one of them.",
        ),
        (
            "targets.csv",
            "P6-05",
            "P6-02,,0,2016-04-01,2017-03-31,internal,",
            "column code: This stands in targets.csv line 3 too. Take one of them away.",
        ),
        (
            "milestones.csv",
            "Advertise",
            "Advertise the posts,soon,,,",
            "column planned_on: “soon” is not a date. Write it like 2017-01-31.",
        ),
        (
            "milestones.csv",
            "Advertise",
            "Strategic manager for prevention in post,2017-01-24,,,",
            None,
        ),
        (
            "risks.csv",
            "Quality",
            "Quality,0,4,,",
            "column likelihood: Likelihood and impact are each from 1 to 5.",
        ),
        (
            "programme.csv",
            "P6",
            "P6,6,,Somerset,,,2016/17",
            "column title: This cell is empty. Fill it in.",
        ),
        (
            "programme.csv",
            "P6",
            "P6,6,A title,Somerset,,,2016/17,extra",
            "The row has more cells than the 7 headings. "
            "A comma inside a cell needs quotation marks round the cell.",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_its_place_and_reason(folder, file, old, new, refusal):
    line = replace_line(folder / file, old, new)
    if refusal is None:  # the second of the two is the one refused
        line, refusal = (
            4,
            ("column title: This stands in milestones.csv line 2 too. Take one of them away."),
        )
    mark = ", " if refusal.startswith("column ") else ": "

    assert f"{file} line {line}{mark}{refusal}" in refusals(folder)


def test_overlapping_targets_in_the_file_are_both_named(folder):
    line = replace_line(
        folder / "targets.csv",
        "P6-02",
        "P6-02,,95,2016-04-01,2016-10-31,internal,\nP6-02,,97,2016-10-01,,internal,",
    )

    assert refusals(folder) == [
        f"targets.csv line {line}, column effective_from: Another target is in force from "
        "1 October 2016 until further notice. End that one first.",
        f"targets.csv line {line + 1}, column effective_from: Another target is in force from "
        "1 April 2016 until 31 October 2016. End that one first.",
    ]


def test_a_target_that_overlaps_one_already_stored_is_refused(folder):
    load(folder)
    TargetFactory(indicator=Indicator.objects.get(code="P6-10"), effective_from=date(2016, 10, 1))
    with (folder / "targets.csv").open("a") as file:
        file.write("P6-10,,3,2016-04-01,,internal,\n")

    with pytest.raises(ExchangeError, match="targets.csv line 34, column effective_from: Another"):
        load(folder)
    assert Target.objects.count() == 33


def test_every_wrong_row_is_listed_but_not_those_that_lean_on_them(folder):
    replace_line(folder / "programme.csv", "P6", "P6,6,,Somerset,,,2016/17")
    replace_line(folder / "priorities.csv", "2", "2,")
    replace_line(folder / "indicators.csv", "P6-01", "P6-01,1,Plans,percent,1,lower,monthly,,")
    replace_line(folder / "risks.csv", "Quality", "Quality,often,9,,")

    assert [line.split(":")[0] for line in refusals(folder)] == [
        "programme.csv line 2, column title",
        "priorities.csv line 3, column title",
        "indicators.csv line 2, column basis",
        "risks.csv line 4, column likelihood",
        "risks.csv line 4, column impact",
    ]


def test_a_table_that_cannot_be_read_is_told_with_what_is_wrong_elsewhere(folder):
    text = (folder / "targets.csv").read_text()
    (folder / "targets.csv").write_text(text.replace("effective_from,", "", 1))
    replace_line(folder / "risks.csv", "Quality", "Quality,often,4,,")

    assert refusals(folder) == [
        "targets.csv line 1, column effective_from: "
        "This column is missing. Add it to the row of headings.",
        "risks.csv line 4, column likelihood: “often” is not a whole number. Write digits only.",
    ]


def test_observations_with_other_columns_are_refused_with_what_is_wrong_elsewhere(folder):
    text = (folder / "observations.csv").read_text()
    (folder / "observations.csv").write_text(text.replace(",flag,note", ",flag", 1))
    replace_line(folder / "risks.csv", "Quality", "Quality,often,4,,")

    assert refusals(folder) == [
        "observations.csv line 1, column note: "
        "This column is missing. Add it to the row of headings.",
        "risks.csv line 4, column likelihood: “often” is not a whole number. Write digits only.",
    ]


@pytest.mark.parametrize("rows", ["", "P6,6,One,Somerset,,,\nP7,7,Two,Somerset,,,\n"])
def test_a_folder_holds_one_programme(folder, rows):
    (folder / "programme.csv").write_text(
        "code,number,title,area,delivery_group,plan,year\n" + rows
    )

    [refusal] = refusals(folder)
    assert "There is one programme in each folder or workbook" in refusal
