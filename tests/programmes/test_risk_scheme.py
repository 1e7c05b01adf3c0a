"""The words and levels of risks: as data, and as everything that judges by them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from programmes.choices import RiskAxis, RiskWeight
from programmes.models import (
    Risk,
    RiskLevel,
    RiskWord,
    current_levels,
    current_scheme,
    levels_column,
    levels_of,
)
from programmes.reports.compose import compose
from programmes.reports.render import report_html
from programmes.reports.schema import from_data
from programmes.risk_scheme import (
    DEFAULT_LEVELS,
    DEFAULT_SCHEME,
    Level,
    level_of,
    level_ranges,
    shade_of,
)
from programmes.status import evidence
from tests.factories import ReportFactory, RiskFactory
from tests.reports import SUBMITTED_AT, frozen
from tests.round_factories import RiskLevelFactory, RiskWordFactory

TWO_LEVELS = (Level("Tolerable", 1), Level("Serious", 16, RiskWeight.VERY_HIGH))


def test_levels_span_every_score():
    assert level_ranges() == [
        ("Low", 1, 4),
        ("Medium", 5, 9),
        ("High", 10, 14),
        ("Very high", 15, 25),
    ]
    assert level_ranges(TWO_LEVELS) == [("Tolerable", 1, 15), ("Serious", 16, 25)]


def test_the_lowest_level_begins_at_1_whatever_it_says():
    levels = (Level("Low", 3), Level("High", 10))

    assert level_of(1, levels).name == "Low"
    assert level_ranges(levels)[0] == ("Low", 1, 9)


@pytest.mark.parametrize(
    ("levels", "shades"),
    [(DEFAULT_LEVELS, [1, 2, 3, 4]), (TWO_LEVELS, [1, 1, 1, 4]), ((Level("Any", 1),), [1] * 4)],
)
def test_a_square_is_as_dark_as_its_level_is_high(levels, shades):
    assert [shade_of(score, levels) for score in (1, 5, 10, 25)] == shades


def test_a_square_of_the_matrix_has_words():
    assert DEFAULT_SCHEME.words(4, 3) == "likely, fair impact"


def test_evidence_weighs_a_risk_as_its_level_counts():
    assert evidence([], [], [15]).rag == "red"
    assert evidence([], [], [15], TWO_LEVELS).rag == "green"
    assert evidence([], [], [16], TWO_LEVELS).rag == "red"


@pytest.mark.django_db
def test_a_council_starts_with_the_usual_scheme_as_rows():
    assert RiskWord.objects.count() == 10
    assert RiskLevel.objects.count() == 4
    assert current_scheme() == DEFAULT_SCHEME


@pytest.mark.django_db
def test_without_rows_the_usual_scheme_holds():
    RiskWord.objects.all().delete()
    RiskLevel.objects.all().delete()

    assert current_scheme() == DEFAULT_SCHEME


@pytest.mark.django_db
def test_a_council_has_its_own_words_and_levels(django_assert_num_queries):
    RiskWord.objects.filter(axis=RiskAxis.IMPACT, number=5).update(word="Catastrophic")
    RiskLevelFactory(name="Extreme", least=20)

    with django_assert_num_queries(1):
        scheme = current_scheme()

    assert scheme.impacts[4] == "Catastrophic"
    assert scheme.likelihoods == DEFAULT_SCHEME.likelihoods
    assert scheme.levels[-1] == Level("Extreme", 20, RiskWeight.VERY_HIGH)


@pytest.mark.django_db
def test_the_levels_come_with_a_query_that_is_made_anyway(django_assert_num_queries):
    RiskLevelFactory(name="Extreme | red", least=20)
    RiskFactory()

    with django_assert_num_queries(1):
        column = Risk.objects.annotate(levels=levels_column()).get().levels

    assert levels_of(column) == current_levels()
    assert levels_of(column)[-1] == Level("Extreme | red", 20, RiskWeight.VERY_HIGH)


@pytest.mark.django_db
def test_levels_that_nobody_keeps_are_the_usual_ones():
    RiskLevel.objects.all().delete()
    RiskFactory()

    assert levels_of(Risk.objects.annotate(levels=levels_column()).get().levels) == DEFAULT_LEVELS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        RiskWord(axis=RiskAxis.IMPACT, number=1, word="Again"),
        RiskWord(axis=RiskAxis.IMPACT, number=6, word="Sixth"),
        RiskLevel(name="Again", least=10),
        RiskLevel(name="Low", least=2),
        RiskLevel(name="Beyond", least=26),
    ],
    ids=str,
)
def test_the_database_refuses_what_makes_no_scheme(row):
    with pytest.raises(IntegrityError):
        row.save()


@pytest.mark.django_db
def test_a_word_may_not_be_empty():
    RiskWordFactory()

    with pytest.raises(IntegrityError):
        RiskWord.objects.update(word="")


@pytest.mark.django_db
def test_a_report_is_judged_by_the_scheme_and_prints_it():
    RiskLevel.objects.filter(name="Very high").update(name="Extreme", least=20)
    report = ReportFactory()
    RiskFactory(programme=report.programme, likelihood=4, impact=4)

    snapshot = compose(report, SUBMITTED_AT.date())

    assert snapshot.risks[0].band == "High"
    assert snapshot.status.evidence == "amber"
    assert "high 10 to 19, extreme 20 to 25" in report_html(snapshot)


@pytest.mark.django_db
def test_a_submitted_report_keeps_the_scheme_it_was_judged_by():
    RiskLevel.objects.filter(name="Low").update(name="Slight")
    report = ReportFactory()
    RiskFactory(programme=report.programme)
    frozen(report)
    RiskLevel.objects.filter(name="Very high").update(name="Extreme", least=20)

    kept = from_data(report.snapshot).key.risk_levels
    assert [level.name for level in kept] == ["Slight", "Medium", "High", "Very high"]


@pytest.mark.django_db
def test_a_report_from_before_the_scheme_could_change_keeps_the_usual_one():
    data = compose(ReportFactory(), SUBMITTED_AT.date()).to_data()
    del data["key"]["risk_levels"]

    assert from_data(data).key.risk_levels == DEFAULT_LEVELS


@pytest.mark.django_db
def test_the_page_of_rules_names_the_levels(client):
    RiskLevelFactory(name="Extreme", least=20)

    page = " ".join(client.get("/how-figures-are-judged/").content.decode().split())

    assert (
        "low (1 to 4), medium (5 to 9), high (10 to 14), very high (15 to 19) "
        "and extreme (20 to 25)." in page
    )


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_back_and_forth():
    last = import_module("programmes.migrations.0003_words_and_levels_of_risk")
    assert tuple((row.name, row.least, row.weight) for row in DEFAULT_LEVELS) == last.LEVELS
    executor = MigrationExecutor(connection)
    leaves = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "programmes"]

    executor.migrate([("programmes", "0002_what_a_round_needs")])
    MigrationExecutor(connection).migrate(leaves)

    assert apps.get_model("programmes", "RiskWord").objects.count() == 10
    assert current_scheme() == DEFAULT_SCHEME
