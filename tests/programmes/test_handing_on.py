"""Submitting a report, returning it, opening it again, and choosing between two texts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes import drafting
from programmes.choices import NIL_SECTIONS, ReportState, Section
from programmes.models import Clash
from programmes.round.dates import RETURNED_FOR, working_days_after
from tests.factories import EntryFactory, NilReturnFactory, ReportFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen

pytestmark = pytest.mark.django_db


def url(name, report):
    return reverse(name, args=[report.programme.code, report.period_end])


@pytest.fixture
def ready():
    """A report that nothing stops from being submitted."""
    report = ReportFactory(rag="green", reason="All is on course.", difference_reason="No data.")
    for section in NIL_SECTIONS:
        NilReturnFactory(report=report, section=section)
    return report


@pytest.fixture
def chair(client, ready):
    client.force_login(chair_of(ready.programme))
    return client


def test_the_chair_is_asked_once_more_and_then_it_is_frozen(chair, ready):
    assert "Submit to the executive" in text_of(chair.get(url("report-submit", ready)))

    response = chair.post(url("report-submit", ready), follow=True)

    assert response.redirect_chain == [(ready.get_absolute_url(), 302)]
    assert "The report is submitted and its figures are frozen." in text_of(response)
    ready.refresh_from_db()
    assert ready.state == ReportState.SUBMITTED


def test_what_stops_it_is_listed_each_with_a_link_to_its_place(chair, ready):
    ready.nil_returns.filter(section=Section.SLIPPAGE).delete()
    ready.reason = ""
    ready.save()

    response = chair.post(url("report-submit", ready))

    assert response.status_code == 422
    page = text_of(response)
    assert "The report cannot be submitted yet" in page
    assert "/edit/progress/?check#slippage" in page
    assert "/edit/status/?check#id_status-report-reason" in page
    ready.refresh_from_db()
    assert ready.state == ReportState.DRAFT


def test_pressing_twice_submits_once(chair, ready):
    chair.post(url("report-submit", ready))

    assert chair.post(url("report-submit", ready)).status_code == 403
    assert ready.changes.filter(place="state").count() == 1


def test_a_report_is_not_returned_without_a_word(client, ready):
    frozen(ready)
    client.force_login(executive())

    response = client.post(url("report-return", ready), {"whole": " "})

    assert response.status_code == 422
    assert "Say what has to change, here or under a section." in text_of(response)


def test_what_the_executive_says_is_seen_where_it_belongs(client, ready):
    frozen(ready)
    client.force_login(executive())
    client.post(url("report-return", ready), {"whole": "Too long.", "slippage": "Say by when."})

    client.force_login(lead_of(ready.programme))
    page = text_of(client.get(url("report-edit", ready)))

    assert "Too long." in page
    assert "Say by when." in page
    ready.refresh_from_db()
    assert ready.state == ReportState.RETURNED


def test_remarks_of_an_earlier_return_are_not_shown_again(chair, ready, client):
    chair.post(url("report-submit", ready))
    client.force_login(executive())
    client.post(url("report-return", ready), {"whole": "Too long."})
    client.force_login(chair_of(ready.programme))
    client.post(url("report-submit", ready))
    client.force_login(executive())
    client.post(url("report-return", ready), {"whole": "Nearly."})

    client.force_login(chair_of(ready.programme))
    page = text_of(client.get(url("report-edit", ready)))

    assert "Nearly." in page
    assert "Too long." not in page


def test_the_performance_team_opens_a_report_again(client, ready):
    frozen(ready)
    client.force_login(performance())

    client.post(url("report-reopen", ready), {"whole": "A figure was corrected."})

    ready.refresh_from_db()
    assert ready.state == ReportState.RETURNED
    assert ready.changes.get(place="state").after == "Returned"


@pytest.fixture
def clash(ready):
    entry = EntryFactory(report=ready, key="one", text="Before.")
    lead, other = lead_of(ready.programme), chair_of(ready.programme)
    drafting.save(ready, {"achievements-one-text": "It met 14 families."}, 0, by=lead)
    drafting.save(ready, {"achievements-one-text": "It met its first."}, 0, by=other)
    assert entry.report == ready
    return Clash.objects.get()


def test_both_texts_are_shown_and_one_is_chosen(chair, ready, clash):
    page = text_of(chair.get(url("report-clashes", ready)))
    assert "14 families." in page
    assert "its first." in page
    answers = {"clash": clash.pk, f"clash-{clash.pk}-kept": "mine"}

    response = chair.post(url("report-clashes", ready), answers, follow=True)

    assert "Achievement 1: the text you chose is kept." in text_of(response)
    assert ready.entries.get().text == "It met its first."


def test_a_choice_that_is_not_made_is_asked_for(chair, ready, clash):
    response = chair.post(url("report-clashes", ready), {"clash": clash.pk})

    assert response.status_code == 422
    assert "Choose which text to keep." in text_of(response)
    assert Clash.objects.get().kept == ""


@pytest.mark.parametrize("number", ["", "x", "999"])
def test_a_clash_that_is_none_of_this_report_is_not_found(chair, ready, clash, number):
    assert chair.post(url("report-clashes", ready), {"clash": number}).status_code == 404


def test_the_trail_shows_the_change_and_the_text_that_was_not_chosen(chair, ready, clash):
    chair.post(
        url("report-clashes", ready), {"clash": clash.pk, f"clash-{clash.pk}-kept": "theirs"}
    )

    page = text_of(chair.get(url("report-changes", ready)))

    assert "Achievement 1" in page
    assert "theirs was kept" in page
    assert "It met its first." in page


def test_a_text_that_waits_is_told_on_the_task_list(chair, ready, clash):
    assert "Two people changed 1 text." in text_of(chair.get(url("report-edit", ready)))


def test_a_returned_report_has_working_days_to_be_mended(client, ready):
    frozen(ready)
    client.force_login(executive())

    client.post(url("report-return", ready), {"whole": "Too long."})

    ready.refresh_from_db()
    assert ready.due_on == working_days_after(timezone.localdate(), RETURNED_FOR)
    assert ready.changes.filter(place="due_on").exists()


def test_choosing_twice_is_choosing_once(chair, ready, clash):
    answer = {"clash": clash.pk, f"clash-{clash.pk}-kept": "theirs"}
    chair.post(url("report-clashes", ready), answer)

    again = chair.post(url("report-clashes", ready), answer | {f"clash-{clash.pk}-kept": "mine"})

    assert again.status_code == 302
    assert Clash.objects.get().kept == "theirs"
