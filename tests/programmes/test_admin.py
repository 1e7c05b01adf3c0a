import pytest
from django.urls import reverse

from programmes.choices import DecisionOutcome, Section
from programmes.models import (
    Decision,
    Document,
    Membership,
    Milestone,
    Priority,
    Programme,
    Report,
    Risk,
)
from tests.factories import (
    AreaFactory,
    DecisionFactory,
    DocumentFactory,
    EntryFactory,
    MilestoneFactory,
    ProgrammeFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    RiskFactory,
    UserFactory,
)
from tests.pages import text_of
from tests.people import executive, lead_of
from tests.reports import frozen

pytestmark = pytest.mark.django_db
SUGGESTED = {"frequency": "monthly", "due_working_day": 10, "grace_days": 0, "enabled": "on"}


def change_url(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def list_url(model):
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")


def management(prefix, **counts):
    totals = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0} | counts
    return {f"{prefix}-{name}": value for name, value in totals.items()}


@pytest.mark.parametrize("person", [executive, lambda: lead_of(ProgrammeFactory()), UserFactory])
def test_only_the_performance_team_enters_the_admin(client, person):
    client.force_login(person())

    response = client.get(reverse("admin:index"), follow=True)

    assert response.status_code == 403
    assert "Only the performance team can use the admin." in text_of(response)


def test_a_programme_is_made_with_its_people_and_priorities(keeper):
    lead = UserFactory()
    data = {"code": "P6", "number": "6", "title": "Stability", "area": AreaFactory().pk}
    data |= management("memberships", TOTAL_FORMS=1)
    data |= {"memberships-0-user": lead.pk, "memberships-0-role": "lead"}
    data |= management("reporting_schedule")
    data |= management("priorities", TOTAL_FORMS=1)
    data |= {"priorities-0-number": 1, "priorities-0-title": "Homes that last"}

    keeper.post(reverse("admin:programmes_programme_add"), data)

    programme = Programme.objects.get()
    assert Membership.objects.get().user == lead
    assert programme.priorities.get().title == "Homes that last"


def test_the_performance_team_opens_a_report_and_it_is_a_draft(keeper):
    programme = ProgrammeFactory()
    data = {
        "programme": programme.pk,
        "kind": "highlight",
        "period_end": "31/01/2017",
        "version": 1,
    }

    keeper.post(reverse("admin:programmes_report_add"), data)

    assert programme.reports.get().is_open


def test_a_nil_return_is_signed_by_whoever_gives_it(keeper):
    report = ReportFactory()
    data = {
        "programme": report.programme_id,
        "kind": report.kind,
        "period_end": "31/01/2017",
        "version": 1,
    }
    data |= management("entries") | management("decisions")
    data |= management("nil_returns", TOTAL_FORMS=1)
    data |= {"nil_returns-0-section": Section.VOICE, "nil_returns-0-report": report.pk}

    keeper.post(change_url(report), data)

    assert report.nil_returns.get().by == keeper.user


def test_an_open_report_can_be_written_and_a_frozen_one_only_read(keeper):
    report = EntryFactory(text="As it was sent.").report
    assert 'name="entries-0-text"' in text_of(keeper.get(change_url(report)))

    frozen(report)

    page = text_of(keeper.get(change_url(report)))
    assert "As it was sent." in page
    assert 'name="_save"' not in page
    assert 'name="entries-0-text"' not in page
    assert keeper.post(change_url(report), {"rag": "green"}).status_code == 403
    delete = reverse("admin:programmes_report_delete", args=[report.pk])
    assert keeper.post(delete, {"post": "yes"}).status_code == 403


def test_frozen_reports_are_not_deleted_from_the_list_either(keeper):
    report = frozen(ReportFactory())

    keeper.post(
        list_url(Report),
        {"action": "delete_selected", "_selected_action": [report.pk], "post": "yes"},
    )

    assert Report.objects.filter(pk=report.pk).exists()


def test_the_outcome_of_a_decision_is_recorded_but_its_words_stand(keeper):
    decision = DecisionFactory(report=frozen(ReportFactory()))
    said = decision.text
    data = {"outcome": "agreed", "decided_on": "01/03/2017", "text": "Something else"}

    keeper.post(change_url(decision), data)

    decision.refresh_from_db()
    assert (decision.outcome, decision.text) == (DecisionOutcome.AGREED, said)


def test_an_outcome_without_its_date_is_an_error_and_not_a_crash(keeper):
    decision = DecisionFactory()

    response = keeper.post(change_url(decision), {"outcome": "agreed"})

    assert response.status_code == 200
    assert "Give the day it was decided." in text_of(response)


def test_a_document_is_shown_with_a_link_to_the_report_s_file(keeper):
    document = DocumentFactory()

    page = text_of(keeper.get(change_url(document)))

    assert f"{document.report.get_absolute_url()}pdf/" in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (Programme, ProgrammeFactory),
        (Priority, lambda: ProgrammeIndicatorFactory().priority),
        (Milestone, MilestoneFactory),
        (Risk, RiskFactory),
        (Report, ReportFactory),
        (Decision, DecisionFactory),
        (Document, DocumentFactory),
    ],
)
def test_a_list_of_the_admin_costs_the_same_whatever_it_holds(
    keeper, model, factory, django_assert_max_num_queries
):
    for _ in range(8):
        factory()

    with django_assert_max_num_queries(8):
        keeper.get(list_url(model))


def test_a_schedule_is_set_with_its_programme_even_as_it_is_suggested(keeper):
    programme = ProgrammeFactory()
    data = {"code": programme.code, "title": programme.title, "area": programme.area_id}
    data |= management("memberships") | management("priorities")
    data |= management("reporting_schedule", TOTAL_FORMS=1)
    data |= {f"reporting_schedule-0-{name}": value for name, value in SUGGESTED.items()}

    keeper.post(change_url(programme), data)

    assert programme.reporting_schedule.due_working_day == 10


def test_a_due_day_out_of_reach_is_refused_in_words(keeper):
    programme = ProgrammeFactory()
    data = {"code": programme.code, "title": programme.title, "area": programme.area_id}
    data |= management("memberships") | management("priorities")
    data |= management("reporting_schedule", TOTAL_FORMS=1)
    answers = SUGGESTED | {"due_working_day": 40}
    data |= {f"reporting_schedule-0-{name}": value for name, value in answers.items()}

    assert "less than or equal to 20" in text_of(keeper.post(change_url(programme), data))


def test_a_report_opened_by_hand_starts_with_what_is_known_and_has_a_due_day(keeper):
    last = EntryFactory(section=Section.NEXT_ACTIONS, text="Hold a fair.").report
    frozen(last)
    data = {
        "programme": last.programme_id,
        "kind": "highlight",
        "period_end": "28/02/2017",
        "due_on": "14/03/2017",
        "version": 1,
    }

    keeper.post(reverse("admin:programmes_report_add"), data)

    report = Report.objects.get(period_end="2017-02-28")
    assert report.due_on.isoformat() == "2017-03-14"
    assert report.commitments.get().action.text == "Hold a fair."
    assert report.changes.get().by == keeper.user
