from datetime import timedelta

import pytest
from django.utils import timezone

from indicators.choices import PullState
from indicators.models import Observation, Pull
from indicators.pulls import request_pull, run_pull
from indicators.pulls.claims import Claim, ClaimLost
from indicators.pulls.rejecting import Rejections
from tests.factories import PullFactory
from tests.files import JANUARY


def let_it_go_stale():
    Pull.objects.filter(state=PullState.RUNNING).update(
        heartbeat=timezone.now() - timedelta(hours=1)
    )


@pytest.mark.django_db
def test_of_two_workers_one_gets_the_pull():
    pull = PullFactory()

    first, second = Claim.take(pull.pk), Claim.take(pull.pk)

    assert first.pull.attempt == 1
    assert second is None


@pytest.mark.django_db
def test_a_pull_that_ended_cannot_be_claimed():
    assert Claim.take(PullFactory(state=PullState.DONE).pk) is None


@pytest.mark.django_db
def test_a_pull_is_claimed_five_times_at_most():
    assert Claim.take(PullFactory(attempt=4).pk)
    assert Claim.take(PullFactory(attempt=5).pk) is None


@pytest.mark.django_db
def test_whoever_lost_a_claim_can_write_nothing():
    pull = PullFactory()
    first = Claim.take(pull.pk)
    let_it_go_stale()
    second = Claim.take(pull.pk)

    assert second.pull.attempt == 2
    with pytest.raises(ClaimLost):
        first.hold()
    with pytest.raises(ClaimLost):
        first.finish(new=1)
    first.fail("Too late.", retry=True, rejections=Rejections())
    first.give_back()
    pull.refresh_from_db()
    assert (pull.state, pull.attempt, pull.error) == (PullState.RUNNING, 2, "")


def test_a_stale_pull_is_taken_over_and_takes_effect_once(feed):
    """The first worker stalls between its reading and its writing; a second one takes over."""
    feed.write(JANUARY.format("12.9"))
    pull = request_pull(feed.source)
    seen = []

    def stall(percent):
        if percent == 90 and not seen:
            seen.append(percent)
            let_it_go_stale()
            feed.write(JANUARY.format("12.8"))
            assert run_pull(pull.pk).attempt == 2

    after = run_pull(pull.pk, on_progress=stall)

    assert seen == [90]
    assert (after.state, after.attempt, after.new, after.revised) == ("done", 2, 1, 0)
    stored = Observation.objects.get()
    assert (str(stored.value), stored.revision) == ("12.8000", 1)


def test_a_claim_lost_while_reading_stops_the_reading(feed, monkeypatch):
    monkeypatch.setattr("indicators.pulls.claims.BEAT_EVERY", 0)
    feed.write(*[JANUARY.format("12.9")] * 12_000)
    pull = request_pull(feed.source)
    told = []

    def lose(percent):
        told.append(percent)
        let_it_go_stale()
        if len(told) == 1:
            Claim.take(pull.pk)

    run_pull(pull.pk, on_progress=lose)

    assert len(told) == 1
    assert not Observation.objects.exists()


@pytest.mark.django_db
def test_a_beat_is_written_once_a_second_at_most(django_assert_num_queries, monkeypatch):
    claim = Claim.take(PullFactory().pk)
    with django_assert_num_queries(0):
        claim.beat(10)
    monkeypatch.setattr("indicators.pulls.claims.BEAT_EVERY", 0)
    with django_assert_num_queries(1):
        claim.beat(20)
    claim.pull.refresh_from_db()
    assert claim.pull.progress == 20
