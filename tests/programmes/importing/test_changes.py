"""What an import lists before it is applied, and what is then stored."""

from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Category, Indicator, Target
from indicators.sources.tables import UnreadableTable
from programmes.admin.importing import reading
from programmes.admin.importing.measures import IndicatorResource, TargetResource
from programmes.admin.importing.promises import MilestoneResource, PlaceResource, RiskResource
from programmes.admin.importing.running import ImportRefused, apply, look
from programmes.models import Milestone, ProgrammeIndicator, Risk
from tests.factories import (
    CategoryFactory,
    IndicatorFactory,
    MilestoneFactory,
    PriorityFactory,
    ProgrammeFactory,
    TargetFactory,
)
from tests.importing import (
    TARGET,
    TARGETS,
    WRITERS,
    csv_file,
    imported,
    lines_of,
    looked_at,
    read,
)
from tests.people import performance

pytestmark = pytest.mark.django_db


@pytest.fixture(params=WRITERS)
def rows(request, tmp_path):
    """A file of such lines."""

    def rows(*lines):
        return WRITERS[request.param](tmp_path / f"rows.{request.param}", lines_of(*lines))

    return rows


@pytest.fixture
def indicator():
    """An indicator with a target that was in force for a year, and one still in force."""
    indicator = IndicatorFactory(code="HI-1")
    TargetFactory(
        indicator=indicator,
        value=70,
        effective_from=date(2024, 4, 1),
        effective_to=date(2025, 3, 31),
    )
    TargetFactory(indicator=indicator, value=75, effective_from=date(2025, 4, 1))
    return indicator


def test_only_the_cells_that_change_are_listed(rows, indicator):
    path = rows(
        TARGETS,
        "HI-1,,70,2024-04-01,2025-03-31,Improvement plan,",
        "HI-1,,75,2025-04-01,2026-03-31,Improvement plan,reached",
    )

    outcome = looked_at(TargetResource, path)

    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 1)
    [change] = outcome.changes
    assert change.place.endswith(" 3")
    assert change.what == "HI-1, 2025-04-01"
    assert change.cells == (("effective_to", "", "2026-03-31"), ("note", "", "reached"))
    assert Target.objects.filter(effective_to=None).exists()


def test_one_is_closed_and_the_next_started_whatever_the_order(rows, indicator):
    path = rows(
        TARGETS,
        TARGET,
        "HI-1,,75,2025-04-01,2026-03-31,Improvement plan,reached",
    )

    outcome = imported(TargetResource, path)

    assert (outcome.new, outcome.changed) == (1, 1)
    assert list(Target.objects.order_by("effective_from").values_list("value", "effective_to")) == [
        (Decimal(70), date(2025, 3, 31)),
        (Decimal(75), date(2026, 3, 31)),
        (Decimal(80), date(2027, 3, 31)),
    ]


def test_days_pass_from_one_stored_target_to_another(rows, indicator):
    path = rows(
        "code,category,effective_from,effective_to,note",
        "HI-1,,2024-04-01,2024-12-31,shorter",
    )
    imported(TargetResource, path)
    TargetFactory(
        indicator=indicator, effective_from=date(2025, 1, 1), effective_to=date(2025, 1, 31)
    )

    imported(
        TargetResource,
        rows(
            "code,category,effective_from,effective_to,note",
            "HI-1,,2025-01-01,2025-03-31,longer",
            "HI-1,,2024-04-01,2024-10-31,shorter still",
        ),
    )

    ends = Target.objects.order_by("effective_from").values_list("effective_to", flat=True)
    assert list(ends) == [date(2024, 10, 31), date(2025, 3, 31), None]


def test_a_range_and_a_band_say_what_they_are(rows, indicator):
    CategoryFactory(indicator=indicator, name="Over 45")

    imported(
        TargetResource,
        rows("code,category,lower,upper,effective_from,origin", "HI-1,over  45,5,10,01/04/2026,x"),
    )

    target = Target.objects.get(category__name="Over 45")
    assert (target.kind, target.lower, target.upper) == ("range", 5, 10)


def test_a_column_that_is_missing_changes_nothing_and_an_empty_cell_empties(rows, indicator):
    Target.objects.update(reason="Agreed", vintage="2023/24")

    imported(TargetResource, rows("code,category,effective_from,note", "HI-1,,2024-04-01,"))

    target = Target.objects.get(effective_from=date(2024, 4, 1))
    assert (target.value, target.reason, target.vintage) == (70, "", "2023/24")


def test_new_indicators_have_their_headline(rows):
    imported(
        IndicatorResource,
        rows(
            "code,name,unit,decimals,polarity,frequency,basis,information_only",
            "HI-2,Stability,percent,1,higher,monthly,snapshot,yes",
        ),
    )

    assert Indicator.objects.get().information_only
    assert Category.objects.get(indicator__code="HI-2").is_headline


def test_places_milestones_and_risks_are_kept(rows):
    programme = ProgrammeFactory(code="P6")
    PriorityFactory(programme=programme, number=2)
    IndicatorFactory(code="HI-1")
    MilestoneFactory(programme=programme, title="Open the hub", progress="Lease signed")

    imported(PlaceResource, rows("programme,priority,code,position", "P6,2,HI-1,4"))
    imported(
        MilestoneResource,
        rows(
            "programme,title,planned_on,forecast_on",
            "P6,Open the hub,2026-01-31,2026-02-28",
            "P6,Hire a manager,2026-03-31,",
        ),
    )
    imported(RiskResource, rows("programme,title,likelihood,impact", "P6,Too few carers,4,3"))

    assert ProgrammeIndicator.objects.get().position == 4
    assert Milestone.objects.get(title="Open the hub").progress == "Lease signed"
    assert Milestone.objects.get(title="Hire a manager").baseline_on == date(2026, 3, 31)
    assert Risk.objects.get().score == 12


def test_changes_other_than_those_seen_are_not_applied(rows, indicator):
    path = rows(TARGETS, "HI-1,,80,2025-04-01,,Improvement plan,more")
    seen = looked_at(TargetResource, path)
    Target.objects.update(value=1)

    with pytest.raises(ImportRefused, match="Somebody changed the same rows meanwhile"):
        apply(TargetResource, read(TargetResource, path), performance(), seen.digest, read=True)

    assert not Target.objects.filter(reason="more").exists()


def test_the_history_says_who_imported_what_and_why(rows, indicator):
    path = rows(
        TARGETS,
        TARGET,
        "HI-1,,75,2025-04-01,2026-03-31,Improvement plan,reached",
        "HI-1,,70,2024-04-01,2025-03-31,Improvement plan,",
    )
    before = Target.history.count()

    imported(TargetResource, path)

    user = get_user_model().objects.get()
    records = Target.history.order_by("history_id")[before:]
    assert [
        (r.history_type, r.value, r.history_user_id, r.history_change_reason) for r in records
    ] == [
        ("~", 75, user.pk, "reached"),
        ("+", 80, user.pk, "agreed in March"),
    ]


def test_a_formula_without_its_result_is_refused(tmp_path, indicator):
    path = tmp_path / "rows.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TARGETS.split(","))
        sheet.write_row(1, 0, ["HI-1", "", 1, "2020-04-01", "2020-05-01"])
        sheet.write_formula(1, 2, "=40+41", None, 81)
        sheet.write_formula(1, 5, '="a"&"b"', None, "internal")
        sheet.write_formula(1, 6, "=A1", None, "")

    outcome = looked_at(TargetResource, path)

    [problem] = outcome.problems
    assert (problem.field, problem.message) == (
        "note",
        "“=A1” is a formula without its result. Mend it, and save the workbook again.",
    )
    assert ("value", "", "81") in outcome.changes[0].cells
    assert ("origin", "", "internal") in outcome.changes[0].cells


def test_a_workbook_of_several_sheets_and_too_many_rows_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "rows.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("2025", "2026"):
            book.add_worksheet(name).write_row(0, 0, TARGETS.split(","))

    with pytest.raises(UnreadableTable, match=r"It has the sheets 2025, 2026. Keep the one"):
        read(TargetResource, path)
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    with pytest.raises(UnreadableTable, match="It has more than 2 rows. Split it"):
        read(TargetResource, csv_file(tmp_path / "rows.csv", lines_of(TARGETS, *[TARGET] * 3)))


def queries_of(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def test_queries_do_not_grow_with_the_rows(tmp_path):
    def counts(number):
        codes = [f"N{number}-{each}" for each in range(number)]
        for code in codes:
            IndicatorFactory(code=code)
        lines = (f"{code},,80,2026-04-01,2027-03-31,internal," for code in codes)
        upload = read(TargetResource, csv_file(tmp_path / "a.csv", lines_of(TARGETS, *lines)))
        by = performance()
        looking = queries_of(lambda: look(TargetResource, upload, by))
        seen = look(TargetResource, upload, by).digest
        new = queries_of(lambda: apply(TargetResource, upload, by, seen, read=True))
        lines = (f"{code},,81,2026-04-01,,agreed,more" for code in codes)
        upload = read(TargetResource, csv_file(tmp_path / "a.csv", lines_of(TARGETS, *lines)))
        seen = look(TargetResource, upload, by).digest
        return looking, new, queries_of(lambda: apply(TargetResource, upload, by, seen, read=True))

    few, many = counts(3), counts(300)

    assert many[0] == few[0] <= 5
    assert many[1] <= few[1] + 12  # statements of some rows each, as SQLite takes no longer ones
    assert many[2] <= few[2] + 12
