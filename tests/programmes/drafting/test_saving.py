"""Saving merges three texts: what was read, what is stored now, and what came in."""

import pytest

from programmes import drafting
from programmes.choices import KeptText, Section
from programmes.models import Change, Clash
from tests.factories import EntryFactory, ReportFactory, UserFactory
from tests.reports import frozen

pytestmark = pytest.mark.django_db
PLACE = "achievements-one-text"


@pytest.fixture
def entry():
    return EntryFactory(key="one", text="Before.", section=Section.ACHIEVEMENTS)


@pytest.fixture
def report(entry):
    return entry.report


@pytest.fixture
def lead():
    return UserFactory(first_name="Delivery", last_name="lead")


@pytest.fixture
def chair():
    return UserFactory(first_name="Delivery-group", last_name="chair")


def stored(report, place=PLACE):
    found = drafting.Place.parse(place)
    values = drafting.lines_of(report, found.section, found.key).values()
    return values.get(found.key, {}).get(found.field)


def test_a_text_is_written_and_its_change_is_noted(report, lead):
    saved = drafting.save(report, {PLACE: "After.\r\n"}, 0, by=lead)

    assert stored(report) == "After."
    change = Change.objects.get()
    assert (change.label, change.before, change.after) == ("Achievement 1", "Before.", "After.")
    assert (change.by, change.section) == (lead, Section.ACHIEVEMENTS)
    assert saved == drafting.Saved(changed=1, clashes=0, seen=change.pk, open=True)


def test_the_same_save_twice_changes_nothing_the_second_time(report, lead):
    drafting.save(report, {PLACE: "After.", "slippage-new1-text": "Late."}, 0, by=lead)
    again = drafting.save(report, {PLACE: "After.", "slippage-new1-text": "Late."}, 0, by=lead)

    assert again.changed == 0
    assert report.entries.count() == 2


def test_a_place_that_only_somebody_else_changed_keeps_their_text(report, lead, chair):
    drafting.save(report, {PLACE: "Theirs."}, 0, by=lead)

    saved = drafting.save(report, {PLACE: "Before.", "voice-v-text": "New."}, 0, by=chair)

    assert (saved.changed, saved.clashes) == (1, 0)
    assert stored(report) == "Theirs."


def test_two_texts_of_one_place_are_both_kept(report, lead, chair):
    drafting.save(report, {PLACE: "Theirs."}, 0, by=lead)

    saved = drafting.save(report, {PLACE: "Mine."}, 0, by=chair)

    assert (saved.changed, saved.clashes) == (0, 1)
    assert stored(report) == "Theirs."
    clash = Clash.objects.get()
    assert (clash.base, clash.theirs, clash.mine) == ("Before.", "Theirs.", "Mine.")
    assert (clash.theirs_by, clash.by, clash.label) == (lead, chair, "Achievement 1")


def test_writing_on_while_a_choice_waits_changes_only_what_waits(report, lead, chair):
    first = drafting.save(report, {PLACE: "Theirs."}, 0, by=lead)
    drafting.save(report, {PLACE: "Mine."}, 0, by=chair)

    drafting.save(report, {PLACE: "Mine, longer."}, first.seen, by=chair)

    assert stored(report) == "Theirs."
    assert Clash.objects.get().mine == "Mine, longer."


def test_somebody_who_lost_an_answer_on_the_way_does_not_clash_with_themselves(report, lead):
    drafting.save(report, {PLACE: "Half a sen"}, 0, by=lead)

    saved = drafting.save(report, {PLACE: "Half a sentence."}, 0, by=lead)

    assert saved.clashes == 0
    assert stored(report) == "Half a sentence."


def test_an_old_window_does_not_bring_an_old_text_back(report, lead):
    drafting.save(report, {PLACE: "Newer."}, 0, by=lead)

    drafting.save(report, {PLACE: "Before."}, 0, by=lead)

    assert stored(report) == "Newer."


def test_a_row_taken_away_meanwhile_is_a_clash_with_nothing(report, lead, chair):
    drafting.remove(report, Section.ACHIEVEMENTS, "one", by=lead)

    drafting.save(report, {PLACE: "Mine."}, 0, by=chair)

    assert stored(report) is None
    assert Clash.objects.get().theirs == ""
    assert Change.objects.get().before == "Before."


def test_text_for_a_report_that_was_submitted_meanwhile_stands_beside_it(report, lead):
    frozen(report)

    saved = drafting.save(report, {PLACE: "Too late."}, 0, by=lead)

    assert saved.open is False
    assert stored(report) == "Before."
    assert Clash.objects.get().mine == "Too late."


@pytest.mark.parametrize(
    ("kept", "expected"),
    [(KeptText.THEIRS, "Theirs."), (KeptText.MINE, "Mine."), (KeptText.BOTH, "Both.")],
)
def test_the_text_that_is_chosen_is_kept(report, lead, chair, kept, expected):
    drafting.save(report, {PLACE: "Theirs."}, 0, by=lead)
    drafting.save(report, {PLACE: "Mine."}, 0, by=chair)
    clash = Clash.objects.get()

    assert drafting.settle(clash, kept, "Both.", by=chair)

    assert stored(report) == expected
    assert Clash.objects.get().kept == kept


def test_a_choice_waits_when_their_text_changed_again(report, lead, chair):
    first = drafting.save(report, {PLACE: "Theirs."}, 0, by=lead)
    drafting.save(report, {PLACE: "Mine."}, 0, by=chair)
    drafting.save(report, {PLACE: "Theirs, longer."}, first.seen, by=lead)

    assert not drafting.settle(Clash.objects.get(), KeptText.MINE, "", by=chair)

    assert Clash.objects.get().theirs == "Theirs, longer."
    assert stored(report) == "Theirs, longer."


@pytest.mark.parametrize(
    "name",
    [
        "csrfmiddlewaretoken",
        "nothing-one-text",
        "achievements-one-position",
        "achievements-<b>-text",
        "comments-NO-SUCH-CODE-text",
        "commitments-999-outcome",
        "slippage-one-text",  # the key of a row of another section
    ],
)
def test_a_name_that_is_no_place_of_this_report_is_left_alone(report, lead, name):
    assert drafting.save(report, {name: "x"}, 0, by=lead).changed == 0
    assert report.entries.count() == 1


def test_another_reports_row_cannot_be_written(entry, lead):
    other = ReportFactory()

    drafting.save(other, {PLACE: "Mine."}, 0, by=lead)

    entry.refresh_from_db()
    assert entry.text == "Before."
    assert other.entries.get().text == "Mine."


def test_a_text_sent_again_after_somebody_changed_it_is_not_news(report, lead, chair):
    first = drafting.save(report, {PLACE: "Mine."}, 0, by=lead)
    drafting.save(report, {PLACE: "Theirs."}, first.seen, by=chair)

    again = drafting.save(report, {PLACE: "Mine."}, 0, by=lead)

    assert (again.changed, again.clashes, again.older) == (0, 0, (PLACE,))
    assert stored(report) == "Theirs."
