"""What is decided is kept once, with its trace, and the next draft agrees with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from programmes.choices import DecisionOutcome
from programmes.models import Change, Decision, Report
from programmes.reports.promised import outcome_rows
from programmes.round import open_report
from programmes.round.decisions import add, mark_of, record
from tests.factories import DecisionFactory, ProgrammeFactory, ReportFactory, UserFactory
from tests.people import executive
from tests.reports import frozen

pytestmark = pytest.mark.django_db

FEBRUARY, MARCH = date(2017, 2, 28), date(2017, 3, 31)
TODAY = date(2017, 3, 2)
AGREED, DECLINED, DEFERRED = "agreed", "declined", "deferred"


@pytest.fixture
def wanted():
    """A decision that the January report asks for."""
    return DecisionFactory(report=frozen(ReportFactory()), text="Fund a second team.")


def next_draft(decision, end=FEBRUARY):
    return open_report(decision.report.programme, end, now=datetime(2017, 3, 1, 7, tzinfo=UTC))


def decide(decision, outcome, note="", by=None, seen=None):
    seen = mark_of(decision) if seen is None else seen
    return record(decision, outcome, note, seen=seen, by=by or executive(), today=TODAY)


def asked_in(report):
    return [(row.text, row.asked) for row in report.decisions.all()]


def test_a_decision_keeps_what_by_whom_and_when_and_leaves_a_trace(wanted):
    user = executive()

    decide(wanted, AGREED, "For a year.", by=user)

    wanted.refresh_from_db()
    assert (wanted.outcome, wanted.note) == (AGREED, "For a year.")
    assert (wanted.decided_by, wanted.decided_on) == (user, TODAY)
    change = Change.objects.get(place=f"decisions-{wanted.key}-outcome")
    assert (change.before, change.after, change.by) == ("Waiting", "Agreed. For a year.", user)
    assert change.label == "Outcome of “Fund a second team.”"


def test_a_long_decision_still_leaves_its_trace():
    wanted = DecisionFactory(report=frozen(ReportFactory()), text="word " * 200)

    decide(wanted, AGREED)

    assert len(Change.objects.get(place=f"decisions-{wanted.key}-outcome").label) == 250


@pytest.mark.parametrize("outcome", [AGREED, DECLINED, "noted"])
def test_the_copy_in_the_next_draft_goes_once_it_is_decided(wanted, outcome):
    draft = next_draft(wanted)
    assert asked_in(draft) == [("Fund a second team.", 2)]
    key = draft.decisions.get().key

    decide(wanted, outcome)

    assert asked_in(draft) == []
    change = draft.changes.get(place=f"decisions-{key}-text")
    assert (change.before, change.after) == ("Fund a second team.", "")
    [told] = outcome_rows(Report.objects.get(pk=draft.pk))
    assert (told.text, told.outcome) == ("Fund a second team.", outcome)


def test_the_copy_in_the_next_draft_stays_where_it_is_deferred(wanted):
    draft = next_draft(wanted)

    decide(wanted, DEFERRED, "Price it first.")

    assert asked_in(draft) == [("Fund a second team.", 2)]


def test_a_copy_that_somebody_worded_anew_stays(wanted):
    draft = next_draft(wanted)
    draft.decisions.update(text="Fund a second and a third team.")

    decide(wanted, AGREED)

    assert asked_in(draft) == [("Fund a second and a third team.", 2)]


def test_a_deferral_in_place_of_an_agreement_asks_again(wanted):
    draft = next_draft(wanted)
    decide(wanted, AGREED)
    wanted.refresh_from_db()

    decide(wanted, DEFERRED)

    assert asked_in(draft) == [("Fund a second team.", 2)]
    assert draft.changes.filter(label="Decision wanted, deferred by the executive").exists()


def test_what_is_decided_before_the_round_opens_is_not_asked_again(wanted):
    decide(wanted, DECLINED)

    assert asked_in(next_draft(wanted)) == []


def test_of_two_that_decide_at_once_the_second_is_told(wanted):
    seen = mark_of(wanted)
    decide(wanted, AGREED, "For a year.")

    assert decide(wanted, DECLINED, seen=seen) is None

    wanted.refresh_from_db()
    assert wanted.outcome == AGREED


def test_of_two_that_decide_the_same_at_once_nobody_is_stopped(wanted):
    seen, first = mark_of(wanted), executive()
    decide(wanted, AGREED, by=first)

    assert decide(wanted, AGREED, seen=seen).decided_by == first
    assert Change.objects.filter(place=f"decisions-{wanted.key}-outcome").count() == 1


def test_a_page_drawn_before_the_next_report_came_decides_there(wanted):
    newer = next_draft(wanted).decisions.get()
    frozen(newer.report)

    decide(wanted, AGREED)

    newer.refresh_from_db()
    wanted.refresh_from_db()
    assert (newer.outcome, wanted.outcome) == (AGREED, DecisionOutcome.WANTED)


def test_a_decision_nobody_asked_for_stands_beside_the_newest_frozen_report(wanted):
    programme, user = wanted.report.programme, executive()
    draft = next_draft(wanted)

    made = add(programme, "Close the old office.", AGREED, "By June.", by=user, today=TODAY)

    assert (made.report, made.asked, made.position) == (wanted.report, 0, 1)
    told = outcome_rows(Report.objects.get(pk=draft.pk))
    assert [row.text for row in told] == ["Close the old office."]
    assert Change.objects.filter(place=f"decisions-{made.key}-outcome", by=user).exists()


def test_a_decision_nobody_asked_for_comes_back_where_it_is_deferred(wanted):
    programme, draft = wanted.report.programme, next_draft(wanted)

    add(programme, "Close the old office.", DEFERRED, "", by=executive(), today=TODAY)

    assert asked_in(draft) == [("Fund a second team.", 2), ("Close the old office.", 1)]


def test_a_programme_without_a_frozen_report_has_nothing_to_keep_it_beside():
    with pytest.raises(Report.DoesNotExist):
        add(ProgrammeFactory(), "Close.", AGREED, "", by=UserFactory(), today=TODAY)

    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_the_same_moment_one_decides(wanted):
    seen, people = mark_of(wanted), {AGREED: executive(), DECLINED: executive()}

    def press(outcome):
        try:
            return decide(wanted, outcome, by=people[outcome], seen=seen)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(press, people))

    assert made.count(None) == 1
    wanted.refresh_from_db()
    assert wanted.outcome == next(row.outcome for row in made if row)
    assert Change.objects.filter(place=f"decisions-{wanted.key}-outcome").count() == 1
