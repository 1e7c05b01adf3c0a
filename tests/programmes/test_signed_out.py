"""What somebody typed before their session ended waits for them, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.choices import ReportState, Section
from programmes.models import Clash, Report
from programmes.views import signed_out
from tests.factories import EntryFactory, MilestoneFactory, ReportFactory, RiskFactory
from tests.pages import text_of
from tests.people import chair_of, executive, lead_of
from tests.programmes.form import page_url
from tests.reports import frozen
from tests.round_factories import ClashFactory

pytestmark = pytest.mark.django_db
TYPED = {"voice-a1-text": "They said much."}
HERE = "Your text from before you signed in is here."


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def lead(report):
    return lead_of(report.programme)


@pytest.fixture
def url(report):
    return page_url(report, "progress")


def typed_by(person, **more):
    """What the browser of that person sends."""
    return {**TYPED, "seen": "0", "person": signed_out.signed_person(person), **more}


def return_url(report):
    return reverse("report-return", args=[report.programme.code, report.period_end])


def voices(report):
    return list(report.entries.filter(section=Section.VOICE).values_list("text", flat=True))


def test_the_text_waits_while_its_writer_signs_in(client, report, lead, url):
    response = client.post(url, typed_by(lead))

    assert response.url == f"/login/?next={url}"
    client.force_login(lead)
    page = text_of(client.get(url))
    assert HERE in page
    assert "They said much." in page
    assert voices(report) == []


def test_it_is_there_until_it_is_saved(client, report, lead, url):
    client.post(url, typed_by(lead))
    client.force_login(lead)
    client.get(url)
    assert HERE in text_of(client.get(url))

    client.post(url, typed_by(lead))

    assert voices(report) == ["They said much."]
    assert HERE not in text_of(client.get(url))


def test_nobody_else_sees_it(client, report, lead, url):
    client.post(url, typed_by(lead))
    client.force_login(chair_of(report.programme))

    page = text_of(client.get(url))

    assert "They said much." not in page
    assert HERE not in page
    assert "They said much." not in str(dict(client.session))


def test_what_others_saved_meanwhile_stands(client, report, lead, url):
    EntryFactory(report=report, section=Section.VOICE, key="a1", text="Before.")
    other = Client()
    other.force_login(chair_of(report.programme))
    client.post(url, typed_by(lead))
    other.post(url, {"voice-a1-text": "Theirs.", "seen": "0"})
    client.force_login(lead)
    seen = client.get(url).context["seen"]

    client.post(url, typed_by(lead, seen=seen))

    assert voices(report) == ["Theirs."]
    assert Clash.objects.get().mine == "They said much."


def test_text_for_a_report_that_was_submitted_meanwhile_is_shown_too(client, report, lead, url):
    client.post(url, typed_by(lead))
    frozen(report)
    client.force_login(lead)

    assert "They said much." in text_of(client.get(url))


def test_text_that_a_page_takes_no_more_is_shown_to_be_copied(client, report):
    frozen(report)
    member, url = executive(), return_url(report)
    remark = {"whole": "Say why.", "person": signed_out.signed_person(member)}
    client.post(url, remark)
    Report.objects.filter(pk=report.pk).update(state=ReportState.ISSUED)
    client.force_login(member)

    waited, sent = client.get(url), client.post(url, remark)

    for refused in (waited, sent):
        assert refused.status_code == 403
        assert "This can only be done to a report that is submitted." in text_of(refused)
        assert "Say why." in text_of(refused)


def test_a_page_that_refuses_somebody_who_typed_nothing_is_as_ever(client, report, lead):
    client.force_login(lead)

    refused = client.get(return_url(report))

    assert refused.status_code == 403
    assert "You cannot do this" in text_of(refused)


@pytest.mark.parametrize("person", ["", "1", "1:forged"])
def test_text_of_nobody_known_does_not_wait(client, url, person):
    response = client.post(url, {**TYPED, "person": person})

    assert response.status_code == 302
    assert not client.session.keys()


def test_more_text_than_can_wait_is_shown_for_copying(client, lead, url):
    long = "<b>" + "Many words. " * (signed_out.MOST // 10)

    response = client.post(url, typed_by(lead, **{"voice-a1-text": long}))

    assert response.status_code == 413
    assert b"&lt;b&gt;Many words." in response.content
    assert not client.session.keys()


def test_the_script_is_told_that_nobody_is_signed_in(client, lead, url):
    response = client.post(url, typed_by(lead, autosave="yes"))

    assert response.status_code == 401
    assert not client.session.keys()


def test_a_page_of_somebody_else_saves_nothing(client, report, lead, url):
    client.force_login(chair_of(report.programme))

    refused = client.post(url, typed_by(lead))
    by_script = client.post(url, typed_by(lead, autosave="yes"))

    assert (refused.status_code, by_script.status_code) == (403, 401)
    assert "Somebody else has signed in here" in text_of(refused)
    assert voices(report) == []


def test_the_choice_between_two_texts_waits_too(client, report, lead):
    clash = ClashFactory(report=report)
    url = page_url(report, "clashes")
    answer = {"clash": clash.pk, f"clash-{clash.pk}-text": "Both of them."}
    client.post(url, answer | {"person": signed_out.signed_person(lead)})
    client.force_login(lead)

    page = text_of(client.get(url))

    assert HERE in page
    assert "Both of them." in page


@pytest.mark.parametrize(
    ("factory", "page", "field"),
    [(MilestoneFactory, "milestones", "progress"), (RiskFactory, "risks", "mitigation")],
)
def test_what_is_said_of_a_milestone_or_risk_waits_too(client, report, lead, factory, page, field):
    row = factory(programme=report.programme)
    url = f"{page_url(report, page)}{row.pk}/"
    client.post(url, typed_by(lead, **{f"{page}-{row.pk}-{field}": "The posts are advertised."}))
    client.force_login(lead)

    waiting = text_of(client.get(url))

    assert HERE in waiting
    assert "The posts are advertised." in waiting


# --- a token that is too old -----------------------------------------------------------------


@pytest.fixture
def strict(lead):
    """A browser whose token was changed by signing in elsewhere."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)
    client.cookies["csrftoken"] = "a" * 32
    return client


def test_all_that_was_typed_comes_back_to_be_saved_again(strict, report, lead, url):
    typed = typed_by(lead, csrfmiddlewaretoken="b" * 32, action="save")
    typed["voice-a1-text"] = '"><script>x()</script>'

    response = strict.post(url, typed)

    assert response.status_code == 403
    assert b"<script>x()" not in response.content
    again = response.context["fields"] | {"csrfmiddlewaretoken": response.context["csrf_token"]}
    assert strict.post(url, again).status_code == 302
    assert voices(report) == ['"><script>x()</script>']


def test_the_script_gets_a_new_token(strict, report, lead, url):
    answer = strict.post(url, typed_by(lead, csrfmiddlewaretoken="b" * 32, autosave="yes"))
    again = typed_by(lead, csrfmiddlewaretoken=answer.json()["token"], autosave="yes")

    assert strict.post(url, again).status_code == 200
    assert voices(report) == ["They said much."]


def test_what_another_site_sends_is_not_repeated(strict, lead, url):
    response = strict.post(url, typed_by(lead), headers={"origin": "https://elsewhere.example"})

    assert response.status_code == 403
    assert "This page has been open too long" in text_of(response)
    assert "They said much." not in text_of(response)


def test_what_another_person_typed_is_not_shown(strict, report, url):
    response = strict.post(url, typed_by(chair_of(report.programme)))

    assert response.status_code == 403
    assert "They said much." not in text_of(response)


def test_other_pages_say_what_to_do(strict):
    response = strict.post("/logout/")

    assert response.status_code == 403
    assert "This page has been open too long" in text_of(response)
