import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from indicators.choices import PullState, Schedule, Weekday
from indicators.models import Pull, Source
from tests.factories import (
    ProgrammeFactory,
    PullFactory,
    SourceFactory,
)
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance

pytestmark = pytest.mark.django_db


@pytest.fixture
def watcher(client):
    """The performance team, signed in."""
    client.user = performance()
    client.force_login(client.user)
    return client


def done(**columns):
    return PullFactory(state=PullState.DONE, finished_at=timezone.now(), **columns)


@pytest.mark.parametrize("person", [executive, lead_of, chair_of])
def test_only_the_performance_team_sees_and_starts_pulls(client, person):
    pull = done()
    somebody = person() if person is executive else person(ProgrammeFactory())
    client.force_login(somebody)

    for response in (
        client.get(reverse("pulls")),
        client.get(pull.get_absolute_url()),
        client.get(reverse("pull-rejected-rows", args=[pull.pk])),
        client.post(reverse("pull-now", args=[pull.source_id])),
        client.post(reverse("pull-cancel", args=[pull.pk])),
    ):
        assert response.status_code == 403
        assert "Only the performance team can" in text_of(response)
    assert Pull.objects.count() == 1


def test_files_can_be_uploaded_from_here(watcher):
    assert f'href="{reverse("upload")}">Upload a file</a>' in text_of(watcher.get(reverse("pulls")))


def test_a_source_shows_how_its_newest_pull_ended(watcher):
    source = SourceFactory(name="Monthly spreadsheets")
    done(source=source, new=52, revised=3, unchanged=118)
    done(source=source, new=0, revised=1, unchanged=172, rejected=5)
    SourceFactory(name="Never pulled")

    page = text_of(watcher.get(reverse("pulls")))

    assert "2 sources feed the reports. 1 had rows rejected." in page
    assert "5 rows rejected" in page
    assert "0 new, 1 revised, 172 unchanged, 5 rejected" in page
    assert "Not pulled yet" in page


def test_a_failed_pull_leaves_the_last_success_in_sight(watcher):
    source = SourceFactory()
    done(source=source, new=7)
    PullFactory(source=source, state=PullState.FAILED, error="The folder is gone.")

    page = text_of(watcher.get(reverse("pulls")))

    assert "1 failed." in page
    assert "7 new, 0 revised, 0 unchanged" in page
    assert "The folder is gone." in page


def test_a_running_pull_shows_its_progress_and_asks_again_by_itself(watcher):
    PullFactory(state=PullState.RUNNING, progress=40, started_at=timezone.now())

    page = text_of(watcher.get(reverse("pulls")))

    assert '<progress class="app-progress" max="100" value="40"' in page
    assert 'hx-trigger="every 2s"' in page
    assert "Pull now" not in page


def test_a_page_where_nothing_runs_does_not_ask_again(watcher):
    pull = done()

    for url in (reverse("pulls"), pull.get_absolute_url()):
        assert "hx-trigger" not in text_of(watcher.get(url))


def test_the_list_of_pulls_costs_the_same_whatever_it_holds(watcher, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(8):
            watcher.get(reverse("pulls"))

    done()
    cost()
    for _ in range(12):
        done(source=PullFactory(state=PullState.FAILED).source)
    cost()


def test_a_running_pull_can_be_cancelled(watcher):
    running = PullFactory(state=PullState.RUNNING, attempt=1, heartbeat=timezone.now())
    url = reverse("pull-cancel", args=[running.pk])
    assert url in text_of(watcher.get(reverse("pulls")))

    response = watcher.post(url, follow=True)

    running.refresh_from_db()
    assert running.state == PullState.CANCELLED
    assert response.redirect_chain == [(running.get_absolute_url(), 302)]
    page = text_of(response)
    assert "is cancelled. Nothing was stored." in page
    assert f"{watcher.user} cancelled it." in page
    assert "Pull again" in page


def test_a_pull_that_has_ended_cannot_be_cancelled(watcher):
    pull = done()

    response = watcher.post(reverse("pull-cancel", args=[pull.pk]), follow=True)

    assert "had ended before it could be cancelled" in text_of(response)


def test_to_cancel_is_never_a_link(watcher):
    assert watcher.get(reverse("pull-cancel", args=[PullFactory().pk])).status_code == 405


def test_a_source_shows_its_schedule_and_that_it_went_silent(watcher):
    source = SourceFactory(
        name="Partner attendance", schedule=Schedule.WEEKLY, weekday=Weekday.MONDAY
    )
    now = timezone.now()
    done(source=source)
    Pull.objects.update(finished_at=now - timedelta(days=40))
    Source.objects.update(silence_told_at=now)

    page = text_of(watcher.get(reverse("pulls")))

    assert "every Monday" in page
    assert "1 has gone silent." in page
    assert "<strong>Silent</strong>" in page
    assert re.search(r"\d+ days past its grace. The performance team was e-mailed on \d+ \w+", page)


def test_pull_now_asks_for_a_pull_in_the_person_s_name_and_queues_it(
    watcher, django_capture_on_commit_callbacks
):
    source = SourceFactory(name="Warehouse")

    with django_capture_on_commit_callbacks() as queued:
        response = watcher.post(reverse("pull-now", args=[source.pk]), follow=True)

    pull = Pull.objects.get()
    assert (pull.source, pull.requested_by, pull.state) == (
        source,
        watcher.user,
        PullState.QUEUED,
    )
    assert len(queued) == 1
    assert "Warehouse is being pulled." in text_of(response)


def test_pull_now_shows_the_pull_that_runs_already(watcher, django_capture_on_commit_callbacks):
    running = PullFactory(state=PullState.RUNNING, heartbeat=timezone.now())

    with django_capture_on_commit_callbacks() as queued:
        response = watcher.post(reverse("pull-now", args=[running.source_id]), follow=True)

    assert response.redirect_chain == [(running.get_absolute_url(), 302)]
    assert "is being pulled already" in text_of(response)
    assert (Pull.objects.count(), queued) == (1, [])


def test_pull_now_is_never_a_link(watcher):
    assert watcher.get(reverse("pull-now", args=[SourceFactory().pk])).status_code == 405


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(bool(settings.REDIS_URL), reason="takes the folder of the queue away")
def test_a_queue_that_does_not_answer_is_said_and_the_pull_waits(watcher):
    messages = settings.QUEUE_DIR / "messages"
    away = messages.rename(settings.QUEUE_DIR / "away")
    try:
        response = watcher.post(reverse("pull-now", args=[SourceFactory().pk]), follow=True)
    finally:
        away.rename(messages)

    assert "waits: the queue does not answer now." in text_of(response)
    assert Pull.objects.get().state == PullState.QUEUED
