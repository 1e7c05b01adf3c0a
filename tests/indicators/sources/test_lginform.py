"""The cross-tabs of LG Inform."""

from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from indicators.sources.register import reader_for
from tests.indicators.sources.official_files import refusal_of, rows_of, write
from tests.webserver import reply

LABELS = "area,area label,area long label"
SETTINGS = {
    "folder": "lginform",
    "areas": {"E06000066": "Somerset"},
    "metrics": [{"code": "CLA", "file": "*.csv", "year_type": "financial"}],
}


def metric(**changes):
    return {"metrics": [SETTINGS["metrics"][0] | changes]}


@pytest.fixture
def release(sources):
    def make(periods, *lines, name="cla.csv"):
        return write(sources / "lginform" / name, f"{LABELS},{periods}", *lines)

    return make


def somerset(values):
    return f"E06000066,Somerset,Somerset UA,{values}"


def read(**changes):
    return rows_of("lginform", SETTINGS | changes)


def test_every_period_of_an_area_is_a_row(release):
    release("2015/16,2016/17", somerset("54,55.5"), "E06000022,Bath,Bath and NE Somerset,60,61")

    before, now = read()

    assert (now.code, now.area, now.value, now.places) == ("CLA", "Somerset", Decimal("55.5"), 1)
    assert (now.period_start, now.period_end) == (date(2016, 4, 1), date(2017, 3, 31))
    assert (before.value, before.place) == (54, "cla.csv line 2")


def test_the_second_row_of_headings_is_dropped(release):
    release("2015/16", f"{LABELS},2015/16", somerset("54"))

    assert [row.value for row in read()] == [54]


@pytest.mark.parametrize(
    ("label", "year_type", "start", "end"),
    [
        ("2016/17 Q2", "financial", date(2016, 7, 1), date(2016, 9, 30)),
        ("2016", "calendar", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016/17", "academic", date(2016, 9, 1), date(2017, 8, 31)),
        ("Mar 2017", None, date(2017, 3, 1), date(2017, 3, 31)),
        ("Jan-17", None, date(2017, 1, 1), date(2017, 1, 31)),
    ],
)
def test_a_heading_is_read_by_the_kind_of_year(release, label, year_type, start, end):
    release(label, somerset("54"))

    [row] = read(**metric(year_type=year_type))

    assert (row.period_start, row.period_end) == (start, end)


def test_a_position_is_one_on_the_last_day(release):
    release("2016/17", somerset("54"))

    [row] = read(**metric(position=True))

    assert row.period_start == row.period_end == date(2017, 3, 31)


def test_an_empty_cell_is_not_available_unless_the_settings_say_otherwise(release):
    release("2015/16,2016/17,2017/18", somerset(",c"))

    assert [row.symbol for row in read()] == ["not_available", "suppressed", "not_available"]
    assert read(missing={"": "z"})[0].symbol == "not_applicable"


def test_a_heading_that_names_no_period_is_refused_once(release):
    release("2015/16,Rank", somerset("54,3"))

    [problem], row = read()

    assert (problem.place, problem.field) == ("cla.csv line 1", "Rank")
    assert row.value == 54


def test_a_wrong_cell_is_told_with_its_period(release):
    release("2015/16,2016/17", somerset("54,many"))

    _, [problem] = read()

    assert (problem.place, problem.field, problem.text) == ("cla.csv line 2", "2016/17", "many")


def test_a_comma_in_a_name_without_quotation_marks_is_told(release):
    release("2015/16", "E06000066,Bristol, City of,Bristol,54")

    [[problem]] = read()

    assert "A comma inside a cell needs quotation marks" in problem.message


def test_each_metric_has_its_own_file(release):
    release("2015/16", somerset("54"), name="cla.csv")
    release("2015/16", somerset("12"), name="plans.csv")
    metrics = [
        {"code": code, "file": f"{name}.csv", "year_type": "financial"}
        for code, name in (("CLA", "cla"), ("CPP", "plans"))
    ]

    assert [(row.code, row.value) for row in read(metrics=metrics)] == [("CLA", 54), ("CPP", 12)]
    assert [batch.fraction for batch in reader_for("lginform", SETTINGS).read()] == [1]


def test_neighbours_are_averaged(release):
    release(
        "2015/16,2016/17",
        "E06000022,Bath,Bath,60,61",
        "E06000023,Bristol,Bristol,70,",
        somerset("54,55"),
    )
    neighbours = {"name": "SN", "set": "2025 model", "members": ["E06000022", "E06000023"]}

    *_, before, now = read(neighbours=neighbours)

    assert (before.value, now.value) == (65, 61)
    assert now.note == "Simple mean of 1 of 2 areas: SN, 2025 model."


@pytest.mark.parametrize(
    ("periods", "changes", "message"),
    [
        (
            "2016/17,financial year 2016/17",
            {},
            "“2016/17”, “financial year 2016/17” of cla",
        ),
        ("Rank", {}, "No column of cla.csv names a period. "),
        ("2016/17", {"areas": {"E1": "X"}}, "cla.csv has no row for E1 (X). Areas in it are: “E06"),
        (
            "2016/17",
            metric(file=""),
            "The metric “CLA” needs “file”, for the settings name a",
        ),
        ("2016/17", {"metrics": []}, "The setting “metrics” must not be empty."),
        ("2016/17", metric(year_type="tax"), "Write one of: financial, academic, calendar."),
    ],
)
def test_what_does_not_fit_is_refused(release, periods, changes, message):
    release(periods, somerset("54,55"[: 2 + 3 * ("," in periods)]))

    assert message in refusal_of("lginform", SETTINGS | changes)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "cla.csv has no column “area” with the codes of the areas. There is nothing in it."),
        ("name,2016/17\n", "Its columns are: “name”, “2016/17”."),
        (
            "area\nE06000066\n",
            "No column of cla.csv names a period. It has no column but",
        ),
        ('area,2016/17\n"', "cla.csv line 2: From here on this is not CSV"),
    ],
)
def test_another_file_is_refused(sources, content, message):
    path = write(sources / "lginform" / "cla.csv")
    path.write_text(content)

    assert message in refusal_of("lginform", SETTINGS)


class TestFetched:
    @pytest.fixture
    def source(self, server, settings, monkeypatch):
        settings.SOURCE_SECRETS = ["LG_INFORM_KEY"]
        monkeypatch.setenv("LG_INFORM_KEY", "made-up")
        body = f"{LABELS},2016/17\n{somerset('54')}\n"
        server.answers["/data.csv"] = reply(body, content_type="text/csv")
        return SETTINGS | {
            "folder": "",
            "url": server.url("/data.csv"),
            "query": {"ApplicationKey": {"env": "LG_INFORM_KEY"}},
            "metrics": [{"code": "CLA", "metric_type": "891", "year_type": "financial"}],
        }

    def test_the_service_is_asked_for_the_areas_and_periods_wanted(self, server, source):
        neighbours = {"name": "SN", "set": "2025 model", "members": ["E06000066", "E06000023"]}

        row, _ = rows_of("lginform", source | {"neighbours": neighbours})

        assert (row.value, row.place) == (54, "data.csv line 2")
        assert parse_qs(urlsplit(server.requests[0].path).query) == {
            "metricType": ["891"],
            "area": ["E06000066,E06000023"],
            "period": ["latest:8"],
            "value.valueType": ["raw"],
            "columnGrouping": ["period"],
            "rowGrouping": ["area"],
            "ApplicationKey": ["made-up"],
        }

    def test_a_key_in_the_settings_is_refused(self, source):
        source["query"] = {"ApplicationKey": "typed-in-here"}

        assert "a key is not kept here" in refusal_of("lginform", source)

    def test_a_metric_needs_its_number(self, source):
        source["metrics"] = [{"code": "CLA"}]

        assert "needs “metric_type”, for the settings name a “url”" in refusal_of(
            "lginform", source
        )
