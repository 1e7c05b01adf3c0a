"""New risks in a report's form, closing them, and opening them again."""

from datetime import date

import pytest
from django.utils import timezone
from lxml import html

from programmes.choices import Section
from programmes.drafting import Refused, add_risk, close_risk, reopen_risk
from tests.factories import NilReturnFactory, ReportFactory, RiskFactory, UserFactory
from tests.markup import pick, words
from tests.people import lead_of
from tests.programmes.milestone_form import text_of
from tests.programmes.risk_form import row_url, save, sent, url
from tests.reports import frozen

pytestmark = pytest.mark.django_db
CLOSING = {
    "close-closed_on_0": "30",
    "close-closed_on_1": "1",
    "close-closed_on_2": "2017",
    "close-reason": "Every post is filled.",
    "action": "close",
}


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def risk(report):
    return RiskFactory(
        programme=report.programme, title="Placements break down", likelihood=4, impact=4
    )


@pytest.fixture
def closed(report):
    return RiskFactory(
        programme=report.programme,
        title="Fragile",
        closed_on=date(2017, 1, 30),
        closed_reason="Every post is filled.",
    )


@pytest.fixture
def lead(client, report):
    """A client in which the lead of the report's programme is signed in."""
    client.force_login(lead_of(report.programme))
    return client


# --- closing ------------------------------------------------------------------------------------


def test_a_risk_is_closed_with_a_reason_and_stays_readable(lead, report, risk):
    response = save(lead, report, risk, CLOSING | {"ROW-owner": "Health"})

    risk.refresh_from_db()
    shown = text_of(response)
    assert (risk.closed_on, risk.closed_reason) == (date(2017, 1, 30), "Every post is filled.")
    assert risk.owner == "Health"
    assert "“Placements break down” is closed." in shown
    assert "No risk is open." in shown
    assert "Closed on 30 January 2017, score 16. Every post is filled." in shown
    change = report.changes.get(place=f"risks-{risk.pk}-closed_on")
    assert (change.before, change.after) == (
        "Open",
        "Closed on 30 January 2017: Every post is filled.",
    )


def test_closing_offers_today(lead, report, risk):
    form = lead.get(row_url(report, risk)).context["close"]

    assert form["closed_on"].value() == timezone.localdate()


def test_a_risk_closed_after_the_period_says_that_it_still_counts(lead, report, risk):
    save(lead, report, risk, CLOSING | {"close-closed_on_1": "3"})

    assert "It still counts as open in this report." in text_of(lead.get(url(report)))


def test_closing_needs_a_reason_and_saves_the_rest(lead, report, risk):
    response = save(lead, report, risk, CLOSING | {"close-reason": " ", "ROW-owner": "Health"})

    risk.refresh_from_db()
    page = html.fromstring(response.content)
    (line,) = pick(page, ".govuk-error-summary a")
    assert response.status_code == 422
    assert words(line) == "Say why the risk no longer applies, in a sentence."
    assert line.get("href") == "#id_close-reason"
    assert pick(page, "details")[0].get("open") is not None
    assert (risk.closed_on, risk.owner) == (None, "Health")


def test_a_reason_without_the_button_closes_nothing_and_is_shown_again(lead, report, risk):
    response = save(lead, report, risk, CLOSING | {"action": "save"})

    risk.refresh_from_db()
    assert response.status_code == 422
    assert "Press “Close risk” to close it, or empty this box." in text_of(response)
    assert "Every post is filled." in text_of(response)
    assert risk.closed_on is None


def test_what_came_after_submission_closes_nothing(lead, report, risk):
    data = sent(lead, report, risk, CLOSING)
    frozen(report)

    response = lead.post(row_url(report, risk), data)

    risk.refresh_from_db()
    assert response.status_code == 422
    assert "This report is submitted now" in text_of(response)
    assert risk.closed_on is None


def test_a_risk_that_is_closed_already_keeps_its_reason(report, closed):
    close_risk(report, closed, closed_on=date(2017, 2, 2), reason="Again.", by=UserFactory())

    closed.refresh_from_db()
    assert closed.closed_reason == "Every post is filled."
    assert not report.changes.exists()


# --- opening again ------------------------------------------------------------------------------


def test_a_closed_risk_is_opened_again_and_its_reason_stays_in_the_trail(lead, report, closed):
    NilReturnFactory(report=report, section=Section.RISKS)

    response = lead.post(row_url(report, closed), {"action": "reopen"}, follow=True)

    closed.refresh_from_db()
    assert "“Fragile” is open again." in text_of(response)
    assert (closed.closed_on, closed.closed_reason) == (None, "")
    assert "Every post is filled." in report.changes.earliest("pk").before
    assert not report.nil_returns.exists()


def test_the_page_of_a_closed_risk_says_why_and_asks_nothing(lead, report, closed):
    page = html.fromstring(lead.get(row_url(report, closed)).content)

    assert "30 January 2017 Every post is filled." in words(page)
    assert pick(page, ".app-matrix") == []
    assert [words(button) for button in pick(page, "main button")] == ["Open this risk again"]


def test_opening_again_twice_is_once(report, closed):
    person = UserFactory()

    reopen_risk(report, closed, by=person)
    reopen_risk(report, closed, by=person)

    assert report.changes.count() == 1


def test_nothing_is_opened_again_in_a_submitted_report(lead, report, closed):
    frozen(report)

    response = lead.post(row_url(report, closed), {"action": "reopen"})

    closed.refresh_from_db()
    assert response.status_code == 403
    assert closed.closed_on


# --- a new risk ---------------------------------------------------------------------------------


def add(client, report, **answers):
    data = {"title": "Grant ends", "score": "3x5", "mitigation": "", "owner": "Finance"}
    return client.post(url(report, "report-risk-add"), data | answers, follow=True)


def test_a_new_risk_is_listed_and_withdraws_the_nil_return(lead, report):
    NilReturnFactory(report=report, section=Section.RISKS)

    response = add(lead, report)

    made = report.programme.risks.get()
    assert "“Grant ends” is added." in text_of(response)
    assert (made.title, made.score, made.owner) == ("Grant ends", 15, "Finance")
    assert not report.nil_returns.exists()
    assert report.changes.earliest("pk").after == "Grant ends, score 15 (3 × 5)"


def test_a_second_click_adds_nothing_twice(lead, report):
    add(lead, report)
    response = add(lead, report)

    assert response.status_code == 200
    assert report.programme.risks.count() == 1


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"title": ""}, "Say what could go wrong."),
        ({"score": ""}, "Choose one square of the matrix."),
        ({"title": "Fragile"}, "This programme already has a risk of that title, open or closed."),
    ],
)
def test_a_risk_that_cannot_be_added_says_why_and_keeps_what_was_typed(
    lead, report, closed, answers, said
):
    response = add(lead, report, **{"mitigation": "Kept."} | answers)

    assert response.status_code == 422
    assert said in text_of(response)
    assert "Kept." in text_of(response)
    assert report.programme.risks.count() == 1


def test_no_risk_is_added_to_a_report_that_is_not_open(report):
    frozen(report)

    with pytest.raises(Refused, match="This report is submitted now"):
        add_risk(report, title="Grant ends", square=(3, 5), by=UserFactory())
