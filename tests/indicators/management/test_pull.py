from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from indicators.choices import PullState
from indicators.models import Pull, Source
from indicators.pulls import request_pull
from tests.factories import AreaFactory, IndicatorFactory, SourceFactory
from tests.files import JANUARY, write_observations

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(settings, tmp_path):
    settings.SOURCES_DIR = tmp_path
    AreaFactory(name="Somerset")
    IndicatorFactory(code="P6-01")
    write_observations(tmp_path / "monthly" / "values.csv", JANUARY.format(1), JANUARY.format("x1"))
    return SourceFactory(name="Monthly", settings={"folder": "monthly"}, rejected_limit=50)


def refused(capsys, *names):
    """What stands on the error channel once the command has ended with exit code 1."""
    with pytest.raises(SystemExit) as end:
        call_command("pull", *names)
    assert end.value.code == 1
    return capsys.readouterr().err.splitlines()


def test_a_named_source_is_pulled_and_its_counts_printed(source, capsys):
    call_command("pull", "Monthly")
    call_command("pull", "Monthly")

    assert capsys.readouterr() == (
        "Monthly: 1 new, 0 revised, 0 unchanged, 1 rejected\n"
        "Monthly: 0 new, 0 revised, 1 unchanged, 1 rejected\n",
        "",
    )


def test_without_names_the_sources_that_are_due_are_pulled(source, capsys):
    call_command("pull")
    Source.objects.update(next_due_at=timezone.now() - timedelta(minutes=1))
    call_command("pull")

    assert capsys.readouterr().out == (
        "No source is due.\nMonthly: 1 new, 0 revised, 0 unchanged, 1 rejected\n"
    )


def test_an_unknown_name_is_answered_with_those_there_are(source, capsys):
    SourceFactory(name="Yearly")

    assert refused(capsys, "Monthly", "Weekly") == [
        "There is no source called “Weekly”. The sources are: Monthly, Yearly."
    ]
    assert not Pull.objects.exists()


def test_a_source_that_is_switched_off_is_not_pulled(source, capsys):
    Source.objects.update(enabled=False)

    assert refused(capsys, "Monthly") == [
        "The source “Monthly” is switched off. Switch it on in the admin."
    ]


def test_a_source_that_fails_does_not_stop_the_others(source, capsys):
    SourceFactory(name="Lost", settings={"folder": "lost"})

    assert refused(capsys, "Lost", "Monthly") == [
        "Lost: There is no folder “lost” in the folder for sources. "
        "Make it, or mend the name in the settings."
    ]
    assert source.pulls.get().state == PullState.DONE


def test_a_pull_that_waits_for_a_worker_is_run_here(source, capsys):
    waiting = request_pull(source)

    call_command("pull", "Monthly")

    waiting.refresh_from_db()
    assert waiting.state == PullState.DONE
    assert Pull.objects.count() == 1


def test_a_pull_that_runs_elsewhere_is_left_alone(source, capsys):
    request_pull(source)
    Pull.objects.update(state=PullState.RUNNING, attempt=1, heartbeat=timezone.now())

    assert refused(capsys, "Monthly") == [
        "Monthly: Monthly is being pulled already. Wait until it has ended."
    ]


def test_a_pull_that_is_stopped_says_so(source, capsys, monkeypatch):
    def stop(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "iterdir", stop)

    with pytest.raises(SystemExit) as end:
        call_command("pull", "Monthly")

    assert end.value.code == 130
    assert capsys.readouterr().err == "Stopped. What was pulled before is stored.\n"
    assert Pull.objects.get().state == PullState.CANCELLED
