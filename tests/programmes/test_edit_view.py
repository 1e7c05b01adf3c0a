"""Filling in a report."""

import pytest
from django.urls import reverse

from programmes.choices import WRITTEN_SECTIONS, ReportState, Section
from programmes.models import Report
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MilestoneFactory,
    NilReturnFactory,
    ProgrammeFactory,
    ReportFactory,
)
from tests.people import chair_of, executive, lead_of, performance
from tests.reports import frozen

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def edit_url(report):
    return reverse("report-edit", args=[report.programme.code, report.period_end])


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


def filled_in(client, report, **answers):
    """What the browser sends: the form as it was drawn, with these answers."""
    form = client.get(edit_url(report)).context["form"]
    drawn = {name: form[name].value() for name in form.fields}
    ticked = {name: value for name, value in drawn.items() if value not in (False, None)}
    return ticked | answers


def save(client, report, **answers):
    answers.setdefault("action", "save")
    return client.post(edit_url(report), filled_in(client, report, **answers), follow=True)


def texts(report, section):
    return list(report.entries.filter(section=section).values_list("text", flat=True))


def everything(**more):
    """Every section answered and the status judged."""
    return {f"text_{section}": "Something." for section in WRITTEN_SECTIONS} | {
        "rag": "amber",
        "reason": "Mostly on course.",
        "difference_reason": "The late milestone is nearly done.",
        "action": "submit",
        **more,
    }


# --- who -------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [executive, performance])
def test_only_lead_and_chair_fill_in_a_report(client, report, person):
    client.force_login(person())

    for response in (client.get(edit_url(report)), client.post(edit_url(report))):
        assert response.status_code == 403
        assert "Only the delivery lead and the chair" in text_of(response)


def test_a_report_of_others_is_not_found(client, report):
    client.force_login(chair_of(ProgrammeFactory()))

    assert client.get(edit_url(report)).status_code == 404
    assert client.post(edit_url(report), everything()).status_code == 404


def test_a_submitted_report_says_why_it_cannot_be_changed(lead, report):
    frozen(report)

    response = lead.get(edit_url(report))

    assert response.status_code == 403
    assert "This report is submitted, so it can no longer be changed." in text_of(response)


def test_the_lead_writes_but_does_not_judge(lead, report):
    response = save(lead, report, text_achievements="Done.", rag="green", reason="All is well.")

    report.refresh_from_db()
    assert texts(report, Section.ACHIEVEMENTS) == ["Done."]
    assert (report.rag, report.reason) == ("", "")
    assert "Only the chair sets it." in text_of(response)


def test_the_lead_cannot_submit(lead, report):
    response = lead.post(edit_url(report), everything())

    report.refresh_from_db()
    assert response.status_code == 403
    assert report.state == ReportState.DRAFT


# --- writing ---------------------------------------------------------------------------------


def test_each_paragraph_becomes_an_entry_in_its_order(lead, report):
    save(lead, report, text_slippage="One.\r\n\r\n\r\nTwo,\r\nstill two.\r\n \r\nThree.\r\n")

    assert texts(report, Section.SLIPPAGE) == ["One.", "Two,\nstill two.", "Three."]


def test_a_paragraph_that_did_not_change_keeps_its_entry(lead, report):
    kept = EntryFactory(report=report, text="Carried on.")
    EntryFactory(report=report, text="Left out.", position=1)

    save(lead, report, text_achievements="New.\n\nCarried on.")

    assert texts(report, Section.ACHIEVEMENTS) == ["New.", "Carried on."]
    assert report.entries.get(text="Carried on.").pk == kept.pk


def test_the_same_words_twice_are_two_entries(lead, report):
    save(lead, report, text_achievements="Again.\n\nAgain.")

    assert texts(report, Section.ACHIEVEMENTS) == ["Again.", "Again."]


def test_what_is_stored_is_shown_again(lead, report):
    EntryFactory(report=report, text="First.")
    EntryFactory(report=report, text="Second.", position=1)
    NilReturnFactory(report=report, section=Section.SLIPPAGE)

    form = lead.get(edit_url(report)).context["form"]

    assert form["text_achievements"].value() == "First.\n\nSecond."
    assert form["nil_slippage"].value() is True


def test_a_nil_return_is_signed_and_can_be_taken_back(lead, report):
    save(lead, report, nil_voice="on")
    signed = report.nil_returns.get()
    assert (signed.section, signed.by) == (
        Section.VOICE,
        report.programme.memberships.get().user,
    )

    answers = filled_in(lead, report)
    del answers["nil_voice"]
    lead.post(edit_url(report), answers | {"action": "save"})
    assert not report.nil_returns.exists()


def test_text_and_a_nil_return_together_are_an_error_that_loses_nothing(lead, report):
    response = save(lead, report, text_voice="They told us much.", nil_voice="on")

    assert response.status_code == 422
    assert "Your text is saved." in text_of(response)
    assert "has text, so it cannot also be a nil return" in text_of(response)
    assert '<a href="#id_nil_voice">' in text_of(response)
    assert "<title>Error: " in text_of(response)
    assert texts(report, Section.VOICE) == ["They told us much."]
    assert not report.nil_returns.exists()


def test_after_an_error_the_mended_form_is_saved(lead, report):
    response = save(lead, report, text_voice="They told us much.", nil_voice="on")
    mended = response.context["form"].data.dict()
    del mended["nil_voice"]

    response = lead.post(edit_url(report), mended, follow=True)

    assert response.status_code == 200
    assert "Your text is saved." in text_of(response)


def test_a_decision_that_did_not_change_keeps_its_outcome(lead, report):
    decided = DecisionFactory(report=report, text="Fund cover?", note="Asked for costs")

    save(lead, report, decisions="Name a lead?\n\nFund cover?")

    assert [row.text for row in report.decisions.all()] == ["Name a lead?", "Fund cover?"]
    assert report.decisions.get(text="Fund cover?").pk == decided.pk


def test_typed_markup_stays_text(lead, report):
    response = save(lead, report, text_voice="<b>bold</b></textarea><script>x()</script>")

    assert b"<script>x()" not in response.content
    assert texts(report, Section.VOICE) == ["<b>bold</b></textarea><script>x()</script>"]


def test_somebody_who_saved_meanwhile_is_not_overwritten_unseen(lead, report):
    answers = filled_in(lead, report, text_voice="Mine.", action="save")
    EntryFactory(report=report, section=Section.VOICE, text="Theirs.")

    response = lead.post(edit_url(report), answers)

    assert response.status_code == 422
    assert "Somebody else saved this report after you opened it" in text_of(response)
    assert "Theirs." in text_of(response)
    assert "Mine." in text_of(response)
    assert texts(report, Section.VOICE) == ["Theirs."]


def test_having_seen_the_other_text_one_may_save_over_it(lead, report):
    answers = filled_in(lead, report, text_voice="Mine.", action="save")
    EntryFactory(report=report, section=Section.VOICE, text="Theirs.")
    drawn_again = lead.post(edit_url(report), answers).context["form"].data.dict()

    lead.post(edit_url(report), drawn_again)

    assert texts(report, Section.VOICE) == ["Mine."]


def test_a_lead_who_saves_after_the_chair_submitted_is_told(lead, report):
    answers = filled_in(lead, report, text_voice="Late.", action="save")
    frozen(report)

    response = lead.post(edit_url(report), answers)

    assert response.status_code == 403
    assert texts(report, Section.VOICE) == []


# --- judging and submitting ------------------------------------------------------------------


def test_the_chair_judges_beside_the_evidence(chair, report):
    MilestoneFactory(programme=report.programme, title="Team in place")

    shown = text_of(chair.get(edit_url(report)))

    assert "What the evidence suggests" in shown
    assert "Team in place" in shown
    assert "1 of 1 milestone is red" in shown


def test_the_chair_s_judgement_is_kept(chair, report):
    save(chair, report, rag="amber", reason="Late.", difference_reason="Two posts are filled.")

    report.refresh_from_db()
    assert (report.rag, report.reason, report.difference_reason) == (
        "amber",
        "Late.",
        "Two posts are filled.",
    )


def test_a_status_that_is_no_choice_changes_nothing_but_keeps_the_words(chair, report):
    response = save(chair, report, rag="purple", reason="Late.")

    report.refresh_from_db()
    assert response.status_code == 422
    assert "Choose green, amber or red" in text_of(response)
    assert (report.rag, report.reason) == ("", "Late.")


def test_submitting_freezes_the_report_and_queues_its_documents(
    chair, report, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as queued:
        response = save(chair, report, **everything())

    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    assert report.submitted_by == report.programme.memberships.get().user
    assert response.redirect_chain == [(report.get_absolute_url(), 302)]
    assert "The report is submitted and its figures are frozen." in text_of(response)
    assert len(queued) == 1


def test_submitting_too_early_says_what_is_missing_and_keeps_the_text(chair, report):
    response = save(chair, report, text_voice="Their words.", action="submit")

    report = Report.objects.get(pk=report.pk)
    assert response.status_code == 422
    assert "Your text is saved." in text_of(response)
    assert '<a href="#id_rag_0">Set the status: red, amber or green.</a>' in text_of(response)
    assert '<a href="#id_text_slippage">Write something under Slippage,' in text_of(response)
    assert report.state == ReportState.DRAFT
    assert texts(report, Section.VOICE) == ["Their words."]
