from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.choices import Unit
from indicators.sources.cells import (
    LIMIT,
    CellError,
    digits_after_point,
    to_date,
    to_number,
    to_whole,
    to_word,
)


@pytest.mark.parametrize(
    ("text", "number", "places"),
    [
        ("12.9", "12.9", 1),
        ("75.0", "75.0", 1),
        ("4943674", "4943674", 0),
        ("-3", "-3", 0),
        ("95.14", "95.14", 2),
        ("12.89719626", "12.8972", 4),
        ("0.00005", "0.0001", 4),
        ("99999999999.9999", "99999999999.9999", 4),
    ],
)
def test_a_number_keeps_the_digits_it_was_given(text, number, places):
    assert to_number(text) == Decimal(number)
    assert digits_after_point(to_number(text)) == places


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("abc", "“abc” is not a number. Write digits only."),
        ("12.9%", "“12.9%” is not digits only. Write 12.9."),
        ("1,234", "“1,234” is not digits only. Write 1234."),
        ("£4,943,674", "“£4,943,674” is not digits only. Write 4943674."),
        ("12,9", "“12,9” is not a number. Write digits only."),
        ("12.9 %%", "“12.9 %%” is not a number. Write digits only."),
        ("NaN", "“NaN” is not a number. Write digits only."),
        ("Infinity", "“Infinity” is not a number. Write digits only."),
        ("1e5", "“1e5” is not a number. Write digits only."),
        ("", "“” is not a number. Write digits only."),
        (
            "<5",
            "“<5” stands for a number that is withheld. "
            "Write c, or set what it means in the source.",
        ),
        (
            "*",
            "“*” stands for a number that is withheld. "
            "Write c, or set what it means in the source.",
        ),
        (
            "=SUM(A1:A3)",
            "“=SUM(A1:A3)” is a formula. "
            "Save the file with its results: a formula is not worked out here.",
        ),
        ("1900-01-12", "“1900-01-12” is a date or a time. Format the cell as a number."),
        ("00:00:00", "“00:00:00” is a date or a time. Format the cell as a number."),
        ("#DIV/0!", "“#DIV/0!” is a spreadsheet error. Mend the formula and save again."),
        (
            "100000000000",
            "“100000000000” is too large. Values are kept below 100,000,000,000.",
        ),
    ],
)
def test_what_is_not_a_number_is_refused(text, message):
    with pytest.raises(CellError) as refusal:
        to_number(text)

    assert str(refusal.value) == message


@given(st.decimals(-(10**10), 10**10, places=4))
def test_every_number_of_four_places_is_kept_exactly(number):
    assert to_number(f"{number:f}") == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_is_refused(text):
    with suppress(CellError):
        assert abs(to_number(text)) < LIMIT


@pytest.mark.parametrize("text", ["2017-01-31", "31/01/2017"])
def test_a_date_is_read_as_written_here_or_by_a_spreadsheet(text):
    assert to_date(text) == date(2017, 1, 31)


@pytest.mark.parametrize("text", ["2017-02-30", "31 January 2017", "20170131", "01/31/2017", "x"])
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(CellError, match="is not a date. Write it like 2017-01-31."):
        to_date(text)


def test_a_spreadsheet_s_count_of_days_is_told_from_other_text():
    with pytest.raises(CellError, match="“42766” is a spreadsheet's own count of days."):
        to_date("42766")


def test_a_date_of_another_century_is_refused():
    with pytest.raises(CellError, match="“1900-01-31” is not a likely date. Check the year."):
        to_date("1900-01-31")


def test_a_word_is_one_of_the_list():
    assert to_word(Unit)("Percent") == "percent"
    with pytest.raises(CellError, match="“precent” is not .* Did you mean percent?"):
        to_word(Unit)("precent")
    with pytest.raises(CellError, match="Write one of: percent, count, rate_per_10000"):
        to_word(Unit)("furlong")


def test_a_whole_number_has_no_point():
    assert to_whole("12") == 12
    with pytest.raises(CellError, match="“1.5” is not a whole number. Write digits only."):
        to_whole("1.5")
