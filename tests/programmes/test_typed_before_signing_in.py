"""What somebody typed on a form of one use outlives their session, and does nothing by itself."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Decision, Exemption, Milestone, Remark, Report, Risk
from programmes.views.signed_out import signed_person
from tests.factories import DecisionFactory, MilestoneFactory, ReportFactory
from tests.pages import text_of
from tests.people import executive, lead_of, performance
from tests.programmes.form import page_url
from tests.reports import frozen, issued_report

pytestmark = pytest.mark.django_db
HERE = "Your text from before you signed in is here."
TEXT = "Say which posts are still empty."


def address(report, name):
    return reverse(name, args=[report.programme.code, report.period_end])


def returning():
    return executive(), address(frozen(ReportFactory()), "report-return"), {"whole": TEXT}, Remark


def returning_a_section():
    person, url, _, written = returning()
    return person, url, {"risks": TEXT}, written


def reopening():
    report = frozen(ReportFactory())
    return performance(), address(report, "report-reopen"), {"whole": TEXT}, Remark


def correcting():
    report = issued_report()
    corrections = Report.objects.filter(supersedes=report)
    return executive(), address(report, "report-correct"), {"reason": TEXT}, corrections


def adding_a_milestone():
    report = ReportFactory()
    typed = {"title": TEXT, "baseline_on_0": "31", "baseline_on_1": "3", "baseline_on_2": "2017"}
    return lead_of(report.programme), address(report, "report-milestone-add"), typed, Milestone


def adding_a_risk():
    report = ReportFactory()
    typed = {"title": TEXT, "score": "4x4", "mitigation": "", "owner": ""}
    return lead_of(report.programme), address(report, "report-risk-add"), typed, Risk


def adding_a_decision():
    programme = frozen(ReportFactory()).programme
    typed = {"programme": programme.pk, "text": TEXT, "outcome": "agreed"}
    return executive(), reverse("decision-add"), typed, Decision


def marking_a_section_as_exempt():
    report = ReportFactory()
    typed = {"section": "risks", "paragraph": "2", "reason": TEXT}
    return performance(), address(report, "report-exempt"), typed, Exemption


@pytest.fixture(
    params=[
        returning,
        returning_a_section,
        reopening,
        correcting,
        adding_a_milestone,
        adding_a_risk,
        adding_a_decision,
        marking_a_section_as_exempt,
    ],
    ids=lambda case: case.__name__,
)
def case(request):
    """Who types what where, and the rows that saving it makes."""
    person, url, typed, written = request.param()
    return (
        person,
        url,
        typed | {"person": signed_person(person)},
        getattr(written, "objects", written),
    )


def test_it_waits_and_is_sent_when_the_writer_sends_it(client, case):
    person, url, typed, written = case

    assert client.post(url, typed).url == f"/login/?next={url}"
    client.force_login(person)
    page = client.get(url)

    assert page.status_code == 200
    assert HERE in text_of(page)
    assert TEXT in text_of(page)
    assert "There is a problem" not in text_of(page)
    assert not written.all().exists()

    assert client.post(url, typed).status_code == 302
    assert written.all().exists()


def test_nobody_else_sees_it(client, case):
    _, url, typed, _ = case
    client.post(url, typed)
    for other in (executive(), performance()):
        client.force_login(other)
        page = text_of(client.get(url))
        assert HERE not in page
        assert TEXT not in page


def test_with_a_token_that_is_too_old_it_is_sent_again(case):
    person, url, typed, written = case
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    strict.cookies["csrftoken"] = "a" * 32

    refused = strict.post(url, typed | {"csrfmiddlewaretoken": "b" * 32})

    assert refused.status_code == 403
    assert TEXT in text_of(refused)
    token = {"csrfmiddlewaretoken": refused.context["csrf_token"]}
    assert strict.post(url, refused.context["fields"].dict() | token).status_code == 302
    assert written.all().exists()


def test_a_new_baseline_waits_too(client):
    report = ReportFactory()
    lead, milestone = lead_of(report.programme), MilestoneFactory(programme=report.programme)
    url = f"{page_url(report, 'milestones')}{milestone.pk}/"
    client.post(url, {"rebaseline-reason": TEXT, "person": signed_person(lead)})
    client.force_login(lead)

    page = text_of(client.get(url))

    assert HERE in page
    assert TEXT in page


@pytest.fixture
def wanted():
    """Two decisions wanted, with a note typed on each."""
    report = frozen(ReportFactory())
    both = [DecisionFactory(report=report, text=text, asked=1) for text in ("Fund it.", "Move it.")]
    typed = {"decision": [row.pk for row in both]}
    for row in both:
        typed |= {f"decision-{row.pk}-outcome": "agreed", f"decision-{row.pk}-note": f"Of {row.pk}"}
    return both, typed


def test_notes_on_decisions_wait_too(client, wanted):
    both, typed = wanted
    person = executive()
    client.post("/decisions/", typed | {"person": signed_person(person)})
    client.force_login(person)

    page = text_of(client.get("/decisions/"))

    assert HERE in page
    assert [row.pk for row in both if f"Of {row.pk}" in page] == [row.pk for row in both]
    assert not Decision.objects.exclude(outcome="").exists()


def test_sent_again_with_a_new_token_every_decision_is_recorded(wanted):
    both, typed = wanted
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(executive())
    seen = {
        f"decision-{form.decision.pk}-seen": form["seen"].value()
        for form in strict.get("/decisions/").context["forms"]
    }
    strict.cookies["csrftoken"] = "a" * 32

    refused = strict.post("/decisions/", typed | seen | {"csrfmiddlewaretoken": "b" * 32})

    page = refused.content.decode()
    assert page.count('<input type="hidden" name="decision" ') == len(both)
    again = dict(refused.context["fields"].lists())
    again |= {"csrfmiddlewaretoken": refused.context["csrf_token"]}
    assert strict.post("/decisions/", again).status_code == 302
    assert set(Decision.objects.values_list("outcome", flat=True)) == {"agreed"}
