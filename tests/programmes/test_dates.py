"""A date typed in three boxes."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from lxml import html

from programmes.forms.dates import DateBoxesField
from tests.markup import pick, words

TODAY = date(2017, 2, 28)


class Form(forms.Form):
    forecast = DateBoxesField(name="Forecast", label="When?", required=False)
    agreed = DateBoxesField(name="New date", label="Agreed", help_text="Such as 28 2 2017")


def sent(day, month, year, name="forecast"):
    return {f"{name}_0": day, f"{name}_1": month, f"{name}_2": year}


def drawn(form):
    template = Template("{% load crispy_forms_filters %}{{ form.agreed|as_crispy_field }}")
    return html.fromstring(template.render(Context({"form": form})))


@pytest.mark.parametrize(
    "boxes",
    [("28", "2", "2017"), ("28", "02", "2017"), (" 28 ", "2", " 2017"), ("28", "Feb", "2017"),
     ("28", "february", "2017")],
)  # fmt: skip
def test_a_date_is_read_however_the_month_is_written(boxes):
    form = Form(sent(*boxes))

    assert "forecast" not in form.errors
    assert form.cleaned_data["forecast"] == TODAY


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (("30", "2", "2017"), "Forecast must be a real date, such as 28 2 2017."),
        (("soon", "2", "2017"), "Forecast must be a real date, such as 28 2 2017."),
        (("1", "Febtember", "2017"), "Forecast must be a real date, such as 28 2 2017."),
        (("9" * 30, "2", "2017"), "Forecast must be a real date, such as 28 2 2017."),
        (("²", "2", "2017"), "Forecast must be a real date, such as 28 2 2017."),
        (("28", "2", "17"), "Forecast must have a year of 4 figures, such as 2017."),
        (("28", "2", "0217"), "Forecast must be between 2000 and 2099."),
        (("28", "", "2017"), "Forecast must include a month."),
        (("28", "", ""), "Forecast must include a month and year."),
    ],
)
def test_what_is_no_date_says_what_to_do(boxes, said):
    assert Form(sent(*boxes)).errors["forecast"] == [said]


def test_an_empty_date_is_none_where_it_may_be_and_asked_for_where_not():
    form = Form({})

    assert form.errors == {"agreed": ["Enter the new date, such as 28 2 2017."]}
    assert form.cleaned_data["forecast"] is None


@pytest.mark.parametrize("stored", [TODAY, "2017-02-28"])
def test_a_stored_date_fills_the_boxes(stored):
    boxes = pick(drawn(Form(initial={"agreed": stored})), "input")

    assert [box.get("value") for box in boxes] == ["28", "2", "2017"]


def test_the_boxes_are_one_group_with_a_name_and_each_has_a_label():
    page = drawn(Form())

    assert words(pick(page, "legend")[0]) == "Agreed"
    assert pick(page, "fieldset")[0].get("aria-describedby") == "id_agreed_helptext"
    assert [(words(label), label.get("for")) for label in pick(page, "label")] == [
        ("Day", "id_agreed_0"),
        ("Month", "id_agreed_1"),
        ("Year", "id_agreed_2"),
    ]


def test_what_was_typed_wrong_is_shown_again_with_its_error():
    page = drawn(Form(sent("30", "2", '"><b>', name="agreed")))

    assert [box.get("value") for box in pick(page, "input")] == ["30", "2", '"><b>']
    assert words(pick(page, ".govuk-error-message")[0]) == (
        "Error: New date must be a real date, such as 28 2 2017."
    )
    assert pick(page, "fieldset")[0].get("aria-describedby") == (
        "id_agreed_helptext id_agreed_error"
    )


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        (TODAY, ["28", "2", "2017"], False),
        (TODAY, ["27", "2", "2017"], True),
        (None, ["", "", ""], False),
        (TODAY, ["", "", ""], True),
    ],
)
def test_a_date_knows_whether_it_was_changed(initial, data, changed):
    assert DateBoxesField(name="Forecast").has_changed(initial, data) is changed
