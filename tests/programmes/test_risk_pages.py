"""The risks of a report's form: the list, and a page for each with its matrix."""

from datetime import date

import pytest
from lxml import html

from programmes.choices import RiskAxis, Section
from programmes.models import RiskLevel, RiskWord
from tests.factories import ProgrammeFactory, ReportFactory, RiskFactory, RiskUpdateFactory
from tests.markup import pick, words
from tests.people import chair_of, executive, lead_of, performance
from tests.programmes.milestone_form import text_of
from tests.programmes.risk_form import row_url, save, sent, url
from tests.reports import frozen
from tests.round_factories import ClashFactory

pytestmark = pytest.mark.django_db
DECEMBER = date(2016, 12, 31)


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def risk(report):
    return RiskFactory(
        programme=report.programme, title="Placements break down", likelihood=4, impact=4
    )


@pytest.fixture
def lead(client, report):
    """A client in which the lead of the report's programme is signed in."""
    client.force_login(lead_of(report.programme))
    return client


def earlier(report, *scored, period_end=DECEMBER):
    """A submitted report in which risks had those squares: ``(risk, likelihood, impact)``."""
    last = frozen(ReportFactory(programme=report.programme, period_end=period_end))
    for risk, likelihood, impact in scored:
        RiskUpdateFactory(report=last, risk=risk, likelihood=likelihood, impact=impact)
    return last


def rows_of(response):
    table = html.fromstring(response.content)
    return [[words(cell) for cell in pick(row, "th, td")] for row in pick(table, "tbody tr")]


# --- who ----------------------------------------------------------------------------------------


@pytest.fixture
def pages(report, risk):
    return [url(report), row_url(report, risk), url(report, "report-risk-add")]


@pytest.mark.parametrize("person", [lead_of, chair_of])
def test_lead_and_chair_see_every_page(client, report, pages, person):
    client.force_login(person(report.programme))

    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


@pytest.mark.parametrize("person", [executive, performance])
def test_others_who_see_the_programme_are_told_why_not(client, pages, person):
    client.force_login(person())

    for page in pages:
        for response in (client.get(page), client.post(page)):
            assert response.status_code == 403
            assert "Only the delivery lead and the chair" in text_of(response)


def test_an_outsider_finds_nothing(client, pages):
    client.force_login(lead_of(ProgrammeFactory()))

    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(page).status_code for page in pages} == {404}


@pytest.mark.parametrize("action", ["save", "close", "reopen"])
def test_a_risk_of_another_programme_is_not_found(lead, report, action):
    page = row_url(report, RiskFactory(closed_on=DECEMBER, closed_reason="Over."))

    assert lead.get(page).status_code == 404
    assert lead.post(page, {"action": action}).status_code == 404


def test_the_pages_of_a_submitted_report_say_why_they_are_closed(lead, report, pages):
    frozen(report)

    for page in pages:
        response = lead.get(page)
        assert response.status_code == 403
        assert "This report is submitted, so it can no longer be changed." in text_of(response)


# --- the list -----------------------------------------------------------------------------------


def test_the_worst_risk_stands_first_with_its_movement(lead, report, risk):
    same = RiskFactory(programme=report.programme, title="Uneven", likelihood=3, impact=4)
    less = RiskFactory(programme=report.programme, title="Fragile", likelihood=2, impact=4)
    RiskFactory(programme=report.programme, title="Late", likelihood=1, impact=1)
    earlier(report, (risk, 3, 4), (same, 4, 3), (less, 3, 4))

    response = lead.get(url(report))

    assert [row[:4] for row in rows_of(response)] == [
        ["Placements break down", "16", "Very high", "Up from 12, worsening"],
        ["Uneven", "12", "High", "Same score (now 3 × 4)"],
        ["Fragile", "8", "Medium", "Down from 12, improving"],
        ["Late", "1", "Low", "New"],
    ]
    assert "4 open risks: 1 very high, 1 high, 1 medium, 1 low. 1 has grown since December." in (
        text_of(response)
    )


def test_movement_counts_from_the_newest_report_that_was_submitted(lead, report, risk):
    earlier(report, (risk, 1, 1), period_end=date(2016, 11, 30))
    earlier(report, (risk, 4, 4))
    draft = ReportFactory(programme=report.programme, period_end=date(2017, 1, 15))
    RiskUpdateFactory(report=draft, risk=risk, likelihood=5, impact=5)

    assert "Since December" in text_of(lead.get(url(report)))
    assert rows_of(lead.get(url(report)))[0][3] == "Same score"


def test_without_an_earlier_report_there_is_no_movement(lead, report, risk):
    shown = text_of(lead.get(url(report)))

    assert "Since" not in shown
    assert "New" not in shown


def test_a_report_long_ago_is_named_with_its_year(lead, report, risk):
    earlier(report, (risk, 4, 4), period_end=date(2015, 12, 31))

    assert "Since December 2015" in text_of(lead.get(url(report)))


def test_levels_and_words_are_the_council_s_own(lead, report, risk):
    RiskLevel.objects.filter(name="Very high").update(name="Extreme")
    RiskWord.objects.filter(axis=RiskAxis.IMPACT, number=4).update(word="Grave")

    assert rows_of(lead.get(url(report)))[0][2] == "Extreme"
    page = text_of(lead.get(row_url(report, risk)))
    assert "likely, grave impact" in page
    assert "15 to 25 extreme" in page


def test_without_an_open_risk_a_nil_return_is_made(lead, report):
    drawn = lead.get(url(report)).context

    lead.post(url(report), {"seen": drawn["seen"], "risks-all-nil": "on"})

    assert report.nil_returns.get().section == Section.RISKS


# --- one risk -----------------------------------------------------------------------------------


def test_the_matrix_has_25_squares_each_with_its_score_and_words(lead, report, risk):
    earlier(report, (risk, 3, 4))

    page = html.fromstring(lead.get(row_url(report, risk)).content)

    squares = pick(page, ".app-matrix td:has(input)")
    assert [words(square) for square in squares][:2] == [
        "5: almost certain, minor impact, medium",
        "10: almost certain, low impact, high",
    ]
    assert len(squares) == 25
    (chosen,) = pick(page, ".app-matrix input[checked]")
    (was,) = pick(page, ".app-matrix .was")
    assert chosen.get("value") == "4x4"
    assert words(was) == "12: possible, major impact, high, where it stood in December"
    assert [words(line) for line in pick(page, ".app-key li")][-2:] == [
        "15 to 25 very high",
        "December",
    ]


def test_what_is_saved_is_kept_and_leaves_a_trail(lead, report, risk):
    answers = {"ROW-score": "5x2", "ROW-mitigation": "Posts are advertised.", "ROW-owner": "Health"}

    response = save(lead, report, risk, answers)

    risk.refresh_from_db()
    assert response.redirect_chain == [(url(report), 302)]
    assert "“Placements break down” is saved." in text_of(response)
    assert (risk.likelihood, risk.impact, risk.score) == (5, 2, 10)
    assert (risk.mitigation, risk.owner) == ("Posts are advertised.", "Health")
    trail = {change.label: (change.before, change.after) for change in report.changes.all()}
    assert trail["Placements break down: likelihood"] == ("4", "5")
    assert len(trail) == 4


@pytest.mark.parametrize("square", ["", "6x1", "0x0", "4", "axb"])
def test_no_square_is_an_error_and_the_words_are_saved(lead, report, risk, square):
    response = save(lead, report, risk, {"ROW-score": square, "ROW-owner": "Health"})

    risk.refresh_from_db()
    page = html.fromstring(response.content)
    (summary,) = pick(page, ".govuk-error-summary a")
    assert response.status_code == 422
    assert words(summary) == "Choose one square of the matrix."
    assert pick(page, f"[id={summary.get('href')[1:]}]")[0].get("type") == "radio"
    assert (risk.score, risk.owner) == (16, "Health")


def test_an_owner_that_is_too_long_is_shown_again(lead, report, risk):
    response = save(lead, report, risk, {"ROW-owner": "x" * 101, "ROW-mitigation": "Kept."})

    risk.refresh_from_db()
    assert response.status_code == 422
    assert "x" * 101 in response.content.decode()
    assert (risk.owner, risk.mitigation) == ("", "Kept.")


def test_the_script_saves_without_closing(lead, report, risk):
    data = sent(lead, report, risk, {"ROW-score": "1x1", "close-reason": "Over."})

    answer = lead.post(row_url(report, risk), data | {"autosave": "yes"}).json()

    risk.refresh_from_db()
    assert answer["seen"] == report.changes.last().pk
    assert (risk.score, risk.closed_on) == (1, None)


def test_two_who_score_the_same_risk_lose_neither(client, report, risk):
    other = lead_of(report.programme)
    client.force_login(other)
    first = sent(client, report, risk, {"ROW-score": "1x4"})
    client.force_login(chair_of(report.programme))
    save(client, report, risk, {"ROW-score": "5x4"})
    client.force_login(other)

    response = client.post(row_url(report, risk), first)

    risk.refresh_from_db()
    assert response.url == url(report, "report-clashes")
    assert risk.likelihood == 5
    assert report.clashes.get().mine == "1"


def test_of_two_scores_one_is_chosen_and_no_third_is_written(lead, report, risk):
    other = ClashFactory(
        report=report,
        section=Section.RISKS,
        place=f"risks-{risk.pk}-likelihood",
        theirs="4",
        mine="2",
        by=report.programme.memberships.get().user,
    )
    page, name = url(report, "report-clashes"), f"clash-{other.pk}"
    assert "A text made from both" not in text_of(lead.get(page))

    lead.post(page, {"clash": other.pk, f"{name}-kept": "both", f"{name}-text": "often"})
    risk.refresh_from_db()
    assert risk.likelihood == 4

    lead.post(page, {"clash": other.pk, f"{name}-kept": "mine"})
    risk.refresh_from_db()
    assert risk.likelihood == 2


# --- cost ---------------------------------------------------------------------------------------


def test_the_pages_cost_the_same_whatever_the_programme_holds(
    lead, report, risk, django_assert_num_queries
):
    earlier(report, (risk, 2, 2))
    with django_assert_num_queries(6):
        lead.get(url(report))
    with django_assert_num_queries(6):
        lead.get(row_url(report, risk))
    risks = RiskFactory.create_batch(29, programme=report.programme)
    RiskFactory.create_batch(5, programme=report.programme, closed_on=DECEMBER, closed_reason="-")
    for day in range(1, 25):
        earlier(report, *((each, 2, 2) for each in risks), period_end=date(2016, 12, day))

    with django_assert_num_queries(6):
        lead.get(url(report))
    with django_assert_num_queries(6):
        lead.get(row_url(report, risk))
