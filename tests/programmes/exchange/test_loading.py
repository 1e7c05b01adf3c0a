import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.choices import AreaKind, TargetKind
from indicators.models import Area, Category, Indicator, Observation, Pull, Revision, Target
from programmes.demonstration import FOLDER
from programmes.exchange import Counts, ExchangeError, load
from programmes.models import Milestone, Priority, Programme, ProgrammeIndicator, Risk
from tests.factories import TargetFactory, UserFactory
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


@pytest.mark.parametrize(
    ("name", "priorities", "indicators", "targets", "observations"),
    [
        ("darlington_2016_17", 6, 23, 14, 50),
        ("norfolk_2014_08", 4, 10, 0, 80),
        ("somerset_annual_2016_17", 5, 37, 0, 74),
    ],
)
def test_the_figures_of_other_reports_load(name, priorities, indicators, targets, observations):
    counts = load(DATA / name)

    assert counts["programme"] == Counts(new=1)
    assert counts["priorities"] == Counts(new=priorities)
    assert counts["indicators"] == counts["placements"] == Counts(new=indicators)
    assert counts["observations"] == Counts(new=observations)
    assert Target.objects.count() == targets
    assert Observation.objects.count() == observations


def test_all_four_councils_load_beside_each_other(folder):
    for path in (*DATA.iterdir(), folder):
        load(path)

    assert Programme.objects.count() == 4
    assert Observation.objects.count() == 50 + 80 + 74 + 122
    assert dict(Area.objects.values_list("name", "kind")) == {
        "Darlington": AreaKind.COUNCIL,
        "Norfolk": AreaKind.COUNCIL,
        "Somerset": AreaKind.COUNCIL,
        "England": AreaKind.NATION,
        "Statistical neighbours": AreaKind.NEIGHBOURS,
        "North East": AreaKind.REGION,
        "East of England": AreaKind.REGION,
    }


def test_programme_6_loads_as_it_stands_in_its_files(folder):
    user = UserFactory()

    load(folder, by=user)

    programme = Programme.objects.get()
    assert (programme.code, programme.number, programme.year) == ("P6", "6", "2016/17")
    assert programme.area.name == "Somerset"
    assert list(Priority.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    placed = ProgrammeIndicator.objects.order_by("position")
    assert list(placed.values_list("indicator__code", flat=True)) == [
        f"P6-{number:02}" for number in range(1, 35)
    ]
    assert placed.filter(priority__number=6).count() == 0
    slipped = Milestone.objects.get(title__startswith="Strategic manager")
    assert (slipped.baseline_on, slipped.forecast_on, slipped.completed_on) == (
        date(2017, 1, 1),
        date(2017, 2, 1),
        None,
    )
    assert [risk.score for risk in Risk.objects.order_by("position")] == [16, 16, 12]
    pull = Pull.objects.get()
    assert (pull.source, pull.origin, pull.requested_by) == (None, "programme_6", user)


def test_without_observations_the_rest_loads():
    assert "observations" not in load(FOLDER / "programme_6")
    assert Target.objects.count() == 32
    assert not Pull.objects.exists()


def test_values_keep_the_digits_that_were_printed(folder):
    load(folder)

    assert dict(
        Observation.objects.filter(
            indicator__code__in=("P6-12", "P6-04", "P6-16"), period_end=date(2017, 1, 31)
        )
        .filter(category__name__in=("", "6 weeks to 3 months"))
        .values_list("indicator__code", "places")
    ) == {"P6-12": 2, "P6-04": 1, "P6-16": 0}


def test_a_note_says_what_is_for_information_only(folder):
    load(folder)

    indicators = Indicator.objects.in_bulk(field_name="code")
    assert indicators["P6-10"].information_only
    assert indicators["P6-10"].definition == ""
    assert indicators["P6-27"].information_only
    assert indicators["P6-27"].definition == "broken down by agency"
    assert not indicators["P6-01"].information_only


def test_a_definition_that_somebody_wrote_stays(folder):
    load(folder)
    Indicator.objects.filter(code="P6-27").update(definition="Contacts that become referrals.")

    assert load(folder)["indicators"] == Counts(unchanged=34)
    assert Indicator.objects.get(code="P6-27").definition == "Contacts that become referrals."


@pytest.mark.parametrize(
    ("written", "origin", "vintage"),
    [
        ("internal", "internal", ""),
        ("statistical neighbour average 2015/16", "statistical neighbour average", "2015/16"),
        (
            "statistical neighbour average at 31 March 2016",
            "statistical neighbour average",
            "31 March 2016",
        ),
        ("2015/16", "2015/16", ""),
    ],
)
def test_the_vintage_of_a_target_is_told_apart_from_its_origin(folder, written, origin, vintage):
    replace_line(
        folder / "targets.csv", "P6-02", f"P6-02,,95,2016-04-01,2017-03-31,{written},a reason"
    )
    load(folder)

    target = Target.objects.get(indicator__code="P6-02")
    assert (target.origin, target.vintage, target.reason) == (origin, vintage, "a reason")


def test_optional_columns_of_targets_are_read(folder):
    (folder / "targets.csv").write_text(
        "code,category,value,effective_from,effective_to,origin,note,"
        "lower,upper,amber_tolerance,tolerance_kind,vintage\n"
        "P6-02,,95,2016-04-01,,internal 2015/16,,,,2.5,absolute,March 2016\n"
        "P6-06,,,2016-04-01,,internal,,50,60,,,\n"
    )
    load(folder)

    single, span = Target.objects.order_by("indicator__code")
    assert (single.kind, single.amber_tolerance, single.tolerance_kind) == (
        TargetKind.SINGLE,
        Decimal("2.5"),
        "absolute",
    )
    assert (single.origin, single.vintage) == ("internal 2015/16", "March 2016")
    assert (span.kind, span.value, span.lower, span.upper) == (TargetKind.RANGE, None, 50, 60)


def test_a_tolerance_set_in_the_admin_stays_where_the_file_has_no_such_column(folder):
    load(folder)
    Target.objects.filter(indicator__code="P6-02").update(amber_tolerance=3)

    assert load(folder)["targets"] == Counts(unchanged=32)
    assert Target.objects.get(indicator__code="P6-02").amber_tolerance == 3


def test_bands_of_targets_and_of_values_share_one_order(folder):
    load(folder)

    bands = Category.objects.filter(indicator__code="P6-08")
    assert list(bands.values_list("position", "name")) == [
        (0, ""),
        (1, "0"),
        (2, "1 to 10"),
        (3, "11 to 20"),
        (4, "21 to 30"),
        (5, "31 to 40"),
        (6, "41 to 45"),
        (7, "46 and over"),
    ]


def everything():
    models = (Area, Category, Indicator, Target, Observation, Pull, Revision, Programme, Priority)
    models += (ProgrammeIndicator, Milestone, Risk)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_second_load_changes_nothing(folder):
    load(folder)
    before = everything()

    counts = load(folder)

    assert everything() == before
    assert all(count.new == count.changed == 0 for count in counts.values())


def test_a_changed_file_changes_what_differs(folder):
    load(folder)
    replace_line(
        folder / "observations.csv",
        "P6-02,Somerset,,2016-02-01",
        "P6-02,Somerset,,2016-02-01,2017-01-31,92.4,,,,",
    )
    replace_line(
        folder / "indicators.csv",
        "P6-02",
        "P6-02,2,Visits on time,percent,1,higher,monthly,rolling_12_months,",
    )
    replace_line(folder / "programme.csv", "P6", "P6,6,A new title,Somerset,,,2016/17")

    counts = load(folder)

    assert counts["observations"] == Counts(changed=1, unchanged=121)
    assert counts["indicators"] == counts["placements"] == Counts(changed=1, unchanged=33)
    assert counts["programme"] == Counts(changed=1)
    assert Revision.objects.get().value == Decimal("92.3")
    placed = ProgrammeIndicator.objects.get(indicator__code="P6-02")
    assert placed.priority.number == 2


def test_a_target_may_end_below_the_one_that_follows_it_in_the_file(folder):
    load(folder)
    replace_line(
        folder / "targets.csv",
        "P6-02",
        "P6-02,,97,2016-10-01,2017-03-31,internal,\nP6-02,,95,2016-04-01,2016-09-30,internal,",
    )

    assert load(folder)["targets"] == Counts(new=1, changed=1, unchanged=31)


def test_a_workbook_loads_like_the_folder(folder, tmp_path):
    workbook = workbook_of(folder, tmp_path / "programme_6.xlsx")

    counts = load(workbook)

    assert counts["observations"] == Counts(new=122)
    assert load(folder)["targets"] == Counts(unchanged=32)
    assert Observation.objects.get(
        indicator__code="P6-01", period_end=date(2017, 1, 31)
    ).value == Decimal("12.9")


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


def test_a_byte_order_mark_and_shuffled_columns_do_no_harm(folder):
    for path in folder.iterdir():
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        with path.open("w", encoding="utf-8-sig", newline="") as lines:
            csv.writer(lines).writerows([row[-1], *row[-2::-1]] for row in rows)

    counts = load(folder)

    assert counts["targets"] == Counts(new=32)
    assert counts["observations"] == Counts(new=122)


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
    (folder / "observations.csv").write_text("code,period,value\nP6-01,January 2017,12.9\n")
    replace_line(folder / "risks.csv", "Quality", "Quality,often,4,,")

    assert refusals(folder) == [
        "observations.csv line 1, column period: Periods by name are not read yet. "
        "Give the first and last day in period_start and period_end instead.",
        "risks.csv line 4, column likelihood: “often” is not a whole number. Write digits only.",
    ]


@pytest.mark.parametrize("rows", ["", "P6,6,One,Somerset,,,\nP7,7,Two,Somerset,,,\n"])
def test_a_folder_holds_one_programme(folder, rows):
    (folder / "programme.csv").write_text(
        "code,number,title,area,delivery_group,plan,year\n" + rows
    )

    [refusal] = refusals(folder)
    assert "There is one programme in each folder or workbook" in refusal


def test_an_area_that_was_a_comparator_becomes_a_council_with_its_programme(folder):
    Area.objects.create(name="SOMERSET", kind=AreaKind.REGION)

    assert load(folder)["areas"] == Counts(changed=1)
    assert Area.objects.get().kind == AreaKind.COUNCIL
