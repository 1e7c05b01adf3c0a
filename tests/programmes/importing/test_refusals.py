"""What an import refuses, by row and column, in CSV and .xlsx; nothing is saved then."""

import pytest

from indicators.models import Indicator, Target
from indicators.sources.tables import UnreadableTable
from programmes.admin.importing.measures import IndicatorResource, TargetResource
from programmes.admin.importing.promises import MilestoneResource, PlaceResource, RiskResource
from programmes.admin.importing.running import ImportRefused, apply
from tests.factories import (
    CategoryFactory,
    IndicatorFactory,
    PriorityFactory,
    ProgrammeFactory,
    TargetFactory,
)
from tests.importing import TARGET, TARGETS, WRITERS, lines_of, looked_at, read

pytestmark = pytest.mark.django_db


@pytest.fixture(params=WRITERS)
def refused(request, tmp_path):
    """All that is wrong with an import of such lines, its place being the number of the row."""

    def refused(resource, *lines):
        path = WRITERS[request.param](tmp_path / f"rows.{request.param}", lines_of(*lines))
        before = [model.objects.count() for model in (Indicator, Target)]
        problems = looked_at(resource, path).problems
        with pytest.raises(ImportRefused):
            apply(resource, read(resource, path), by=None, seen="", read=True)
        assert [model.objects.count() for model in (Indicator, Target)] == before
        return [(int(p.place.split()[-1]), p.field, p.message) for p in problems]

    return refused


@pytest.fixture
def indicator():
    """An indicator with two bands."""
    indicator = IndicatorFactory(code="HI-1")
    CategoryFactory(indicator=indicator, name="41 to 45")
    CategoryFactory(indicator=indicator, name="Over 45")
    return indicator


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ("HI-1", "HI-01", "code", "No indicator has the code “HI-01”. Did you mean HI-1?"),
        (
            "HI-1",
            "Adoption",
            "code",
            "No indicator has the code “Adoption”. Add it to the indicators, or mend the code.",
        ),
        (
            "HI-1,",
            "HI-1,41-45",
            "category",
            "The indicator has no band “41-45”. Its bands are: 41 to 45, Over 45.",
        ),
        (
            "HI-1,",
            "HI-1,41 to 54",
            "category",
            "The indicator has no band “41 to 54”. Did you mean 41 to 45?",
        ),
        ("80", "eighty", "value", "“eighty” is not a number. Write digits only."),
        ("80", "85%", "value", "“85%” is not digits only. Write 85."),
        (
            "2026-04-01",
            "April",
            "effective_from",
            "“April” is not a date. Write it like 2017-01-31.",
        ),
        ("2026-04-01", "", "effective_from", "This cell is empty. Fill it in."),
        ("2027-03-31", "2026-03-31", "effective_to", "The last day in force is before the first."),
        ("internal", "", "origin", "This cell is empty. Fill it in."),
        ("internal", "x" * 201, "origin", "This is longer than 200 characters. Shorten it."),
        (
            "80",
            "",
            "value",
            "Give one value, or a lower and an upper value with the lower first.",
        ),
    ],
)
def test_a_wrong_cell_of_a_target_is_named(refused, indicator, old, new, column, message):
    assert refused(TargetResource, TARGETS, TARGET.replace(old, new, 1)) == [(2, column, message)]


def test_all_that_is_wrong_is_told_at_once(refused, indicator):
    found = refused(
        TargetResource,
        TARGETS,
        "HI-2,,many,2026-04-01,,internal,",
        TARGET,
        "HI-1,,90,soon,,,",
    )

    assert [(row, column) for row, column, _ in found] == [
        (2, "code"),
        (2, "value"),
        (4, "origin"),
        (4, "effective_from"),
    ]


def test_the_same_target_twice_is_refused(refused, indicator):
    [(row, column, message)] = refused(TargetResource, TARGETS, TARGET, TARGET)

    assert (row, column) == (3, "code")
    assert message.startswith("This stands in rows.")
    assert message.endswith(" 2 too. Take one of them away.")


def test_targets_of_one_file_may_not_overlap(refused, indicator):
    later = TARGET.replace("2026-04-01", "2027-01-01").replace("2027-03-31", "")

    [(row, column, message)] = refused(TargetResource, TARGETS, later, TARGET)

    assert (row, column) == (2, "effective_from")
    assert message.startswith(
        "Another target is in force from 1 April 2026 until 31 March 2027. End that one first. "
        "It stands in rows."
    )
    assert message.endswith(" 3.")


def test_a_target_may_not_overlap_a_stored_one(refused, indicator):
    TargetFactory(indicator=indicator, effective_from="2025-04-01")

    assert refused(TargetResource, TARGETS, TARGET) == [
        (
            2,
            "effective_from",
            "Another target is in force from 1 April 2025 until further notice. "
            "End that one first.",
        )
    ]


def test_an_unknown_word_is_asked_about(refused, indicator):
    found = refused(
        TargetResource,
        f"{TARGETS},kind,tolerance_kind,indicative,amber_tolerance",
        f"{TARGET},singel,absolute,maybe,-1",
    )

    assert found == [
        (2, "kind", "“singel” is not a word this column knows. Did you mean single?"),
        (2, "amber_tolerance", "A tolerance cannot be negative."),
        (2, "indicative", "“maybe” is neither yes nor no. Write one of them."),
    ]


def test_an_indicator_is_checked(refused):
    found = refused(
        IndicatorResource,
        "code,name,unit,decimals,polarity,frequency,basis,tolerance",
        "HI-2,Stability,percentage,7,higher,monthly,snapshot,-3",
    )

    assert [(column, message) for _, column, message in found] == [
        (
            "unit",
            "“percentage” is not a word this column knows. Did you mean percent?",
        ),
        ("decimals", "At most 4 digits are kept after the point."),
        ("tolerance", "A tolerance cannot be negative."),
    ]


def test_a_new_row_needs_its_columns(refused):
    assert refused(
        IndicatorResource,
        "code,name,unit,decimals,polarity,frequency",
        "HI-2,A,days,0,lower,annual",
    ) == [(2, "basis", "There is no such column, and this row is new. Add the column.")]


def test_a_place_names_what_is_there(refused, indicator):
    PriorityFactory(programme=ProgrammeFactory(code="P6"), number=1)

    found = refused(
        PlaceResource,
        "programme,priority,code,position",
        "P6,2,HI-1,1",
        "P7,1,HI-1,1",
        "P6,1,HI-9,first",
    )

    assert found == [
        (
            2,
            "priority",
            "There is no priority of this number. Add it to the priorities, or mend it.",
        ),
        (
            3,
            "programme",
            "No programme has the code “P7”. Add the programme first, or mend the code.",
        ),
        (4, "code", "No indicator has the code “HI-9”. Did you mean HI-1?"),
        (4, "position", "“first” is not a whole number. Write digits only."),
    ]


def test_milestones_and_risks_are_checked(refused):
    ProgrammeFactory(code="P6")

    assert refused(
        MilestoneResource,
        "programme,title,planned_on",
        "P6,Open the hub,32/01/2026",
        "P6,,2026-01-31",
    ) == [
        (2, "planned_on", "“32/01/2026” is not a date. Write it like 2017-01-31."),
        (3, "title", "This cell is empty. Fill it in."),
    ]
    assert refused(
        RiskResource, "programme,title,likelihood,impact", "P6,Too few carers,6,3", "P6,Money,2,"
    ) == [
        (2, "likelihood", "Likelihood and impact are each from 1 to 5."),
        (3, "impact", "This cell is empty. Fill it in."),
    ]


@pytest.mark.parametrize("extension", WRITERS)
@pytest.mark.parametrize(
    ("headings", "message"),
    [
        ("cod,category,value,effective_from", "No column is called cod. Did you mean code?"),
        ("code,category,value", "This column is missing. Add it to the row of headings."),
        ("code,category,effective_from,code", "This column stands twice. Take one away."),
        (
            "code,category,effective_from,child name",
            "seems to hold names of people. Nothing was read",
        ),
    ],
)
def test_headings_that_do_not_fit_are_named(tmp_path, extension, headings, message):
    path = WRITERS[extension](tmp_path / f"rows.{extension}", lines_of(headings, "HI-1,,,x"))

    with pytest.raises(UnreadableTable, match=message.replace("?", r"\?")):
        read(TargetResource, path)
