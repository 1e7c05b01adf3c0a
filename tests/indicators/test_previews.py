import pytest

from indicators.previews import LOOKED_AT, preview_of
from indicators.sources.folder import FolderReader
from tests.factories import AreaFactory, IndicatorFactory
from tests.files import HEADINGS, write_observations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known():
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01", name="Re-referrals", basis="rolling_12_months")
    IndicatorFactory(code="P6-02", name="Cost", basis="year_to_date", unit="pounds")


@pytest.fixture
def preview(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path

    def preview(*lines, headings=HEADINGS):
        write_observations(tmp_path / "monthly" / "a.csv", *lines, headings=headings)
        return preview_of(FolderReader({"folder": "monthly"}))

    return preview


def test_a_row_is_shown_in_words(preview):
    shown = preview(
        "P6-01,somerset,,2016-02-01,2017-01-31,12.9,69,535,provisional,Late",
        "P6-02,Somerset,Agency,2016-04-01,2017-01-31,4943674,,,not_comparable,",
        "P6-01,Somerset,,2016-01-01,2016-12-31,c,,,,",
    )

    assert [(line.indicator, line.band, line.period, line.value) for line in shown.lines] == [
        ("P6-01 Re-referrals", "", "12 months to January 2017", "12.9% (69 of 535)"),
        ("P6-02 Cost", "Agency", "April 2016 to January 2017", "£4,943,674"),
        ("P6-01 Re-referrals", "", "12 months to December 2016", "Suppressed"),
    ]
    assert [line.remarks for line in shown.lines] == [
        "Provisional. Late",
        "Not comparable with earlier values.",
        "",
    ]
    assert shown.lines[0].place == "a.csv line 2"
    assert shown.sentence == "3 rows can be taken, none cannot."


def test_a_period_of_another_length_than_the_indicator_s_is_remarked_upon(preview):
    [line] = preview("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,,,,").lines

    assert line.period == "January 2017"
    assert line.remarks == "The indicator is kept as “rolling 12 months”: is the period right?"


def test_what_is_wrong_is_told_with_its_place(preview):
    shown = preview(
        "P6-01,Somerset,,2016-02-01,2017-01-31,many,,,,",
        "P6-1,Somerset,,2016-02-01,2017-01-31,1,,,,",
        "P6-01,Sommerset,,2016-02-01,2017-01-31,1,,,,",
        "P6-01,Somerset,,2016-02-01,2017-01-31,1,,,,",
        "P6-01,SOMERSET,,2016-02-01,2017-01-31,2,,,,",
    )

    assert [str(problem) for problem in shown.problems] == [
        "a.csv line 2, column value: “many” is not a number. Write digits only.",
        "a.csv line 3, column code: No indicator has the code “P6-1”. Did you mean P6-01?",
        "a.csv line 4, column area: No area is called “Sommerset”. Did you mean Somerset?",
        "a.csv line 6: The same indicator, area, category and period stand in a.csv line 5 too. "
        "Take one of them away.",
    ]
    assert shown.sentence == "1 row can be taken, 4 cannot."


def test_the_first_ten_rows_of_many_are_shown(preview, django_assert_num_queries):
    lines = [
        f"P6-01,Somerset,band {number},2016-02-01,2017-01-31,1,,,," for number in range(LOOKED_AT)
    ]

    with django_assert_num_queries(4):
        shown = preview(*lines)
    assert (len(shown.lines), shown.good, shown.more) == (10, LOOKED_AT, False)

    shown = preview(*lines, *["P6-01,Somerset,,2016-02-01,2017-01-31,many,,,,"] * 30)
    assert (shown.problems, shown.more) == ([], True)
    assert shown.sentence == "Of the first 5,000, 5,000 rows can be taken, none cannot."


def test_a_source_that_cannot_be_read_says_why(preview):
    assert preview(headings="name,telephone").error.startswith("a.csv line 1, column code: This")
    assert preview(headings=f"{HEADINGS},dob").error.endswith("or send totals instead.")


def test_a_file_without_rows_says_so(preview):
    assert preview().sentence == "There are no rows below the headings yet."
