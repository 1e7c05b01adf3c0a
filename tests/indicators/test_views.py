from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.choices import AreaKind, Basis, Polarity
from tests.factories import (
    AreaFactory,
    CategoryFactory,
    IndicatorFactory,
    ObservationFactory,
    RevisionFactory,
    TargetFactory,
    UserFactory,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
DECEMBER = {"period_start": date(2016, 12, 1), "period_end": date(2016, 12, 31)}


@pytest.fixture
def reader(client):
    """Somebody who is signed in and has no role at all."""
    client.force_login(UserFactory())
    return client


@pytest.fixture
def visits():
    """Visits on time: 87.5% (7 of 8) in January after 90% in December, target at least 95%."""
    indicator = IndicatorFactory(code="V-1", name="Visits on time", decimals=1)
    area = AreaFactory(name="Anyshire")
    counted = {"numerator": 7, "denominator": 8, "places": 1}
    ObservationFactory(indicator=indicator, area=area, value=90, **DECEMBER)
    ObservationFactory(indicator=indicator, area=area, value=Decimal("87.5"), **counted)
    TargetFactory(indicator=indicator, value=95, origin="improvement plan", reason="Agreed in May")
    return indicator


@pytest.mark.parametrize("name", ["indicators", "pulls", "home", "programmes", "review"])
def test_a_page_asks_a_stranger_to_sign_in(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.url == f"{reverse('login')}?next={reverse(name)}"


def test_the_list_shows_the_newest_figure_with_its_target_change_and_rating(reader, visits):
    page = text_of(reader.get(reverse("indicators")))

    assert "Figures are for Anyshire, as known for 31 January 2017." in page
    for words in ("87.5%", "7 of 8", "at least 95%", "Down, <b>worsening</b>", "Red", "Monthly"):
        assert words in page


def test_the_list_says_where_a_figure_has_not_come(reader, visits):
    late = IndicatorFactory(code="V-2")
    area = visits.observations.first().area
    ObservationFactory(indicator=late, area=area, **DECEMBER)

    page = text_of(reader.get(reverse("indicators")))

    assert "No value for January 2017" in page


def test_the_page_of_a_figure_that_has_not_come_shows_no_older_one_in_its_place(reader, visits):
    late = IndicatorFactory()
    area = visits.observations.first().area
    ObservationFactory(indicator=late, area=area, value=3, **DECEMBER)

    response = reader.get(late.get_absolute_url())

    assert "<strong>No value for January 2017</strong>" in text_of(response)
    assert "An older one is never shown in its place." in text_of(response)
    assert '<td class="num">3%</td>' in text_of(response)  # not bold, as the current one is
    assert [row.period for row in response.context["over_time"].numbers] == ["Dec 2016"]


def test_the_council_with_figures_of_the_most_indicators_is_the_one_listed(reader, visits):
    ObservationFactory(indicator=visits, area__name="Other council")
    ObservationFactory(area=visits.observations.first().area)

    assert str(reader.get(reverse("indicators")).context["area"]) == "Anyshire"


def test_an_indicator_of_another_council_shows_that_council(reader, visits):
    ObservationFactory(indicator=visits, area__name="Larger council")
    other = ObservationFactory(area__name="Other council")

    response = reader.get(other.indicator.get_absolute_url())

    assert str(response.context["area"]) == "Other council"


def test_the_list_says_that_nothing_has_come_at_all(reader):
    IndicatorFactory()

    assert "No figure has come from a source yet." in text_of(reader.get(reverse("indicators")))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"text": "visit"}, ["V-1"]),
        ({"text": "v-2"}, ["V-2"]),
        ({"polarity": Polarity.LOWER}, ["V-2"]),
        ({"frequency": "annual"}, []),
        ({"sort": "-name"}, ["V-1", "V-2"]),
        ({"sort": "name"}, ["V-2", "V-1"]),
    ],
)
def test_the_list_is_filtered_and_sorted(reader, visits, query, shown):
    IndicatorFactory(code="V-2", name="Delays", polarity=Polarity.LOWER)

    table = reader.get(reverse("indicators"), query).context["table"]

    assert [row.record.code for row in table.page] == shown


def test_the_sorted_column_says_so_to_a_screen_reader(reader, visits):
    page = text_of(reader.get(reverse("indicators"), {"sort": "-name"}))

    assert page.count('aria-sort="descending"') == 1


def test_nothing_found_says_what_to_do(reader, visits):
    page = text_of(reader.get(reverse("indicators"), {"text": "no such thing"}))

    assert "No indicators found." in page
    assert "No indicator matches. Change the words above, or show all." in page


def test_the_list_costs_the_same_whatever_it_holds(reader, visits, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(7):
            reader.get(reverse("indicators"))

    cost()
    area = visits.observations.first().area
    for indicator in IndicatorFactory.create_batch(20):
        ObservationFactory(indicator=indicator, area=area)
        TargetFactory(indicator=indicator)
    cost()


def test_the_page_explains_the_figure(reader, visits):
    visits.definition = "Visits within ten working days."
    visits.save()

    page = text_of(reader.get(visits.get_absolute_url()))

    for words in (
        "7 ÷ 8 = 87.5%. Supplied, judged and shown as 87.5%, for January 2017.",
        "Visits within ten working days.",
        "Misses the target of at least 95%",
        "Why the arrow points down",
        "Down from 90%, the last value before it, for December 2016.",
        "7.5 points below",
    ):
        assert words in page


def test_the_page_draws_the_values_and_lists_them_newest_first(reader, visits):
    response = reader.get(visits.get_absolute_url())

    assert "app-chart" in response.context["over_time"].chart
    assert [row.value for row in response.context["over_time"].numbers] == ["87.5%", "90%"]


def test_one_value_is_listed_without_a_picture(reader):
    observation = ObservationFactory()

    response = reader.get(observation.indicator.get_absolute_url())

    assert response.context["over_time"].chart == ""
    assert "Too few values for a picture." in text_of(response)


def test_the_page_lists_every_target_and_marks_the_one_in_force(reader, visits):
    TargetFactory(
        indicator=visits,
        value=90,
        effective_from=date(2015, 4, 1),
        effective_to=date(2016, 3, 31),
    )

    response = reader.get(visits.get_absolute_url())

    assert [(row["amount"], row["judges"]) for row in response.context["targets"]] == [
        ("at least 95%", True),
        ("at least 90%", False),
    ]
    assert "1 April 2015 to 31 March 2016" in text_of(response)
    assert "Agreed in May" in text_of(response)


def test_the_page_shows_what_was_revised_and_through_which_pull(reader, visits):
    newest = visits.observations.order_by("-period_end").first()
    revision = RevisionFactory(observation=newest, value=Decimal(80), places=0)

    page = text_of(reader.get(visits.get_absolute_url()))

    assert str(revision.replaced_by) in page
    assert "80%" in page


def test_the_page_warns_of_a_value_that_fails_its_counts(reader):
    observation = ObservationFactory(
        value=Decimal("62.2"), places=1, numerator=229, denominator=373, indicator__decimals=1
    )

    page = text_of(reader.get(observation.indicator.get_absolute_url()))

    assert "its counts (229 of 373) give 61.4%. The counts decide." in page
    assert "229 ÷ 373 = 61.394…%. Supplied as 62.2%; the counts decide, shown as 61.4%" in page


def test_an_indicator_read_by_band_shows_its_bands(reader):
    band = CategoryFactory(name="up to 3 months", indicator__basis=Basis.MONTH)
    CategoryFactory(indicator=band.indicator)
    ObservationFactory(indicator=band.indicator, category=band, value=22)

    page = text_of(reader.get(band.indicator.get_absolute_url()))

    assert "Read by band" in page
    assert "up to 3 months" in page
    assert "It is read by band: each band has a value of its own." in page


def test_an_indicator_without_figures_still_has_a_page(reader):
    target = TargetFactory()

    page = text_of(reader.get(target.indicator.get_absolute_url()))

    assert "No figure has come from a source yet." in page
    assert "at least 80%" in page
    assert "Nobody named yet" in page


def test_other_councils_do_not_stand_in_for_a_benchmark(reader, visits):
    nation = AreaFactory(name="England", kind=AreaKind.NATION)
    ObservationFactory(indicator=visits, area=nation, value=91)

    response = reader.get(visits.get_absolute_url())

    assert str(response.context["area"]) == "Anyshire"
    assert [str(area) for area, _, _ in response.context["benchmarks"]] == ["England"]


def test_an_unknown_code_is_not_found(reader):
    assert reader.get(reverse("indicator", args=["NONE"])).status_code == 404


def test_the_page_costs_six_queries(reader, visits, django_assert_num_queries):
    RevisionFactory(observation=visits.observations.first())
    ObservationFactory(indicator=visits, area=AreaFactory(kind=AreaKind.NATION))

    with django_assert_num_queries(6):
        reader.get(visits.get_absolute_url())


def test_words_that_somebody_typed_are_never_markup(reader):
    observation = ObservationFactory(indicator__name="<script>alert(1)</script>")

    for url in (reverse("indicators"), observation.indicator.get_absolute_url()):
        assert b"<script>alert" not in reader.get(url).content
