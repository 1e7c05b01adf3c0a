"""“More than usual variation?” on the page of an indicator: its words and its marks."""

from datetime import date

import pytest
from lxml import html

from indicators.periods import add_months
from tests.factories import (
    AreaFactory,
    IndicatorFactory,
    ObservationFactory,
    TargetFactory,
    UserFactory,
)
from tests.markup import pick, words

pytestmark = pytest.mark.django_db
AUGUST = date(2014, 8, 31)


@pytest.fixture
def section(client):
    """The section of an indicator with those values a month, the last in August 2014."""
    client.force_login(UserFactory())

    def section(*values, counts=False, target=None, broken=None, **facts):
        indicator = IndicatorFactory(**{"basis": "month", "polarity": "higher"} | facts)
        area = AreaFactory()
        for place, value in enumerate(values):
            end = add_months(AUGUST, place + 1 - len(values))
            known = {"numerator": 2 * value, "denominator": 200} if counts else {}
            ObservationFactory(
                indicator=indicator,
                area=area,
                period_start=end.replace(day=1),
                period_end=end,
                value=value,
                not_comparable=place == broken,
                note="recounted" if place == broken else "",
                **known,
            )
        if target:
            TargetFactory(indicator=indicator, value=target, effective_from=date(2013, 4, 1))
        page = html.fromstring(client.get(indicator.get_absolute_url()).content)
        [found] = pick(page, "section[aria-labelledby=variation]")
        return found

    return section


STEADY = [82, 84, 81, 83, 85, 82, 84, 81, 83, 85, 82, 84]


def test_a_value_outside_the_limits_is_said_marked_and_drawn(section):
    found = section(*STEADY, 64, target=80)

    said = words(found)
    assert "The latest value, 64% for August 2014, is beyond usual variation: outside the" in said
    assert "That is a concern: it is low, and higher is better." in said
    assert "the target of at least 80% will be met at some times and missed at others" in said
    assert [words(mark) for mark in pick(found, ".app-key li")] == [
        "Aug 2014, 64%: outside the limits (concern)."
    ]
    assert len(pick(found, "svg .mark--concern")) == 2  # on the chart, and in its key


def test_a_value_within_the_limits_is_usual(section):
    found = section(*STEADY, 83)

    assert "The latest value, 83% for August 2014, is within usual variation." in words(found)
    assert "Usual values run from " in words(found)
    assert "Trial limits" not in words(found)
    assert pick(found, ".app-key") == []


def test_a_rise_over_seven_months_is_marked_as_one(section):
    found = section(*STEADY, 60, 62, 64, 66, 68, 70, 72, polarity="neither")

    [key] = pick(found, ".app-key")
    assert "to Aug 2014: " in words(key)
    assert "(neutral)." in words(key)
    assert "which is neither good nor bad." in words(found)


def test_few_values_give_trial_limits_and_a_break_leaves_out_those_before_it(section):
    found = section(*STEADY[:4], *STEADY[:7], broken=4)

    said = words(found)
    assert "Trial limits, made of 7 values: from 12 on they are firm." in said
    assert "Only values from February 2014 on are used, since the break: recounted." in said


def test_too_few_values_are_not_charted_but_the_last_change_is_tested(section):
    found = section(86, 72, counts=True)

    said = words(found)
    assert "The latest change is beyond usual variation (p below 0.001, z test of two" in said
    assert "No control chart is drawn, because there are too few values." in said
    assert "A control chart needs at least 6 that may be compared with one another" in said
    assert pick(found, "svg") == []


def test_positions_on_a_date_are_not_tested_and_the_trend_is_refused_aloud(section):
    found = section(*STEADY[:6], basis="snapshot", counts=True)

    said = words(found)
    assert "Not tested, because mostly the same people are counted each time." in said
    assert "Recent trend cannot be calculated: the trend test needs" in said
