from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from indicators.choices import Meaning, Movement, Rag


def drawn(template, **context):
    return Template("{% load ratings moments %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (Rag.RED, "Red"),
        (Rag.AMBER, "Amber"),
        (Rag.GREEN, "Green"),
        ("complete", "Complete"),
        (Rag.NOT_RATED, "Not rated"),
        ("", "Not rated"),
        (None, "Not rated"),
    ],
)
def test_a_rating_is_a_mark_and_a_word(value, word):
    tag = drawn("{% rag value %}", value=value)

    assert tag.strip().endswith(f"</svg>{word}</span>")
    assert 'aria-hidden="true"' in tag


def test_only_a_headline_rating_is_solid():
    assert "rag--solid" not in drawn("{% rag 'red' %}")
    assert "rag--solid" in drawn("{% rag 'red' solid=True %}")
    assert "rag--large" in drawn("{% rag 'red' large=True %}")


@pytest.mark.parametrize(
    ("movement", "meaning", "words"),
    [
        (Movement.UP, Meaning.IMPROVING, "Up, improving"),
        (Movement.DOWN, Meaning.WORSENING, "Down, <b>worsening</b>"),
        (Movement.SAME, Meaning.NO_CHANGE, "Level"),
        (Movement.UP, Meaning.NOT_JUDGED, "Up, not judged"),
    ],
)
def test_a_direction_is_an_arrow_and_what_it_means(movement, meaning, words):
    travel = SimpleNamespace(movement=movement, meaning=meaning, reason="")

    tag = drawn("{% direction travel %}", travel=travel)

    assert f"<span>{words}</span>" in tag
    assert "<svg" in tag


def test_where_two_values_may_not_be_compared_the_reason_stands_in_place_of_the_arrow():
    travel = SimpleNamespace(
        movement=Movement.NONE, meaning=Meaning.NOT_KNOWN, reason="the definition changed"
    )

    tag = drawn("{% direction travel %}", travel=travel)

    assert "<svg" not in tag
    assert "the definition changed" in tag


def test_a_moment_is_local_and_without_full_stops():
    summer = datetime(2017, 7, 1, 9, 5, tzinfo=UTC)

    assert drawn("{{ at|moment }}, {{ at|clock }}", at=summer) == "1 July 2017, 10:05am, 10:05am"
    assert drawn("{{ at|moment }}", at=None) == "–"
