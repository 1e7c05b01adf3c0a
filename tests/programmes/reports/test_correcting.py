"""An issued report is corrected by a new version; the old one stays as it was."""

from datetime import date

import pytest
from django.utils import timezone

from programmes.choices import ReportState, Section
from programmes.models import Commitment
from programmes.reports.compose import compose
from programmes.reports.issue import NotIssuable, correct, snapshot_of, submit
from tests.factories import DecisionFactory, EntryFactory, ReportFactory, UserFactory
from tests.issue_factories import ExemptionFactory
from tests.reports import SUBMITTED_AT, frozen, issued, issued_report, submitted_report
from tests.round_factories import CommentFactory, CommitmentFactory

pytestmark = pytest.mark.django_db
REASON = "The count of visits was of the wrong month."


def corrected(report):
    return correct(report, REASON, by=UserFactory(), now=timezone.now())


def test_a_correction_is_a_new_draft_with_the_words_of_the_issued_version():
    old = issued_report()

    new = corrected(old)

    assert (new.version, new.state, new.supersedes) == (2, ReportState.DRAFT, old)
    assert (new.rag, new.reason, new.report_date) == (old.rag, old.reason, old.report_date)
    assert [row.text for row in new.entries.all()] == [row.text for row in old.entries.all()]
    signed = {row.section: (row.by, row.at) for row in old.nil_returns.all()}
    assert {row.section: (row.by, row.at) for row in new.nil_returns.all()} == signed
    assert new.changes.get().after == "Draft"
    old.refresh_from_db()
    assert old.state == ReportState.ISSUED


def test_everything_that_people_wrote_is_copied_with_what_hangs_together():
    old = ReportFactory(period_end=date(2017, 2, 28))
    promise = CommitmentFactory(report=old)
    EntryFactory(report=old, section=Section.ACHIEVEMENTS, commitment=promise)
    CommentFactory(report=old)
    DecisionFactory(report=old)
    ExemptionFactory(report=old)
    frozen(old)
    old.state = ReportState.ISSUED
    old.save()

    new = corrected(old)

    copied = Commitment.objects.get(report=new)
    assert copied.action == promise.action
    assert new.entries.get(commitment=copied).section == Section.ACHIEVEMENTS
    assert new.comments.get().text == old.comments.get().text
    assert new.decisions.get().key == old.decisions.get().key
    assert new.exemptions.get().reason == old.exemptions.get().reason
    assert Commitment.objects.filter(report=old).get() == promise


def test_the_old_version_is_superseded_when_the_new_one_is_issued_and_reads_as_before():
    old = issued_report()
    printed = old.digest
    new = submit(corrected(old), by=UserFactory(), now=SUBMITTED_AT)

    issued(new)

    old.refresh_from_db()
    assert (old.state, old.digest) == (ReportState.SUPERSEDED, printed)
    assert snapshot_of(old, timezone.localdate()).digest == printed
    assert old.changes.latest("pk").after == "Superseded"


def test_the_new_version_says_why_it_corrects_the_old_one():
    snapshot = compose(corrected(issued_report()), timezone.localdate())

    assert (snapshot.version, snapshot.correction) == (2, REASON)


def test_only_an_issued_report_is_corrected_and_only_once():
    old = issued_report()
    corrected(old)

    with pytest.raises(NotIssuable, match="Version 2 corrects it already"):
        corrected(old)
    with pytest.raises(NotIssuable, match="Only an issued report"):
        corrected(submitted_report())
