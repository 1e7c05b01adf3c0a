from datetime import date, timedelta
from pathlib import Path

import pytest

from indicators.sources.mapping import apply_mapping
from indicators.sources.personal import refuse_personal
from indicators.sources.tables import UnreadableTable, csv_table, make_table
from tests.files import HEADINGS

NHS_NUMBERS = ["943 476 5919", "9434765870", "401-023-2137"]  # of nobody


def table_of(headings, *rows, settings=None):
    places = ((f"list.csv line {line}", row) for line, row in enumerate((headings, *rows), 1))
    return apply_mapping(make_table("list.csv", places, lambda: 1.0), settings or {})


def kind_of(table):
    """What the guard says that the table holds; nothing where it lets it pass."""
    try:
        refuse_personal(table)
    except UnreadableTable as refusal:
        [problem] = refusal.problems
        return problem.message.partition(" seems to hold ")[2].partition(". Nothing was read")[0]
    return ""


def column(heading, *cells):
    return table_of(["Ref", heading], *(["P6-01", cell] for cell in cells))


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Forename", "names of people"),
        ("SURNAME", "names of people"),
        ("First name(s)", "names of people"),
        ("Family_Name", "names of people"),
        ("ChildName", "names of people"),
        ("Child's name", "names of people"),
        ("Name of child", "names of people"),
        ("Young person full name", "names of people"),
        ("Pupil Surname", "names of people"),
        ("Client initials", "names of people"),
        ("DOB", "dates of birth"),
        ("D.O.B.", "dates of birth"),
        ("Date of Birth", "dates of birth"),
        ("ChildDateOfBirth", "dates of birth"),
        ("Birth date", "dates of birth"),
        ("Mother's DOB", "dates of birth"),
        ("UPN", "pupil numbers (UPN)"),
        ("Unique Pupil Number", "pupil numbers (UPN)"),
        ("Former UPN", "pupil numbers (UPN)"),
        ("NHS number", "NHS numbers"),
        ("NHS No.", "NHS numbers"),
        ("Address", "addresses"),
        ("Home address line 1", "addresses"),
        ("Placement address", "addresses"),
        ("Postcode", "postcodes"),
        ("Home post code", "postcodes"),
        ("Child Unique ID", "numbers of single children"),
        ("Person ID", "numbers of single children"),
        ("LCS number", "numbers of single children"),
        ("client-reference", "numbers of single children"),
    ],
)
def test_a_heading_of_a_list_of_children_stops_the_read(heading, kind):
    assert kind_of(column(heading)) == kind


@pytest.mark.parametrize(
    "heading",
    [
        *HEADINGS.split(","),
        "as_at",
        "period",
        "name",
        "Indicator name",
        "Measure",
        "Metric name",
        "Area Name",
        "Parent Name",
        "Parent Code",
        "la_name",
        "region_name",
        "school_name",
        "Team name",
        "Owner",
        "Lead officer name",
        "Short name",
        "Full name",
        "Number of children",
        "children_count",
        "Anypoint_child",
        "Child population",
        "Children aged under 1",
        "Year of birth",
        "Births",
        "Live birth rate",
        "Low birth weight",
        "Children with a UPN",
        "NHS",
        "NHS trust",
        "NHS region",
        "Needs addressed",
        "E-mail address",
        "Web address",
        "Postcode district",
        "Postcode sector",
        "School postcode",
        "Client group",
        "Person type",
        "Patients seen",
        "Carers assessed",
        "Reference",
        "ID",
        "Indicator ID",
        "Code of practice",
        "Telephone",
    ],
)
def test_a_heading_of_a_table_of_totals_raises_no_alarm(heading):
    assert kind_of(column(heading, "12.9", "13.1")) == ""


def test_the_message_names_the_column_and_quotes_no_cell():
    with pytest.raises(UnreadableTable) as refusal:
        refuse_personal(table_of(["code", "Home Address"], ["P6-01", "1 High Street"]))

    assert str(refusal.value) == (
        "list.csv line 1, column home_address: The column “home_address” seems to hold addresses. "
        "Nothing was read: this site keeps totals, never single children. "
        "Take the column out, or send totals instead."
    )


def test_every_column_of_that_kind_is_named():
    with pytest.raises(UnreadableTable) as refusal:
        refuse_personal(table_of(["Surname", "value", "DOB"], ["Smith", "1", "2009-04-11"]))

    assert [problem.field for problem in refusal.value.problems] == ["surname", "dob"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["A123456789012"], "pupil numbers (UPN)"),
        (["H801200001001", "T80120000100A", ""], "pupil numbers (UPN)"),
        (NHS_NUMBERS[:1], "NHS numbers"),
        (NHS_NUMBERS, "NHS numbers"),
        (["TA1 4DY", "ta65lt", "BS39AB"], "postcodes"),
        (["Smith, Jane", "O'Neill, Pat", "Brown-Lee, Sam A."], "names of people"),
    ],
)
def test_cells_of_a_list_of_children_stop_the_read_whatever_the_heading(cells, kind):
    assert kind_of(column("Ref 2", *cells)) == kind
    assert kind_of(column("", *cells)) == kind


def test_birthdays_stop_the_read_whatever_the_heading():
    days = [date(2001, 1, 5) + timedelta(days=389 * number) for number in range(12)]

    assert kind_of(column("D1", *(day.isoformat() for day in days))) == "dates of birth"
    assert kind_of(column("D1", *(f"{day:%d/%m/%Y}" for day in days))) == "dates of birth"


def test_an_unlucky_column_is_found_when_it_is_mapped_too():
    settings = {"columns": {"category": "Who", "value": "Ref"}, "fixed": {"area": "Somerset"}}
    table = table_of(["Who", "Ref"], ["A123456789012", "1"], settings=settings)

    assert kind_of(table) == "pupil numbers (UPN)"


def _months(years, day):
    return [f"{year}-{month:02}-{day(month)}" for year in years for month in range(1, 13)]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("value", ["9434765919"]),  # one in eleven passes the check by chance
        ("value", ["9434765919", "9434765920", "1234567890"]),
        ("Spend", ["1234567890", "2345678901", "3456789012"]),
        ("Ref 2", ["0000000000", "0000000000"]),
        ("new_la_code", ["E06000066", "E10000027"]),
        ("Ref 2", ["A12345678901", "A1234567890123"]),
        ("code", ["KS2 2AB", "KS4 1AB"]),
        ("School postcode", ["TA1 4DY", "BS3 9AB"]),
        ("area", ["Bristol, City of", "Herefordshire, County of", "Somerset"]),
        ("Ethnic group", ["White, British", "White, Irish", "Asian, Indian", "Asian, Chinese"]),
        ("Indicator name", ["Referrals within 12 months", "Re-referrals, all", "Visits"]),
        ("Position at", _months(range(2009, 2018), lambda month: 28 if month == 2 else 30)),
        ("Month", _months(range(2009, 2018), lambda month: "01")),
        ("Extracted on", _months(range(2009, 2018), lambda month: 8 + month % 5)),
        ("Census date", [f"{year}-01-{15 + year % 7}" for year in range(2005, 2018)]),
        ("Duration", ["00:10", "01:02", "00:11"]),
        ("as_at", ["2001-03-07", "2004-11-28", "2009-06-01", "2012-09-17", "2016-01-02"]),
    ],
)
def test_cells_of_a_table_of_totals_raise_no_alarm(heading, cells):
    assert kind_of(column(heading, *cells)) == ""


def test_the_rows_that_were_looked_at_are_still_read():
    rows = [[f"P6-{number}", "1"] for number in range(1200)]

    table = refuse_personal(table_of(["code", "value"], *rows))

    assert [cells for _, cells in table.rows] == rows


def test_children_who_stand_below_the_totals_stop_the_read_too():
    totals = [[f"P6-{number}", ""] for number in range(1000)]
    children = [["", f"A{number:012}"] for number in range(1000)]
    table = refuse_personal(table_of(["code", "Ref 2"], *totals, *children))

    with pytest.raises(UnreadableTable, match="seems to hold pupil numbers"):
        list(table.rows)


def test_the_figures_of_real_reports_raise_no_alarm(observations):
    refuse_personal(observations)


@pytest.fixture(params=["darlington_2016_17", "norfolk_2014_08", "somerset_annual_2016_17"])
def observations(request):
    path = Path(__file__).parents[2] / "data" / request.param / "observations.csv"
    return csv_table(path)
