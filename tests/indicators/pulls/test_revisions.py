from indicators.revisions import revisions_by, with_what_came
from tests.files import DECEMBER, JANUARY

NOVEMBER = "P6-01,Somerset,,2016-11-01,2016-11-30,{},,,,"


def numbers(rows):
    return [(row.observation.period_end.month, row.was.value, row.now.value) for row in rows]


def test_a_pull_knows_what_it_replaced_and_what_with(feed):
    feed.pull(JANUARY.format(1), DECEMBER.format(2), NOVEMBER.format(3))
    second = feed.pull(JANUARY.format(4), DECEMBER.format(5), NOVEMBER.format(3))
    feed.pull(JANUARY.format(6), DECEMBER.format(5), NOVEMBER.format(3))

    rows = with_what_came(revisions_by(second))

    # January's value has been revised since; the pull still brought 4.
    assert numbers(rows) == [(12, 2, 5), (1, 1, 4)]
    assert [row.parts for row in rows] == [["value"], ["value"]]


def test_what_was_changed_is_said_where_the_value_stayed(feed):
    feed.pull("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,68,535,provisional,")
    pull = feed.pull("P6-01,Somerset,,2017-01-01,2017-01-31,12.9,69,536,,as told")

    [row] = with_what_came(revisions_by(pull))

    assert row.parts == ["counts", "status", "note"]


def test_the_queries_do_not_grow_with_the_revisions(feed, django_assert_num_queries):
    for value in (1, 2, 3):
        pull = feed.pull(*(line.format(value) for line in (JANUARY, DECEMBER, NOVEMBER)))

    with django_assert_num_queries(2):
        rows = with_what_came(revisions_by(pull))
        assert len([row.observation.indicator.code for row in rows]) == 3
