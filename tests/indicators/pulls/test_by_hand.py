"""Values that somebody brings by hand, all or none of them."""

from indicators.models import Observation, Pull
from indicators.pulls import record_by_hand
from indicators.sources.rows import read_observations
from indicators.sources.tables import csv_table
from tests.factories import UserFactory
from tests.files import JANUARY, write_observations


def test_values_by_hand_are_recorded_under_their_origin(feed, tmp_path):
    path = write_observations(tmp_path / "values.csv", JANUARY.format("12.9"))
    user = UserFactory()

    recorded = record_by_hand(list(read_observations(csv_table(path))), "my folder", user)

    pull = Observation.objects.get().pull
    assert recorded == (1, 0, 0, [], pull)
    assert (pull.source, pull.origin, pull.requested_by) == (None, "my folder", user)
    assert (pull.state, pull.new) == ("done", 1)


def test_values_by_hand_that_change_nothing_leave_no_pull(feed, tmp_path):
    path = write_observations(tmp_path / "values.csv", JANUARY.format("12.9"))
    first, second = (
        record_by_hand(list(read_observations(csv_table(path))), "folder") for _ in range(2)
    )

    assert first == (1, 0, 0, [], Pull.objects.get())
    assert second == (0, 0, 1, [], None)


def test_values_by_hand_are_all_stored_or_none(feed, tmp_path):
    path = write_observations(
        tmp_path / "values.csv", JANUARY.format(1), "P6-02,Somerset,,2017-01-01,2017-01-31,1,,,,"
    )

    recorded = record_by_hand(list(read_observations(csv_table(path))), "folder")

    assert [problem.field for problem in recorded.problems] == ["code"]
    assert not Observation.objects.exists()
    assert not Pull.objects.exists()
