"""The API of Explore Education Statistics: asked on a real server, and saved as files."""

import json
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from indicators.sources.register import reader_for
from tests.indicators.sources.official_files import refusal_of, rows_of
from tests.webserver import reply

META = {
    "filters": [
        {
            "id": "gIyO9",
            "column": "population_type",
            "label": "Population",
            "hint": "",
            "options": [
                {"id": "uKR2K", "label": "On 31 March"},
                {"id": "aB3dE", "label": "During the year"},
            ],
        }
    ],
    "indicators": [
        {"id": "04nTr", "column": "rate_per_10000", "label": "Rate", "unit": ""},
        {"id": "7Ghi2", "column": "children_count", "label": "Children", "decimalPlaces": 0},
    ],
    "geographicLevels": [{"code": "LA", "label": "Local authority"}],
    "locations": [
        {
            "level": {"code": "NAT", "label": "National"},
            "options": [{"id": "2FmYX", "label": "England", "code": "E92000001"}],
        },
        {
            "level": {"code": "REG", "label": "Regional"},
            "options": [{"id": "e0768", "label": "South West", "code": "E12000009"}],
        },
        {
            "level": {"code": "LA", "label": "Local authority"},
            "options": [
                {"id": "sOm3R", "label": "Somerset", "code": "E06000066", "oldCode": "933"}
            ],
        },
    ],
    "timePeriods": [{"code": "RY", "period": "2025", "label": "2025"}],
}
SETTINGS = {
    "areas": {"933": "Somerset", "E12000009": "South West"},
    "filters": {"population_type": "On 31 March"},
    "indicators": [
        {"code": "CLA", "value": "rate_per_10000", "numerator": "children_count", "position": True}
    ],
}
SOMERSET = {"NAT": "2FmYX", "REG": "e0768", "LA": "sOm3R"}
SOUTH_WEST = {"NAT": "2FmYX", "REG": "e0768"}


def result(level, locations, rate, count="624", kind="uKR2K", time=("RY", "2025")):
    return {
        "timePeriod": {"code": time[0], "period": time[1]},
        "geographicLevel": level,
        "locations": locations,
        "filters": {"gIyO9": kind},
        "values": {"04nTr": rate, "7Ghi2": count},
    }


def page(*results, number=1, of=1):
    paging = {"page": number, "pageSize": 1000, "totalResults": 9, "totalPages": of}
    return {"paging": paging, "results": list(results)}


SOMERSET_55 = result("LA", SOMERSET, "55")
SOUTH_WEST_59 = result("REG", SOUTH_WEST, "59.0")


class TestAsked:
    @pytest.fixture
    def source(self, server):
        server.answers["/v1/data-sets/63cfc86e/meta"] = reply(json.dumps(META))
        return SETTINGS | {"data_set": "63cfc86e", "api": server.url("/v1")}

    @staticmethod
    def answer_with(server, *pages):
        def answer(handler):
            number = int(parse_qs(urlsplit(handler.path).query)["page"][0])
            reply(json.dumps(pages[number - 1]))(handler)

        server.answers["/v1/data-sets/63cfc86e/query"] = answer

    def test_a_value_is_read_by_the_names_of_the_files(self, server, source):
        self.answer_with(server, page(SOMERSET_55, SOUTH_WEST_59))

        somerset, region = rows_of("dfe", source)

        assert (somerset.area, somerset.value, somerset.numerator) == ("Somerset", 55, 624)
        assert (region.area, region.value, region.places) == ("South West", Decimal("59.0"), 1)
        assert somerset.period_end == somerset.period_start == date(2025, 3, 31)
        assert somerset.place == "data set 63cfc86e page 1 result 1"

    def test_areas_and_indicators_are_asked_for_by_code_and_id(self, server, source):
        self.answer_with(server, page(SOMERSET_55, SOUTH_WEST_59))

        rows_of("dfe", source)

        query = parse_qs(urlsplit(server.requests[-1].path).query)
        assert query["indicators"] == ["04nTr", "7Ghi2"]
        assert query["locations.in"] == ["LA|oldCode|933", "REG|code|E12000009"]

    def test_every_page_is_asked_for(self, server, source):
        self.answer_with(
            server, page(SOMERSET_55, number=1, of=2), page(SOUTH_WEST_59, number=2, of=2)
        )

        rows = rows_of("dfe", source)

        assert [row.place[-15:] for row in rows] == ["page 1 result 1", "page 2 result 1"]

    def test_another_page_than_the_one_asked_for_is_refused(self, server, source):
        first = page(SOMERSET_55, number=1, of=2)
        self.answer_with(server, first, first)

        assert refusal_of("dfe", source) == "The API was asked for page 2 and gave page 1."

    def test_an_indicator_that_is_not_there_lists_those_that_are(self, server, source):
        source["indicators"] = [{"code": "CLA", "value": "adoptions"}]

        assert refusal_of("dfe", source) == (
            "The data set 63cfc86e has no indicator “adoptions”. "
            "There is: “rate_per_10000”, “children_count”."
        )

    def test_a_data_set_that_is_not_there_says_so(self, server, source):
        source["data_set"] = "unknown"

        assert "has nothing at this address" in refusal_of("dfe", source)

    def test_something_other_than_an_answer_is_refused(self, server, source):
        server.answers["/v1/data-sets/63cfc86e/query"] = reply('{"errors": []}')

        said = refusal_of("dfe", source)

        assert said.startswith("query does not look like an answer of the API: ")

    def test_a_server_in_trouble_may_be_asked_again(self, server, source):
        server.answers["/v1/data-sets/63cfc86e/query"] = reply("", 429, retry_after="60")

        assert "It asks to wait 60 seconds." in refusal_of("dfe", source)


class TestSaved:
    @pytest.fixture
    def save(self, sources):
        (sources / "api").mkdir()

        def make(name, document):
            (sources / "api" / name).write_text(json.dumps(document))

        make("meta.json", META)
        return make

    @pytest.fixture
    def source(self):
        return SETTINGS | {"folder": "api", "file": "*.json", "meta": "meta.json"}

    def test_the_pages_of_an_answer_are_read_in_their_own_order(self, save, source):
        save("b.json", page(SOMERSET_55, number=1, of=2))
        save("a.json", page(SOUTH_WEST_59, number=2, of=2))

        assert [row.value for row in rows_of("dfe", source)] == [55, 59]
        assert reader_for("dfe", source).check().startswith("2 values of 1 indicator for Somerset")

    @pytest.mark.parametrize(
        ("sign", "symbol"), [("c", "suppressed"), ("low", "low"), ("z", "not_applicable")]
    )
    def test_a_value_may_be_a_sign(self, save, source, sign, symbol):
        save("page.json", page(result("LA", SOMERSET, sign), SOUTH_WEST_59))

        hidden, _ = rows_of("dfe", source)

        assert (hidden.value, hidden.symbol) == (None, symbol)

    def test_two_years_are_read_from_both(self, save, source):
        academic = result("LA", SOMERSET, "55", time=("AY", "2022/2023"))
        cumulative = result("LA", SOMERSET, "55", time=("FYQ1Q2", "2016/2017"))
        torn = result("LA", SOMERSET, "55", time=("AY", "202223"))
        save("page.json", page(academic, cumulative, torn, SOUTH_WEST_59))
        source["indicators"] = [{"code": "CLA", "value": "rate_per_10000"}]

        year, half, [problem], _ = rows_of("dfe", source)

        assert (year.period_start, year.period_end) == (date(2022, 9, 1), date(2023, 8, 31))
        assert (half.period_start, half.period_end) == (date(2016, 4, 1), date(2016, 9, 30))
        assert problem.field == "time_period"
        assert "which is like 2025 or 2016/2017" in problem.message

    def test_a_filter_is_told_by_its_label(self, save, source):
        source["filters"] = {"population_type": "Ever"}
        save("page.json", page(SOMERSET_55, SOUTH_WEST_59))

        assert refusal_of("dfe", source).endswith("There is: “On 31 March”.")

    def test_rivals_are_told_by_their_labels(self, save, source):
        source["filters"] = {}
        save("page.json", page(SOMERSET_55, result("LA", SOMERSET, "21", kind="aB3dE")))

        assert "population_type: “On 31 March”, “During the year”" in refusal_of("dfe", source)

    def test_an_id_that_nothing_explains_is_refused(self, save, source):
        save("page.json", page(result("LA", SOMERSET | {"LA": "zzzzz"}, "55")))

        said = refusal_of("dfe", source)

        assert said.startswith("page.json page 1 result 1 holds the id “zzzzz”")
        assert "different versions of the data set" in said

    @pytest.mark.parametrize(
        ("pages", "message"),
        [
            ({"a": (1, 3), "b": (2, 3)}, "The answer has 3 pages, and these are there: 1, 2."),
            ({"a": (1, 1), "b": (1, 1)}, "b.json and a.json hold the same page, 1."),
            ({"a": (1, 10**12)}, "The answer has 1000000000000 pages, and these are there: 1."),
        ],
    )
    def test_pages_that_do_not_make_one_answer_are_refused(self, save, source, pages, message):
        for name, (number, of) in pages.items():
            save(f"{name}.json", page(SOMERSET_55, number=number, of=of))

        assert message in refusal_of("dfe", source)

    def test_meta_data_alone_is_no_answer(self, save, source):
        assert "does not look like an answer of the API" in refusal_of("dfe", source)
