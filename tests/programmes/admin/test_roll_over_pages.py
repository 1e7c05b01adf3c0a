"""A year's roll-over in the admin: the year, the targets, every change, all saved."""

import re
from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.models import RollOver, Target
from indicators.roll_over import financial_years
from tests.factories import (
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    TargetFactory,
)
from tests.pages import text_of
from tests.people import lead_of
from tests.programmes.admin.target_pages import LIST, ROLL_OVER, many_targets

pytestmark = pytest.mark.django_db
PATIENCE = 30  # seconds for one page of 5,000 targets on a busy machine; a server gives 60


@pytest.fixture
def year():
    """The first day of the next financial year."""
    return financial_years(timezone.localdate())[1]


@pytest.fixture
def target():
    return TargetFactory(value=Decimal(80), indicator__code="P6-01")


def begin(keeper, year, **answers):
    """Through the first page; the plan."""
    answers = {"year": year.isoformat(), "rule": "keep"} | answers
    response = keeper.post(ROLL_OVER, answers)
    roll_over = RollOver.objects.first()
    assert response["Location"] == page_of(roll_over)
    return roll_over


def page_of(roll_over, name="rows"):
    return reverse(f"admin:indicators_target_roll_over_{name}", args=[roll_over.pk])


def boxes(*rows, **answers):
    """The boxes of rows as drawn, but for the answers."""
    sent = {"row": [row.pk for row in rows], "go": "preview"}
    for row in rows:
        drawn = {
            "value": "" if row.value is None else row.value,
            "origin": row.origin,
            "vintage": row.vintage,
        }
        sent |= {f"row-{row.pk}-{name}": value for name, value in (drawn | answers).items()}
    return sent


def read_and_save(keeper, roll_over, **answers):
    """Press the button of the last page, having read it."""
    page = text_of(keeper.get(page_of(roll_over, "preview")))
    read = re.search(r'name="read" value="(\w+)"', page)[1]
    return keeper.post(
        page_of(roll_over, "preview"), {"read": read, "reason": ""} | answers, follow=True
    )


def test_the_next_financial_year_is_suggested(keeper, year):
    page = text_of(keeper.get(ROLL_OVER))

    assert f'<option value="{year.isoformat()}" selected>' in page
    assert "1 April" in page


def test_targets_in_force_go_through_three_pages(keeper, target, year):
    TargetFactory(effective_to=date(2017, 3, 31))  # not in force any more
    roll_over = begin(keeper, year)
    (row,) = roll_over.rows.all()

    page = text_of(keeper.get(page_of(roll_over)))
    assert "Now at least 80%, until further notice" in page
    response = keeper.post(page_of(roll_over), boxes(row, value="85", origin="New plan"))
    assert response["Location"] == page_of(roll_over, "preview")
    page = text_of(keeper.get(page_of(roll_over, "preview")))
    assert "<mark>at least 85%</mark>" in page
    assert "<mark>New plan</mark>" in page
    assert "1 target starts on 1 April" in page
    page = text_of(read_and_save(keeper, roll_over))

    assert f"1 target starts on 1 April {year.year}. All are saved." in page
    new, old = Target.objects.filter(indicator=target.indicator)
    assert (new.value, new.origin, new.effective_from) == (85, "New plan", year)
    assert old.effective_to == date(year.year, 3, 31)


def test_the_targets_chosen_in_the_list_are_copied(keeper, target, year):
    TargetFactory()
    action = {"action": "copy_to_next_year", "_selected_action": [target.pk]}

    page = text_of(keeper.post(LIST, action))

    assert "<strong>1 target</strong> chosen in the list." in page
    chosen = re.search(r'name="chosen" value="([\d,]+)"', page)[1]
    roll_over = begin(keeper, year, chosen=chosen)
    assert [row.target for row in roll_over.rows.all()] == [target]


def test_those_of_a_programme_are_copied(keeper, target, year):
    TargetFactory()
    place = ProgrammeIndicatorFactory(indicator=target.indicator)

    roll_over = begin(keeper, year, programme=place.priority.programme.pk)

    assert [row.target for row in roll_over.rows.all()] == [target]


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"year": ""}, "Choose the year to copy to."),
        ({"rule": "add"}, "Say by how much, or keep the values as they are."),
        ({"rule": "add", "amount": "lots"}, "Give a number, such as 2 or -0.5."),
        (
            {"in_force_on": "01/04/2010"},
            "No target is in force then. Give another day or programme.",
        ),
    ],
)
def test_the_first_page_says_what_is_wrong(keeper, target, year, answers, error):
    answers = {"year": year.isoformat(), "rule": "keep"} | answers

    assert error in text_of(keeper.post(ROLL_OVER, answers))
    assert not RollOver.objects.exists()


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"value": "many"}, "Give a number, such as 95 or 20.7."),
        ({"value": ""}, "Give one value, or both a lower and an upper value."),
        (
            {"value": "", "lower": "9", "upper": "5"},
            "The lower value is above the upper one. Swap them.",
        ),
        ({"origin": ""}, "Say where the target comes from."),
    ],
)
def test_what_is_wrong_stands_in_its_row_and_nothing_typed_is_lost(
    keeper, target, year, answers, error
):
    second = TargetFactory(indicator__code="P6-02")
    roll_over = begin(keeper, year)
    wrong, right = roll_over.rows.all()
    sent = boxes(right, value="77") | boxes(wrong, **answers)
    sent |= {"row": [wrong.pk, right.pk]}

    page = text_of(keeper.post(page_of(roll_over), sent))

    assert error in page
    assert 'value="77"' in page
    assert "1 row cannot be saved as it is." in page
    assert all(f'value="{typed}"' in page for typed in answers.values() if typed)
    assert roll_over.rows.get(target=second).value == 80


@pytest.mark.parametrize("value", ["", "many"])
def test_a_row_left_out_may_hold_anything(keeper, target, year, value):
    roll_over = begin(keeper, year)

    keeper.post(
        page_of(roll_over), boxes(roll_over.rows.get(), value=value, origin="", left_out="on")
    )

    assert roll_over.rows.get().left_out
    assert "Save all" not in text_of(keeper.get(page_of(roll_over, "preview")))


def test_a_row_that_would_overlap_says_so_and_is_left_out_at_first(keeper, target, year):
    Target.objects.update(effective_to=date(year.year, 3, 31))
    TargetFactory(indicator=target.indicator, category=target.category, effective_from=year)
    roll_over = begin(keeper, year)
    sentence = f"Another target is in force from 1 April {year.year} until further notice."

    assert sentence in text_of(keeper.get(page_of(roll_over)))
    roll_over.rows.update(left_out=False)
    page = text_of(keeper.get(page_of(roll_over, "preview")))
    assert sentence in page
    assert "1 of these cannot be saved." in page
    assert "?q=P6-01" in page


def test_pressed_twice_it_is_done_once(keeper, target, year):
    roll_over = begin(keeper, year)
    read_and_save(keeper, roll_over)

    page = text_of(keeper.post(page_of(roll_over, "preview"), {"read": "any"}, follow=True))

    assert "These targets are saved already. Nothing was done twice." in page
    assert Target.objects.count() == 2


def test_what_changed_since_it_was_read_is_shown_again(keeper, target, year):
    roll_over = begin(keeper, year)

    page = text_of(read_and_save(keeper, roll_over, read="of another page"))

    assert "Something changed since you looked." in page
    assert Target.objects.count() == 1


def test_a_year_that_has_begun_needs_a_reason_and_a_look_at_open_reports(keeper, target):
    this_year = financial_years(timezone.localdate())[0]
    place = ProgrammeIndicatorFactory(indicator=target.indicator)
    ReportFactory(programme=place.priority.programme, period_end=date(this_year.year, 4, 30))
    roll_over = begin(keeper, this_year, rule="add", amount="5")
    page = text_of(keeper.get(page_of(roll_over, "preview")))
    tick = re.search(r'name="touched" value="(\w+)"', page)[1]

    page = text_of(read_and_save(keeper, roll_over, touched=tick))
    assert "Some of these targets are changed within their year. Say why." in page
    page = text_of(read_and_save(keeper, roll_over, reason="Agreed late."))
    assert "Open reports that this touches" in page
    assert Target.objects.count() == 1

    read_and_save(keeper, roll_over, reason="Agreed late.", touched=tick)
    assert Target.objects.count() == 2


def test_a_plan_can_be_gone_on_with_or_thrown_away(keeper, target, year):
    roll_over = begin(keeper, year)
    assert page_of(roll_over) in text_of(keeper.get(ROLL_OVER))

    keeper.post(page_of(roll_over, "discard"))

    assert not RollOver.objects.exists()
    assert Target.objects.get().effective_to is None


def test_only_who_may_change_targets_comes_here(client, target):
    somebody = lead_of(ProgrammeFactory())
    somebody.is_staff = True
    somebody.save()
    client.force_login(somebody)

    assert client.get(ROLL_OVER).status_code == 403


def test_five_thousand_targets_go_through(keeper, year, django_assert_max_num_queries):
    many_targets(5000)
    times = {}

    def timed(name, send):
        started = perf_counter()
        result = send()
        times[name] = perf_counter() - started
        return result

    roll_over = timed("begin", lambda: begin(keeper, year, rule="add", amount="2"))
    with django_assert_max_num_queries(12):
        timed("rows", lambda: keeper.get(page_of(roll_over), {"page": 50}))
    rows = list(roll_over.rows.all()[:50])
    timed("typed", lambda: keeper.post(page_of(roll_over), boxes(*rows, value="90")))
    with django_assert_max_num_queries(12):
        page = timed("preview", lambda: keeper.get(page_of(roll_over, "preview")))
    assert "5000 targets start" in text_of(page)
    timed("saved", lambda: read_and_save(keeper, roll_over))

    print({name: f"{seconds:.1f} s" for name, seconds in times.items()})  # noqa: T201
    assert max(times.values()) < PATIENCE
    new = Target.objects.filter(effective_from=year)
    assert new.count() == 5000
    assert new.filter(value=90).count() == 50
    assert Target.objects.filter(effective_to=None).count() == 0
