"""The pages of the report's form: drawn, saved, and never in the way of what is typed."""

import pytest

from programmes.choices import Section
from tests.factories import EntryFactory, ReportFactory
from tests.pages import text_of
from tests.people import chair_of, lead_of
from tests.programmes.form import filled_in, list_url, page_url, post
from tests.reports import programme_with_a_red_figure
from tests.round_factories import CommitmentFactory, RemarkFactory

pytestmark = pytest.mark.django_db
PAGES = ["progress", "comments", "next-actions", "variances", "decisions"]


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def lead(client, report):
    """A client in which the lead of the report's programme is signed in."""
    client.force_login(lead_of(report.programme))
    return client


@pytest.fixture
def chair(client, report):
    client.force_login(chair_of(report.programme))
    return client


def texts(report, section):
    return list(report.entries.filter(section=section).values_list("text", flat=True))


@pytest.mark.parametrize("slug", PAGES)
def test_a_page_opens_with_an_empty_row_where_there_is_none(lead, report, slug):
    response = lead.get(page_url(report, slug))

    assert response.status_code == 200
    rows = {block.section: len(block.rows) for block in response.context["sheet"].blocks}
    assert set(rows.values()) <= {0, 1}
    assert rows.get(Section.ACHIEVEMENTS, 1) == 1


def test_what_is_saved_stands_in_the_list_and_on_the_page(lead, report):
    response = post(
        lead, report, "progress", {"achievements-firstachievements-text": "A team is in place."}
    )

    assert response.redirect_chain[-1][0] == list_url(report)
    assert "Achievements and slippage: your text is saved." in text_of(response)
    assert texts(report, Section.ACHIEVEMENTS) == ["A team is in place."]
    assert "A team is in place." in text_of(lead.get(page_url(report, "progress")))


def test_a_button_adds_a_row_and_saves_the_others(lead, report):
    response = post(
        lead,
        report,
        "progress",
        {"achievements-firstachievements-text": "One."},
        action="add-achievements",
    )

    (block,) = [b for b in response.context["sheet"].blocks if b.section == Section.ACHIEVEMENTS]
    assert [row["text"].value() for row in block.rows] == ["One.", None]
    assert "Achievement 2" in text_of(response)


def test_drawing_the_added_row_again_does_not_add_another(lead, report):
    response = post(lead, report, "progress", action="add-slippage")
    url = response.redirect_chain[-1][0]

    assert lead.get(url).content.count(b"add-slippage") == 1
    assert not report.entries.exists()


def test_a_button_takes_a_row_away_and_saves_the_others(lead, report):
    EntryFactory(report=report, key="one", text="One.")
    EntryFactory(report=report, key="two", text="Two.")

    post(
        lead,
        report,
        "progress",
        {"achievements-two-text": "Two!"},
        action="remove-achievements-one",
    )

    assert texts(report, Section.ACHIEVEMENTS) == ["Two!"]


def test_a_date_that_is_none_is_shown_again_and_the_rest_is_saved(lead, report):
    answers = {"next_actions-firstnextactions-text": "Advertise."}
    data = filled_in(lead, report, "next-actions", answers)
    data |= {name: "31" for name in data if name.startswith("next_actions-firstnextactions-due_on")}

    response = lead.post(page_url(report, "next-actions"), data)

    assert response.status_code == 422
    assert "Your text is saved." in text_of(response)
    assert response.context["sheet"].errors
    assert texts(report, Section.NEXT_ACTIONS) == ["Advertise."]
    assert 'value="31"' in text_of(response)


def test_the_script_saves_without_a_page_and_learns_how_far_it_saw(lead, report):
    data = filled_in(lead, report, "variances", {"variances-firstvariances-text": "Late."})

    answer = lead.post(page_url(report, "variances"), data | {"autosave": "yes"}).json()

    assert answer["open"] is True
    assert answer["clashes"] == ""
    assert answer["seen"] == report.changes.latest("pk").pk
    assert answer["at"].endswith("m")


def test_the_second_of_two_is_led_to_both_texts(client, report):
    EntryFactory(report=report, key="one", text="Before.")
    first, second = lead_of(report.programme), chair_of(report.programme)
    client.force_login(first)
    theirs = filled_in(client, report, "progress", {"achievements-one-text": "Theirs."})
    client.post(page_url(report, "progress"), theirs)
    client.force_login(second)
    mine = theirs | {"achievements-one-text": "Mine."}

    response = client.post(page_url(report, "progress"), mine, follow=True)

    page = text_of(response)
    assert "Two people changed the same text" in page
    assert "Theirs." in page
    assert "Mine." in page
    assert texts(report, Section.ACHIEVEMENTS) == ["Theirs."]


def test_the_script_learns_what_somebody_else_changed_meanwhile(client, report):
    EntryFactory(report=report, key="one", text="Before.")
    client.force_login(lead_of(report.programme))
    page = filled_in(client, report, "progress", {"voice-v1-text": "New."})
    theirs = page | {"achievements-one-text": "Theirs."}
    client.post(page_url(report, "progress"), theirs)
    client.force_login(chair_of(report.programme))

    answer = client.post(page_url(report, "progress"), page | {"autosave": "yes"}).json()

    assert answer["newer"] == {"achievements-one-text": "Theirs."}


def test_a_page_with_a_mistake_shows_what_somebody_else_changed_meanwhile(client, report):
    EntryFactory(report=report, section=Section.NEXT_ACTIONS, key="one", text="Before.")
    client.force_login(lead_of(report.programme))
    page = filled_in(client, report, "next-actions")
    client.post(page_url(report, "next-actions"), page | {"next_actions-one-text": "Theirs."})
    client.force_login(chair_of(report.programme))

    wrong = page | {"next_actions-one-due_on_0": "soon"}
    response = client.post(page_url(report, "next-actions"), wrong)

    assert response.status_code == 422
    assert "By when must include a month and year." in text_of(response)
    assert "Theirs." in text_of(response)
    assert "Before." not in text_of(response)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, None])
def test_a_page_that_does_not_say_what_it_saw_is_saved_all_the_same(lead, report, seen):
    data = {"voice-a1-text": "They said much."} | ({"seen": seen} if seen is not None else {})

    lead.post(page_url(report, "progress"), data)

    assert texts(report, Section.VOICE) == ["They said much."]


def test_markup_that_somebody_typed_is_text(lead, report):
    post(lead, report, "progress", {"voice-firstvoice-text": "</textarea><script>x()</script>"})

    assert b"<script>x()" not in lead.get(page_url(report, "progress")).content


def test_carried_text_says_for_how_many_reports_it_stood(lead, report):
    EntryFactory(report=report, section=Section.VARIANCES, stood=3)

    assert "Unchanged for 3 reports." in text_of(lead.get(page_url(report, "variances")))


def test_a_commitment_is_answered_and_its_entry_shown(client):
    commitment = CommitmentFactory(action__text="Advertise the posts.")
    report = commitment.report
    client.force_login(lead_of(report.programme))
    place = f"commitments-{commitment.pk}"

    post(
        client, report, "progress", {f"{place}-outcome": "slipped", f"{place}-reason": "Few came."}
    )

    page = text_of(client.get(page_url(report, "progress")))
    assert "From your commitments, where you change it" in page
    assert page.count("Few came.") == 2


def test_a_comment_stands_beside_its_figure(client):
    programme = programme_with_a_red_figure()
    report = ReportFactory(programme=programme)
    code = programme.priorities.get().placements.get().indicator.code
    client.force_login(lead_of(programme))

    post(client, report, "comments", {f"comments-{code}-text": "Two carers left."})

    page = text_of(client.get(page_url(report, "comments")))
    assert "1 figure is red." in page
    assert "Two carers left." in page


def test_what_the_executive_said_stands_at_its_place(lead, report):
    RemarkFactory(report=report, section=Section.SLIPPAGE, text="Say by when.")

    assert "Say by when." in text_of(lead.get(page_url(report, "progress")))
    assert "Say by when." not in text_of(lead.get(page_url(report, "variances")))


def test_the_chair_judges_beside_the_evidence(client):
    report = ReportFactory(programme=programme_with_a_red_figure())
    client.force_login(chair_of(report.programme))

    post(
        client,
        report,
        "status",
        {"status-report-rag": "amber", "status-report-reason": "Mostly on course."},
    )

    report.refresh_from_db()
    assert (report.rag, report.reason) == ("amber", "Mostly on course.")
    assert "1 of 1 rated indicator is red" in text_of(client.get(page_url(report, "status")))


def test_a_page_opened_to_be_checked_shows_what_stops_submission_at_its_place(chair, report):
    report.rag = "amber"
    report.save()

    status = text_of(chair.get(page_url(report, "status") + "?check"))
    progress = text_of(chair.get(page_url(report, "progress") + "?check"))

    assert '<a href="#id_status-report-reason">Give the reason for the status.</a>' in status
    assert "govuk-textarea--error" in status
    assert '<a href="#voice">Write something under What children' in progress
    assert "Error: Achievements and slippage" in progress
