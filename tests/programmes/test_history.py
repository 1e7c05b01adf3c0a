"""The trail of a report as people read it."""

from datetime import UTC, datetime, timedelta

import pytest

from programmes.history import steps_of
from tests.factories import ReportFactory, UserFactory
from tests.round_factories import ChangeFactory

pytestmark = pytest.mark.django_db
START = datetime(2017, 2, 17, 10, 0, tzinfo=UTC)


def trail(*changes):
    """Changes as (who, before, after, minutes after the start) of one place of one report."""
    report = ReportFactory()
    people = {}
    for who, before, after, minutes in changes:
        by = who and people.setdefault(who, UserFactory(first_name=who))
        change = ChangeFactory(report=report, by=by, before=before, after=after)
        change.at = START + timedelta(minutes=minutes)
        report.changes.filter(pk=change.pk).update(at=change.at)
    return steps_of(report.changes.select_related("by"))


def told(steps):
    return [(step.by, step.before, step.after) for step in steps]


def test_what_one_person_wrote_in_one_sitting_is_one_step():
    steps = trail(("lead", "", "H", 0), ("lead", "H", "He", 1), ("lead", "He", "Hello", 20))

    assert told(steps) == [("lead", "", "Hello")]
    assert steps[0].at == START + timedelta(minutes=20)


def test_a_later_sitting_is_a_step_of_its_own_and_the_newest_comes_first():
    steps = trail(("lead", "", "One", 0), ("lead", "One", "Two", 31))

    assert told(steps) == [("lead", "One", "Two"), ("lead", "", "One")]


def test_somebody_else_between_parts_the_steps():
    steps = trail(("lead", "", "A", 0), ("chair", "A", "B", 1), ("lead", "B", "C", 2))

    assert told(steps) == [("lead", "B", "C"), ("chair", "A", "B"), ("lead", "", "A")]


def test_a_change_that_was_taken_back_is_left_out():
    assert trail(("lead", "A", "B", 0), ("lead", "B", "A", 1)) == []


def test_what_no_person_did_was_done_by_the_site():
    assert told(trail((None, "", "Draft", 0))) == [("The site itself", "", "Draft")]
