"""New definitions as they are kept, and what the pages say of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from indicators import selectors
from indicators.histories import history_of_indicators
from indicators.models import DefinitionChange, Indicator
from indicators.periods import add_months
from tests.factories import AreaFactory, IndicatorFactory, ObservationFactory, UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2017, 1, 1)
SENTENCE = "Visits by telephone no longer count."
WORDS = f"new definition from 1 January 2017: {SENTENCE}"


@pytest.fixture
def visits():
    """Monthly visits from February 2016 to January 2017, with a new definition for the last."""
    indicator = IndicatorFactory(
        code="V-1", name="Visits on time", decimals=1, definition="Visits."
    )
    area = AreaFactory(name="Anyshire")
    for months in range(12):
        end = add_months(date(2016, 2, 29), months)
        ObservationFactory(
            indicator=indicator,
            area=area,
            value=60 + months,
            period_start=end.replace(day=1),
            period_end=end,
        )
    DefinitionChange.objects.create(
        indicator=indicator, effective_from=FIRST_DAY, sentence=SENTENCE
    )
    return indicator


def assess(indicator, **options):
    area = indicator.observations.first().area
    chosen = Indicator.objects.filter(pk=indicator.pk)
    return selectors.assess(chosen, area, date(2017, 1, 31), 5, **options)[0]


def test_the_sentence_stands_where_the_arrow_would(visits):
    for details in (True, False):
        found = assess(visits, details=details).direction
        assert (found.movement, found.reason) == ("none", WORDS)


def test_it_costs_no_query(visits, django_assert_num_queries):
    area = visits.observations.first().area
    second = IndicatorFactory()
    DefinitionChange.objects.create(indicator=second, effective_from=FIRST_DAY, sentence="So.")
    with django_assert_num_queries(2):
        selectors.assess(Indicator.objects.all(), area, date(2017, 1, 31), 5)


def test_a_value_before_the_change_is_compared_as_ever(visits):
    DefinitionChange.objects.update(effective_from=date(2017, 2, 1))

    assert assess(visits).direction.movement == "up"
    assert assess(visits).run == "11th rise in a row"


@pytest.mark.parametrize("against", ["last", "year", "average"])
def test_the_page_names_the_break_beside_the_picture_and_in_the_explanation(
    client, visits, against
):
    client.force_login(UserFactory())

    page = text_of(client.get(f"{visits.get_absolute_url()}?against={against}"))

    assert page.count("New definition from 1 January 2017: Visits by telephone no longer") >= 2
    assert '<line class="break"' in page
    assert "The line breaks where a value is missing or may not be compared." in page
    assert "row</b>" not in page


def test_two_on_one_day_are_refused(visits):
    second = DefinitionChange(indicator=visits, effective_from=FIRST_DAY, sentence="Again.")
    with pytest.raises(ValidationError, match="Change its sentence instead"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_one_without_a_sentence_is_refused(visits):
    silent = DefinitionChange(indicator=visits, effective_from=date(2018, 1, 1))
    with pytest.raises(ValidationError, match="Say in a sentence what changed"):
        silent.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        silent.save()


def test_the_history_tells_it_together_with_the_indicator(visits):
    change = DefinitionChange.objects.get()
    change.sentence = "Visits by telephone\nand letter no longer count."
    change.save()

    changed, added, *_ = history_of_indicators([visits.pk])

    assert changed.what == "New definition from 1 January 2017, changed"
    assert changed.changes[0].after == "Visits by telephone and letter no longer count."
    assert added.what == "New definition from 1 January 2017, added"


def test_the_admin_takes_it_and_says_what_it_does(client, visits):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    page = text_of(client.get(reverse("admin:indicators_indicator_change", args=[visits.pk])))

    assert "no arrow, run, average or trend reaches back over this day" in page
    assert SENTENCE in page


def test_a_change_that_rolling_years_run_over_is_named_though_it_is_not_drawn(client, visits):
    Indicator.objects.update(basis="rolling_12_months")
    for row in visits.observations.all():
        row.period_start = add_months(row.period_end.replace(day=1), -11)
        row.save()
    DefinitionChange.objects.update(effective_from=date(2015, 6, 1))
    client.force_login(UserFactory())

    page = text_of(client.get(visits.get_absolute_url()))

    assert "New definition from 1 June 2015: Visits by telephone no longer count." in page
    assert '<line class="break"' not in page
