"""A copy is made by the profile of its audience as it is kept when the copy is made."""

import pytest

from indicators.models import DisclosureProfile
from programmes import copies
from tests.factories import UserFactory
from tests.reports import submitted_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return submitted_report()


def change(**columns):
    DisclosureProfile.objects.filter(audience="public").update(**columns)


def test_the_sentences_of_a_copy_follow_its_profile(report):
    change(suppress_to=7, round_base=5)

    said = " ".join(copies.copy_of(report, "public").disclosure)

    assert "a count from 1 to 7" in said
    assert "Counts are rounded to the nearest 5." in said


def test_the_numbers_to_look_at_follow_it_too(report):
    report.snapshot["status"]["reason"] = "We know of 7 children."
    report.save()
    before = copies.looks_of(copies.copy_of(report, "public"))
    change(suppress_to=7)

    after = copies.looks_of(copies.copy_of(report, "public"))

    assert 7 not in [look.number for look in before]
    assert 7 in [look.number for look in after]


def test_a_copy_that_says_something_else_has_to_be_looked_at_again(report):
    copy = copies.copy_of(report, "public")
    copies.confirm(report, copy, by=UserFactory())
    assert copies.confirmation_of(report, copies.copy_of(report, "public"))

    change(suppress_to=7)

    assert copies.confirmation_of(report, copies.copy_of(report, "public")) is None
    assert copies.make_documents(report, "public", ["json"]) == []
