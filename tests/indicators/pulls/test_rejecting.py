"""Too many bad rows stop the whole pull."""

import pytest

from indicators.choices import PullState
from indicators.models import Category, Observation
from indicators.pulls import request_pull, run_pull
from indicators.pulls.rejecting import refuse_too_many
from indicators.sources.base import SourceError
from tests.files import JANUARY, write_observations

BAD = "P6-01,Somerset,,2017-01-01,2017-01-31,many,,,,"


def days(number):
    return [f"P6-01,Somerset,,2017-01-{day:02},2017-01-{day:02},1,,,," for day in range(1, number)]


@pytest.fixture
def strict(feed):
    feed.source.rejected_limit = 20
    feed.source.save()
    return feed


def test_a_pull_with_a_fifth_of_its_rows_bad_stores_the_others(strict):
    pull = strict.pull(*days(5), BAD)

    assert (pull.state, pull.new, pull.rejected) == (PullState.DONE, 4, 1)


def test_a_pull_with_more_bad_rows_stores_nothing_and_keeps_them(strict):
    pull = strict.pull(*days(5), BAD, "P6-02,Somerset,over 10,2017-01-01,2017-01-31,1,,,,")

    assert (pull.state, pull.new, pull.rejected) == (PullState.FAILED, 0, 2)
    assert pull.error == (
        "2 of 6 rows could not be taken: 33%, where this source allows 20%. Mend the rows and "
        "pull again. If the good ones are worth having as they are, have the source allow more."
    )
    assert [row.place for row in pull.rejections.all()] == [
        "values.csv line 6",
        "values.csv line 7",
    ]
    assert not Observation.objects.exists()
    assert not Category.objects.exclude(name="").exists()


def test_rows_that_come_twice_count_as_bad(strict):
    pull = strict.pull(*[JANUARY.format(1)] * 3)

    assert (pull.state, pull.rejected) == (PullState.FAILED, 2)


def test_a_table_whose_headings_fit_nothing_says_what_is_missing(strict):
    write_observations(strict.path, "1,2", headings="name,telephone")

    pull = run_pull(request_pull(strict.source).pk)

    assert (pull.state, pull.new) == (PullState.FAILED, 0)
    assert "values.csv line 1, column code: This column is missing." in pull.error


def test_what_was_rejected_before_a_file_broke_off_is_kept(strict):
    write_observations(strict.path.with_name("a.csv"), BAD, *days(20))
    write_observations(strict.path.with_name("b.csv"), "1,2", headings="name,telephone")

    pull = run_pull(request_pull(strict.source).pk)

    assert (pull.state, pull.rejected) == (PullState.FAILED, 1)
    assert pull.rejections.get().place == "a.csv line 2"
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("rejected", "taken", "limit"), [(0, 0, 0), (0, 5, 0), (1, 4, 20), (5, 0, 100)]
)
def test_so_many_are_allowed(rejected, taken, limit):
    refuse_too_many(rejected, taken, limit)


@pytest.mark.parametrize(("rejected", "taken", "limit"), [(1, 99, 0), (201, 799, 20), (1, 0, 99)])
def test_so_many_are_too_many(rejected, taken, limit):
    with pytest.raises(SourceError) as refusal:
        refuse_too_many(rejected, taken, limit)

    assert not refusal.value.retry  # the same rows would come again
