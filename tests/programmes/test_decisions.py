"""The page of decisions, and the ledger below it."""

import csv
from datetime import date

import pytest
from django.urls import reverse

from programmes.choices import ReportState
from programmes.models import Decision, Report
from tests.factories import DecisionFactory, ProgrammeFactory, ReportFactory, UserFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen
from tests.review_reports import DECEMBER, figure, hand_in, snapshot

pytestmark = pytest.mark.django_db

URLS = {name: reverse(name) for name in ("decisions", "decisions-csv", "decision-add")}
DAY = date(2017, 2, 23)


@pytest.fixture
def wanted():
    report = frozen(ReportFactory(programme__number="6", programme__title="Homes"))
    return DecisionFactory(report=report, text="Fund a second team.")


@pytest.fixture
def signed_in(client):
    client.force_login(executive())
    return client


def answers(decision, outcome="", note="", seen=None, client=None):
    """What the page posts of one decision; ``seen`` is read off the page."""
    prefix = f"decision-{decision.pk}"
    if seen is None:
        page = client.get(URLS["decisions"])
        seen = {form.decision.pk: form["seen"].value() for form in page.context["forms"]}[
            decision.pk
        ]
    return {
        "decision": decision.pk,
        f"{prefix}-outcome": outcome,
        f"{prefix}-note": note,
        f"{prefix}-seen": seen,
    }


@pytest.mark.parametrize(
    ("role", "reads", "records"),
    [
        ("executive", True, True),
        ("performance", True, False),
        ("lead", False, False),
        ("chair", False, False),
        ("outsider", False, False),
    ],
)
def test_who_reads_and_who_records(client, wanted, role, reads, records):
    programme = wanted.report.programme
    people = {"executive": executive, "performance": performance, "outsider": UserFactory}
    members = {"lead": lead_of, "chair": chair_of}
    client.force_login(people[role]() if role in people else members[role](programme))

    read = [client.get(URLS[name]).status_code for name in ("decisions", "decisions-csv")]
    wrote = [
        client.post(URLS["decisions"], answers(wanted, "agreed", seen="")).status_code,
        client.get(URLS["decision-add"]).status_code,
    ]

    assert read == [200 if reads else 403] * 2
    assert (403 in wrote) is not records


def test_an_outcome_is_recorded_and_what_is_blank_stays_open(signed_in, wanted):
    other = DecisionFactory(report=wanted.report, text="Move the office.", position=1)
    sent = answers(wanted, "agreed", "For a year.", client=signed_in)
    sent["decision"] = [wanted.pk, other.pk]

    response = signed_in.post(URLS["decisions"], sent, follow=True)

    assert "1 decision is recorded." in text_of(response)
    assert "1 is waiting." in text_of(response)
    wanted.refresh_from_db()
    assert (wanted.outcome, wanted.note) == ("agreed", "For a year.")


def test_a_note_without_an_outcome_is_kept_on_the_page_and_the_rest_is_recorded(signed_in, wanted):
    other = DecisionFactory(report=wanted.report, text="Move the office.", position=1)
    sent = answers(wanted, "", "For a year.", client=signed_in)
    sent |= answers(other, "declined", client=signed_in)
    sent["decision"] = [wanted.pk, other.pk]

    response = signed_in.post(URLS["decisions"], sent)

    assert response.status_code == 422
    shown = text_of(response)
    assert "Choose an outcome to go with the note, or empty the note." in shown
    assert 'value="For a year."' in shown
    assert Decision.objects.get(pk=other.pk).outcome == "declined"
    assert [form.decision for form in response.context["forms"]] == [wanted]


def test_the_second_of_two_is_told_keeps_what_was_typed_and_may_insist(signed_in, wanted):
    sent = answers(wanted, "declined", "No money.", client=signed_in)
    first = UserFactory(first_name="Ada", last_name="Lee")
    Decision.objects.filter(pk=wanted.pk).update(
        outcome="agreed", note="For a year.", decided_on=DAY, decided_by=first
    )

    told = signed_in.post(URLS["decisions"], sent)

    assert told.status_code == 409
    shown = text_of(told)
    assert "Ada Lee recorded meanwhile: <strong>Agreed</strong>, “For a year.”" in shown
    assert 'value="No money."' in shown
    [form] = told.context["forms"]
    assert form["outcome"].value() == "declined"

    again = answers(wanted, "declined", "No money.", seen=form["seen"].value())
    signed_in.post(URLS["decisions"], again)

    wanted.refresh_from_db()
    assert (wanted.outcome, wanted.note) == ("declined", "No money.")


def test_what_was_typed_for_a_decision_that_is_gone_is_said(signed_in, wanted):
    sent = answers(wanted, "agreed", "For a year.", client=signed_in)
    wanted.delete()

    shown = text_of(signed_in.post(URLS["decisions"], sent, follow=True))

    assert "You wrote: agreed, For a year." in shown


@pytest.mark.parametrize("key", ["x", "", "9" * 40, "-1"])
def test_a_decision_that_is_no_number_is_left_alone(signed_in, key):
    assert signed_in.post(URLS["decisions"], {"decision": key}).status_code == 302


def test_only_the_newest_frozen_report_waits_and_the_ledger_has_each_question_once(signed_in):
    programme = ProgrammeFactory()
    old = DecisionFactory(report=hand_in(programme, snapshot(end=DECEMBER)), text="Fund it.")
    new = DecisionFactory(
        report=hand_in(programme, snapshot()), text="Fund it.", asked=2, carried_from=old
    )
    draft = ReportFactory(programme=programme, period_end=date(2017, 2, 28))
    DecisionFactory(report=draft, text="Fund it.", asked=3, carried_from=new)

    page = signed_in.get(URLS["decisions"])

    assert [form.decision for form in page.context["forms"]] == [new]
    assert [row.record for row in page.context["table"].rows] == [new]
    assert "asked by the chair, second time" in text_of(page)


def test_a_deferred_decision_says_so_when_it_comes_back(signed_in):
    programme = ProgrammeFactory()
    old = DecisionFactory(
        report=hand_in(programme, snapshot(end=DECEMBER)), outcome="deferred", decided_on=DAY
    )
    DecisionFactory(report=hand_in(programme, snapshot()), asked=2, carried_from=old)

    page = signed_in.get(URLS["decisions"])

    assert "second time; deferred in the December 2016 round" in text_of(page)
    assert len(page.context["table"].rows) == 2


def test_what_was_decided_stays_decided_while_its_report_is_open_again(signed_in, wanted):
    programme = wanted.report.programme
    report = hand_in(programme, snapshot(end=date(2017, 2, 28)))
    made = {"outcome": "agreed", "decided_on": DAY}
    again = DecisionFactory(report=report, text=wanted.text, carried_from=wanted, **made)
    Report.objects.filter(pk=report.pk).update(state=ReportState.RETURNED)

    page = signed_in.get(URLS["decisions"])

    assert page.context["forms"] == []
    assert [row.record for row in page.context["table"].rows] == [again]


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.SUBMITTED])
def test_a_correction_repeats_no_decision_and_keeps_the_outcome(signed_in, wanted, state):
    version = hand_in(wanted.report.programme, snapshot(), version=2)
    Report.objects.filter(pk=version.pk).update(state=state)
    copy = DecisionFactory(report=version, text=wanted.text, key=wanted.key)
    shown = wanted if state == ReportState.DRAFT else copy

    page = signed_in.get(URLS["decisions"])
    assert [form.decision for form in page.context["forms"]] == [shown]
    assert [row.record for row in page.context["table"].rows] == [shown]

    signed_in.post(URLS["decisions"], answers(shown, "agreed", client=signed_in))
    page = signed_in.get(URLS["decisions"])

    assert set(Decision.objects.values_list("outcome", flat=True)) == {"agreed"}
    assert [row.record for row in page.context["table"].rows] == [shown]


def test_an_outcome_given_in_the_admin_reaches_the_next_draft_too(client, wanted):
    draft = ReportFactory(programme=wanted.report.programme, period_end=date(2017, 2, 28))
    DecisionFactory(report=draft, text=wanted.text, carried_from=wanted)
    client.force_login(performance())

    client.post(
        reverse("admin:programmes_decision_change", args=[wanted.pk]),
        {"outcome": "agreed", "note": "", "decided_by": "", "decided_on": "23/02/2017"},
    )

    assert not draft.decisions.exists()


def test_a_figure_quoted_in_a_decision_reads_as_its_report_printed_it(signed_in):
    report = hand_in(ProgrammeFactory(), snapshot([figure("T-01")]))
    DecisionFactory(report=report, text="Accept [[T-01]] as the target.")

    shown = text_of(signed_in.get(URLS["decisions"]))

    assert "[[T-01]]" not in shown
    assert "Accept 12.9%" in shown


@pytest.fixture
def ledger(wanted):
    """One that waits and two that are decided, of two programmes and two rounds."""
    other = hand_in(ProgrammeFactory(number="4", title="Schools"), snapshot(end=DECEMBER))
    decided = {"outcome": "agreed", "decided_on": DAY, "decided_by": UserFactory()}
    DecisionFactory(report=wanted.report, text="Move the office.", note="In May", **decided)
    decided |= {"outcome": "declined", "decided_on": date(2017, 1, 24)}
    DecisionFactory(report=other, text="=HYPERLINK(1)", note="-cheap", **decided)
    return other.programme


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Fund a second team.", "Move the office.", "=HYPERLINK(1)"}),
        ({"outcome": "waiting"}, {"Fund a second team."}),
        ({"outcome": "agreed"}, {"Move the office."}),
        ({"period": "2016-12-31"}, {"=HYPERLINK(1)"}),
        ({"text": "office"}, {"Move the office."}),
        ({"text": "MAY"}, {"Move the office."}),
    ],
)
def test_the_ledger_is_filtered_and_so_is_its_file(signed_in, ledger, query, found):
    page = signed_in.get(URLS["decisions"], query)
    lines = csv_lines(signed_in.get(URLS["decisions-csv"], query))

    assert {row.record.text for row in page.context["table"].rows} == found
    assert {line["Decision"].removeprefix("'") for line in lines} == found


def test_the_ledger_is_filtered_by_programme(signed_in, ledger):
    page = signed_in.get(URLS["decisions"], {"programme": ledger.pk})

    assert [row.record.text for row in page.context["table"].rows] == ["=HYPERLINK(1)"]


@pytest.mark.parametrize("sort", ["programme", "report", "outcome", "decided"])
def test_the_ledger_is_sorted_both_ways(signed_in, ledger, sort):
    def order(by):
        page = signed_in.get(URLS["decisions"], {"sort": by})
        return [row.record.text for row in page.context["table"].rows]

    assert order(sort)[0] != order(f"-{sort}")[0]


def test_text_that_a_spreadsheet_would_work_out_stays_text(signed_in, ledger):
    lines = csv_lines(signed_in.get(URLS["decisions-csv"], {"text": "HYPERLINK"}))

    assert [(line["Decision"], line["Note"]) for line in lines] == [("'=HYPERLINK(1)", "'-cheap")]


def csv_lines(response):
    return list(csv.DictReader(response.content.decode("utf-8-sig").splitlines()))


def test_a_decision_nobody_asked_for_is_added(signed_in, wanted):
    sent = {"programme": wanted.report.programme_id, "text": "Close it.", "outcome": "agreed"}

    response = signed_in.post(URLS["decision-add"], sent, follow=True)

    assert "The decision is recorded." in text_of(response)
    assert "Nobody asked for it" in text_of(response)


def test_what_is_missing_of_a_decision_is_said(signed_in, wanted):
    response = signed_in.post(URLS["decision-add"], {"note": "Kept here"})

    assert response.status_code == 422
    shown = text_of(response)
    assert "Choose the programme that it is about." in shown
    assert "Say what was decided, in a sentence." in shown
    assert "Kept here" in shown
