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
from tests.factories import UserFactory
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


def test_a_target_for_another_group_is_marked_and_stays_so_until_a_file_says_otherwise(folder):
    load(folder)
    target = Target.objects.get(indicator__code="P6-23")
    assert target.indicative

    (folder / "targets.csv").write_text(
        "code,category,value,effective_from,effective_to,origin,note\n"
        "P6-23,,42.2,2016-04-01,2017-03-31,internal,\n"
    )
    load(folder)
    target.refresh_from_db()
    assert (target.origin, target.indicative) == ("internal", True)


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
        "P6-02,,97,2016-10-01,2017-03-31,internal,\nP6-02,,95,2016-04-01,2016-09-30,internal,Raised",
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


def test_a_byte_order_mark_and_shuffled_columns_do_no_harm(folder):
    for path in folder.iterdir():
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        with path.open("w", encoding="utf-8-sig", newline="") as lines:
            csv.writer(lines).writerows([row[-1], *row[-2::-1]] for row in rows)

    counts = load(folder)

    assert counts["targets"] == Counts(new=32)
    assert counts["observations"] == Counts(new=122)


def test_an_area_that_was_a_comparator_becomes_a_council_with_its_programme(folder):
    Area.objects.create(name="SOMERSET", kind=AreaKind.REGION)

    assert load(folder)["areas"] == Counts(changed=1)
    assert Area.objects.get().kind == AreaKind.COUNCIL
