"""The page of the risk scheme: the matrix as it would look, and a scheme that makes no sense."""

import re
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models.signals import pre_delete

from programmes.choices import RiskAxis, RiskWeight
from programmes.models import RiskLevel, current_scheme, save_scheme
from programmes.risk_scheme import DEFAULT_SCHEME, Level, RiskScheme, scheme_problems
from tests.at_once import post_at_once
from tests.pages import text_of

PAGE = "/admin/programmes/risklevel/"
LEVELS = [("Low", 1, ""), ("Medium", 5, ""), ("High", 10, "high"), ("Very high", 15, "very_high")]


def typed(levels=LEVELS, away=(), **words):
    """The whole page, with those levels and words; ``away``: names of levels to take away."""
    data = {"level-TOTAL_FORMS": len(levels), "level-INITIAL_FORMS": min(len(levels), 4)}
    for number, (name, least, weight) in enumerate(levels):
        line = {"name": name, "least": least, "weight": weight}
        line |= {"DELETE": "on"} if name in away else {}
        data |= {f"level-{number}-{column}": value for column, value in line.items()}
    axes = {"likelihood": DEFAULT_SCHEME.likelihoods, "impact": DEFAULT_SCHEME.impacts}
    for axis, usual in axes.items():
        data |= {f"words-{axis}_{number}": word for number, word in enumerate(usual, 1)}
    return data | {f"words-{name}": word for name, word in words.items()}


def test_the_usual_scheme_makes_sense_and_so_does_a_single_level():
    assert scheme_problems(DEFAULT_SCHEME) == []
    assert scheme_problems(RiskScheme(levels=(Level("Any", 1),))) == []


def test_the_page_begins_with_the_usual_scheme_and_says_what_levels_weigh(keeper):
    page = text_of(keeper.get(PAGE))

    assert "An open risk that counts as very high makes the evidence red." in page
    assert '<td class="s4"><strong>25</strong> Very high</td>' in page
    assert 'value="Almost certain"' in page
    assert "None yet." in page


def test_a_scheme_is_saved_whole_and_its_change_is_kept(keeper):
    levels = [("Low", 1, ""), ("Medium", 5, ""), ("High", 12, "high"), ("Extreme", 20, "very_high")]

    response = keeper.post(PAGE, typed(levels, impact_1="Slight"), follow=True)

    scheme = current_scheme()
    assert scheme.levels[2:] == (
        Level("High", 12, RiskWeight.HIGH),
        Level("Extreme", 20, RiskWeight.VERY_HIGH),
    )
    assert scheme.impacts[0] == "Slight"
    assert "Open reports follow it at once." in text_of(response)
    said = LogEntry.objects.get().change_message
    assert "High 10 to 14 (counts as high)" in said.partition(" to Low")[0]
    assert "Extreme 20 to 25 (counts as very high)" in said
    assert "Slight" in text_of(response)


def test_levels_change_places_are_added_and_taken_away(keeper):
    levels = [("Low", 5, ""), ("Medium", 1, ""), *LEVELS[2:], ("Extreme", 22, "very_high")]

    keeper.post(PAGE, typed([*levels, ("", "", "")], away=["High"]))

    assert [(row.name, row.least) for row in current_scheme().levels] == [
        ("Medium", 1),
        ("Low", 5),
        ("Very high", 15),
        ("Extreme", 22),
    ]


def test_showing_the_matrix_saves_nothing(keeper):
    levels = [("Low", 1, ""), ("Medium", 5, ""), ("High", 10, "high"), ("Extreme", 20, "very_high")]

    page = text_of(keeper.post(PAGE, typed(levels) | {"_matrix": "1"}))

    assert "Nothing is saved yet." in page
    assert "<strong>20</strong> Extreme" in page
    assert "<strong>16</strong> High" in page
    assert current_scheme() == DEFAULT_SCHEME


def test_the_same_scheme_is_no_change(keeper):
    response = keeper.post(PAGE, typed(), follow=True)

    assert "Nothing was changed." in text_of(response)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            typed([("Low", 3, ""), *LEVELS[1:]]),
            "No level begins at 1, so scores from 1 to 2 have none. Let the lowest begin at 1.",
        ),
        (typed([*LEVELS[:3], ("low", 15, "")]), "Two levels are called “low”."),
        (typed([*LEVELS[:3], ("Higher", 10, "high")]), "Two levels begin at 10."),
        (
            typed(LEVELS, away=["Low", "Medium", "High", "Very high"]),
            "There is no level. Give one at least, which begins at 1.",
        ),
        (
            typed([*LEVELS[:3], ("Top", 20, "")]),
            "“Top” is above “High” and counts as less. Let it count as much at least.",
        ),
        (typed([*LEVELS[:3], ("Top", 26, "")]), "less than or equal to 25"),
        (typed([*LEVELS[:3], ("Top", "ten", "")]), "Enter a whole number."),
        (typed([*LEVELS[:3], ("Top", "", "")]), "Give the least score of this level."),
        (typed(impact_5=""), "Give impact 5 its word."),
        (
            typed(likelihood_4="rare"),
            "“rare” is the word for two numbers of likelihood. Give each number a word of its own.",
        ),
    ],
)
def test_a_scheme_that_makes_no_sense_is_refused(keeper, answers, message):
    response = keeper.post(PAGE, answers)

    assert response.status_code == 422
    assert message in text_of(response)
    assert current_scheme() == DEFAULT_SCHEME


def test_a_scheme_that_somebody_saved_meanwhile_is_not_overwritten_unseen(keeper):
    opened = seen_on(keeper.get(PAGE))
    keeper.post(PAGE, typed(impact_1="Slight") | {"seen": opened})

    refused = keeper.post(PAGE, typed(impact_1="Tiny") | {"seen": opened})

    assert refused.status_code == 422
    assert "Somebody else saved a risk scheme after you opened this page" in text_of(refused)
    assert 'value="Tiny"' in text_of(refused)
    assert current_scheme().impacts[0] == "Slight"
    keeper.post(PAGE, typed(impact_1="Tiny") | {"seen": seen_on(refused)})
    assert current_scheme().impacts[0] == "Tiny"


def seen_on(page):
    """The mark of the scheme that a page was opened with."""
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_told():
    save_scheme(RiskScheme(levels=(Level("Any", 1),)), instead_of=current_scheme())
    barrier = Barrier(2, timeout=3)  # on SQLite the second cannot come before the first has saved

    def wait(**kwargs):
        with suppress(BrokenBarrierError):
            barrier.wait()

    pre_delete.connect(wait, sender=RiskLevel)
    try:
        answers = post_at_once(PAGE, typed(impact_1="Slight"), typed(impact_1="Tiny"))
    finally:
        pre_delete.disconnect(wait, sender=RiskLevel)

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert current_scheme().impacts[0] in {"Slight", "Tiny"}
    assert RiskLevel.objects.count() == 4


def test_a_level_has_no_page_of_its_own(keeper):
    level = RiskLevel.objects.first()

    assert keeper.get(f"{PAGE}{level.pk}/change/").url == PAGE
    assert keeper.get(f"{PAGE}add/").status_code == 403
    assert keeper.get(f"{PAGE}{level.pk}/delete/").status_code == 403


def test_the_words_of_both_axes_are_on_the_page(keeper):
    page = keeper.get(PAGE).content.decode()

    for axis in RiskAxis:
        assert f'aria-label="{axis.label} 5"' in page


def test_the_page_takes_few_queries(keeper, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        keeper.get(PAGE)
