import json
from decimal import Decimal

import pytest

from indicators.sources.rows import ObservationRow
from tests.http_source import MAPPING, record, refusal_of, rows_of
from tests.webserver import reply


def test_records_of_a_json_document_keep_their_digits(server):
    document = json.dumps({"data": {"rows": [record("#"), record("hidden")]}})
    document = document.replace('"#"', "12.90")
    server.answers["/kpi"] = reply(document, content_type="application/json")

    good, hidden = rows_of(server.url("/kpi"), format="json", records="data.rows", **MAPPING)

    assert (good.place, good.area, good.value, good.places) == (
        "kpi record 1",
        "Somerset",
        Decimal("12.90"),
        2,
    )
    assert hidden.symbol == "suppressed"


def test_a_document_that_is_a_list_needs_no_place(server):
    server.answers["/kpi.json"] = reply(json.dumps([record(1), record(None)]))

    good, bad = rows_of(server.url("/kpi.json"), **MAPPING)

    assert good.value == 1
    assert bad[0].field == "value"


def test_records_with_different_headings_stand_in_one_table(server):
    server.answers["/kpi.json"] = reply(
        json.dumps([record(1), {"note": "late", "flag": "provisional", **record(2)}])
    )
    mapping = MAPPING | {"columns": MAPPING["columns"] | {"note": "note", "flag": "flag"}}

    first, second = rows_of(server.url("/kpi.json"), **mapping)

    assert (first.note, first.status) == ("", "final")
    assert (second.note, second.status) == ("late", "provisional")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("code,value\n1,2", "kpi.json is not JSON from line 1 on. If it is CSV"),
        ('{"rows": []', "kpi.json is not JSON from line 1 on."),
        ("[" * 100_000, "kpi.json is nested too deeply"),
        (b'[{"a": "\xff"}]', "kpi.json is not in UTF-8"),
        ('{"a": 1, "b": []}', "There is no list of records in kpi.json. Name the place"),
        ('{"a": 1, "b": []}', "the document holds “a”, “b”."),
        ("7", "There is no list of records in kpi.json."),
        ("[1, 2]", "There is no list of records in kpi.json."),
    ],
)
def test_a_document_that_cannot_be_read(server, document, words):
    server.answers["/kpi.json"] = reply(document)

    assert words in str(refusal_of(server.url("/kpi.json"), **MAPPING))


def test_a_place_that_the_document_has_not(server):
    server.answers["/kpi.json"] = reply('{"data": [{"rows": []}]}')

    assert "There is no list of records at “data.3.rows” in kpi.json." in str(
        refusal_of(server.url("/kpi.json"), records="data.3.rows", **MAPPING)
    )


def test_a_list_without_records_may_be_filled_later(server):
    server.answers["/kpi.json"] = reply("[]")
    refusal = refusal_of(server.url("/kpi.json"), **MAPPING)

    assert str(refusal) == "There are no records in kpi.json yet."
    assert refusal.retry


def test_strange_numbers_are_told_and_never_stored(server):
    numbers = ["NaN", "Infinity", "1e400", "1.5e2", "1" * 5000, "1e99999999999999999999"]
    records = [json.dumps(record("#")).replace('"#"', number) for number in numbers]
    server.answers["/kpi.json"] = reply(f"[{', '.join(records)}]")

    rows = rows_of(server.url("/kpi.json"), **MAPPING)

    assert [row.value if isinstance(row, ObservationRow) else None for row in rows] == [
        *[None] * 3,
        150,
        *[None] * 2,
    ]


def test_half_a_character_does_not_reach_the_database(server):
    server.answers["/kpi.json"] = reply(json.dumps([{**record(1), "note": "a\ud800\0b"}]))
    mapping = MAPPING | {"columns": MAPPING["columns"] | {"note": "note"}}

    [row] = rows_of(server.url("/kpi.json"), **mapping)

    assert row.note == "a?b"
