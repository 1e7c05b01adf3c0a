import pytest

from indicators.models import Category, Observation
from indicators.pulls.matching import KEY_FIELDS, VALUE_FIELDS, Matcher
from indicators.sources.rows import ObservationRow
from tests.factories import AreaFactory, CategoryFactory, IndicatorFactory
from tests.indicators.pulls.rows import row

pytestmark = pytest.mark.django_db


def test_a_matched_row_has_the_columns_of_an_observation():
    columns = {field.attname for field in Observation._meta.fields}

    assert {*KEY_FIELDS, *VALUE_FIELDS} == columns - {"id", "pull_id", "revision"}
    assert ObservationRow._fields[6:] == VALUE_FIELDS


def test_names_become_keys_and_values_stay():
    area, indicator = AreaFactory(name="Somerset"), IndicatorFactory(code="P6-01")
    band = CategoryFactory(indicator=indicator, name="over 10")
    given = row(3, category="Over  10", note="as told")

    matched = Matcher().match(given)

    assert matched[:4] == (given.place, indicator.pk, area.pk, band.pk)
    assert matched[4:] == (given.period_end, given.period_start, *given[6:])


def test_a_category_that_is_not_there_bears_one_number_until_it_is_made():
    AreaFactory(name="Somerset")
    one, other = IndicatorFactory(code="P6-01"), IndicatorFactory(code="P6-02")
    matcher = Matcher()
    names = [("P6-01", "over 10"), ("P6-01", "OVER 10"), ("P6-02", "over 10"), ("P6-01", "all")]

    numbers = [matcher.match(row(code=code, category=name)).category_id for code, name in names]
    assert all(number < 0 for number in numbers)
    assert len(set(numbers)) == 3
    made = matcher.make_categories()

    keys = {(c.indicator_id, c.name): c.pk for c in Category.objects.all()}
    assert [made[number] for number in numbers] == [
        keys[one.pk, "over 10"],
        keys[one.pk, "over 10"],
        keys[other.pk, "over 10"],
        keys[one.pk, "all"],
    ]


def test_all_that_is_wrong_with_the_names_is_said():
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")

    problems = Matcher().match(row(code="P6-1", area="Somerst"))

    assert [(problem.field, problem.message) for problem in problems] == [
        ("code", "No indicator has the code “P6-1”. Did you mean P6-01?"),
        ("area", "No area is called “Somerst”. Did you mean Somerset?"),
    ]


def test_the_queries_do_not_grow_with_the_rows(django_assert_num_queries):
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")

    with django_assert_num_queries(3):
        matcher = Matcher()
        for number in range(100):
            matcher.match(row(number))
