"""What each section holds, and how one row of it is written."""

from datetime import date

import pytest

from programmes import drafting
from programmes.choices import Section
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    ProgrammeIndicatorFactory,
    ReportFactory,
    UserFactory,
)
from tests.round_factories import CommentFactory, CommitmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return ReportFactory()


@pytest.fixture
def lead():
    return UserFactory()


def save(report, lead, **texts):
    """Save by place, underscores of the section's key written as two."""
    posted = {name.replace("__", "-"): text for name, text in texts.items()}
    return drafting.save(report, posted, drafting.newest_change(report), by=lead)


def entries(report, section):
    return list(report.entries.filter(section=section))


def test_new_rows_come_after_the_old_ones(report, lead):
    EntryFactory(report=report, text="One.", position=4)

    save(report, lead, achievements__b1__text="Two.", achievements__b2__text="Three.")

    texts = [row.text for row in entries(report, Section.ACHIEVEMENTS)]
    assert texts == ["One.", "Two.", "Three."]
    assert set(report.changes.values_list("label", flat=True)) == {"Achievement 2", "Achievement 3"}


def test_a_row_without_a_word_is_not_kept(report, lead):
    save(report, lead, slippage__b1__reason="No applicants.")
    save(report, lead, slippage__b1__reason="")

    assert entries(report, Section.SLIPPAGE) == []


def test_an_action_has_its_day(report, lead):
    save(report, lead, next_actions__b1__text="Advertise.", next_actions__b1__due_on="2017-03-10")

    (action,) = entries(report, Section.NEXT_ACTIONS)
    assert action.due_on == date(2017, 3, 10)
    lines = drafting.lines_of(report, Section.NEXT_ACTIONS)
    assert lines.values() == {"b1": {"text": "Advertise.", "due_on": "2017-03-10"}}
    assert lines.label("b1", "due_on") == "Action 1, due"


def test_a_carried_text_counts_the_reports_it_stood_in_until_it_is_edited(report, lead):
    earlier = EntryFactory(section=Section.VARIANCES, text="Police are stretched.", stood=2)
    EntryFactory(
        report=report, section=Section.VARIANCES, text=earlier.text, key="v", carried_from=earlier
    )

    save(report, lead, variances__v__variance="quality")
    assert entries(report, Section.VARIANCES)[0].stood == 3
    save(report, lead, variances__v__text="Police are back.")
    assert entries(report, Section.VARIANCES)[0].stood == 1


def test_a_nil_return_bears_the_name_of_who_stated_it(report, lead):
    save(report, lead, slippage__all__nil="yes")
    assert report.nil_returns.get().by == lead

    save(report, lead, slippage__all__nil="")
    assert not report.nil_returns.exists()
    assert [change.label for change in report.changes.all()] == ["Slippage, nil return"] * 2


def test_a_comment_stands_beside_an_indicator_of_the_programme(report, lead):
    place = ProgrammeIndicatorFactory(priority__programme=report.programme, indicator__code="P6-09")

    drafting.save(report, {"comments-P6-09-text": "Two carers left."}, 0, by=lead)

    assert report.comments.get().indicator == place.indicator
    drafting.save(report, {"comments-P6-09-text": ""}, drafting.newest_change(report), by=lead)
    assert not report.comments.exists()


def test_a_comment_of_an_indicator_that_left_the_programme_is_not_offered(report):
    CommentFactory(report=report)

    assert drafting.lines_of(report, Section.COMMENTS).values() == {}


def test_the_status_is_one_row(report, lead):
    save(report, lead, status__report__rag="amber", status__report__reason="Two posts are empty.")

    report.refresh_from_db()
    assert (report.rag, report.reason) == ("amber", "Two posts are empty.")


def test_a_decision_keeps_what_it_was_carried_from(report, lead):
    decision = DecisionFactory(report=report, text="Fund it.", key="d", asked=2)

    save(report, lead, decisions__d__text="Fund it until July.")

    decision.refresh_from_db()
    assert (decision.text, decision.asked) == ("Fund it until July.", 2)


@pytest.mark.parametrize(
    ("outcome", "section"),
    [
        ("done", Section.ACHIEVEMENTS),
        ("slipped", Section.SLIPPAGE),
        ("carried", Section.NEXT_ACTIONS),
    ],
)
def test_the_answer_to_a_commitment_becomes_an_entry(lead, outcome, section):
    commitment = CommitmentFactory(action__text="Advertise.", action__due_on=date(2017, 2, 10))
    report = commitment.report

    drafting.save(report, {f"commitments-{commitment.pk}-outcome": outcome}, 0, by=lead)

    entry = report.entries.get()
    assert (entry.section, entry.text, entry.commitment) == (section, "Advertise.", commitment)
    carried = outcome == "carried"
    assert entry.due_on == (date(2017, 2, 10) if carried else None)
    assert entry.stood == (2 if carried else 1)


def test_another_answer_takes_the_entry_of_the_first_away(lead):
    commitment = CommitmentFactory(action__text="Advertise.")
    report = commitment.report
    place = f"commitments-{commitment.pk}"
    drafting.save(report, {f"{place}-outcome": "done"}, 0, by=lead)
    seen = drafting.newest_change(report)
    told = {
        f"{place}-outcome": "slipped",
        f"{place}-reason": "Few came.",
        f"{place}-remedy": "Again.",
    }

    drafting.save(report, told, seen, by=lead)

    entry = report.entries.get()
    assert (entry.section, entry.reason, entry.remedy) == ("slippage", "Few came.", "Again.")
    removed = report.changes.get(section=Section.ACHIEVEMENTS)
    assert (removed.before, removed.after) == ("Advertise.", "")
    assert drafting.lines_of(report, Section.SLIPPAGE).values() == {}


def test_the_entry_of_a_commitment_cannot_be_emptied(lead):
    commitment = CommitmentFactory(action__text="Advertise.")
    report = commitment.report
    drafting.save(report, {f"commitments-{commitment.pk}-outcome": "done"}, 0, by=lead)
    key = report.entries.get().key

    drafting.save(report, {f"achievements-{key}-text": ""}, drafting.newest_change(report), by=lead)

    assert report.entries.get().text == "Advertise."


def test_a_promise_taken_back_while_the_last_report_is_open_again_is_no_promise(lead):
    commitment = CommitmentFactory()
    last, report = commitment.action.report, commitment.report
    drafting.save(report, {f"commitments-{commitment.pk}-outcome": "done"}, 0, by=lead)
    key = commitment.action.key

    drafting.save(last, {f"next_actions-{key}-text": ""}, 0, by=lead)

    assert not report.commitments.exists()
    assert report.entries.get().commitment is None


def test_a_decision_that_was_made_is_not_the_lead_s_to_change(report, lead):
    made = {"outcome": "agreed", "decided_on": date(2017, 2, 23)}
    decision = DecisionFactory(report=report, text="Fund it.", key="d", **made)

    save(report, lead, decisions__d__text="")

    decision.refresh_from_db()
    assert decision.text == "Fund it."
