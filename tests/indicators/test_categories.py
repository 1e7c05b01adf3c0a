import pytest

from indicators.categories import ensure_categories, merged, same_name
from indicators.models import Category
from tests.factories import CategoryFactory, IndicatorFactory


def test_a_new_name_goes_before_the_known_one_that_follows_it():
    assert merged(["b", "d"], ["a", "b", "c", "d", "e"]) == ["a", "b", "c", "d", "e"]


def test_known_names_keep_their_order():
    assert merged(["b", "a"], ["a", "b", "c"]) == ["b", "c", "a"]


def test_names_that_know_no_other_go_last():
    assert merged(["a"], ["x", "y"]) == ["a", "x", "y"]
    assert merged([], ["x", "y"]) == ["x", "y"]


def test_capitals_and_spaces_make_no_other_name():
    assert same_name("Statistical  Neighbours ") == same_name("statistical neighbours")


def positions(indicator):
    return list(indicator.categories.values_list("position", "name"))


@pytest.mark.django_db
def test_the_headline_is_made_first():
    indicator = IndicatorFactory()

    ensure_categories({indicator.pk: ["0 to 6 weeks", "6 weeks and over"]})

    assert positions(indicator) == [(0, ""), (1, "0 to 6 weeks"), (2, "6 weeks and over")]


@pytest.mark.django_db
def test_bands_of_targets_and_of_values_are_interleaved():
    indicator = IndicatorFactory()
    ensure_categories({indicator.pk: ["1 to 10", "11 to 20"]})

    keys = ensure_categories({indicator.pk: ["0", "1 To 10", "11 to 20", "0"]})

    assert positions(indicator) == [(0, ""), (1, "0"), (2, "1 to 10"), (3, "11 to 20")]
    assert keys[indicator.pk, "1 to 10"] == Category.objects.get(name="1 to 10").pk


@pytest.mark.django_db
def test_an_order_somebody_chose_stays_while_nothing_is_new():
    indicator = IndicatorFactory()
    CategoryFactory(indicator=indicator, position=0)
    for name, position in (("b", 10), ("a", 20)):
        CategoryFactory(indicator=indicator, name=name, position=position)

    ensure_categories({indicator.pk: ["a", "b"]})

    assert positions(indicator) == [(0, ""), (10, "b"), (20, "a")]


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_indicators(django_assert_num_queries):
    indicators = IndicatorFactory.create_batch(30)

    with django_assert_num_queries(2):
        ensure_categories({indicator.pk: ["a", "b"] for indicator in indicators})
